import { pickLead } from '@ntm/shared/criteria/pick-lead'
import { lastDayOf } from '@ntm/shared/periods/period'
import { stateOf } from '@ntm/shared/verifications/verdicts'
import type { VerificationView } from '@ntm/shared/verifications/wire'
import type { Catalogue, CatalogueIndicator } from '../criteria/queries.js'
import { isVerifiable } from './policy.js'
import type { VerifiableSheet } from './queries.js'

/** Who is asking: codes of the agencies that the caller verifies for. */
type Agencies = ReadonlySet<string>

/** Every indicator of a sheet, in the order of the set. */
export function presentVerifications(
  sheet: VerifiableSheet,
  set: Catalogue,
  period: string,
  agencies: Agencies,
): VerificationView[] {
  return set.indicators.map((indicator) => presentOne(sheet, set, { period, indicator, agencies }))
}

/** The agency in charge of an indicator in a month: the one of the month's last day. */
export function leadOf({ leads }: CatalogueIndicator, period: string): string | undefined {
  return pickLead(leads, lastDayOf(period))?.agency
}

function presentOne(
  sheet: VerifiableSheet,
  set: Catalogue,
  { period, indicator, agencies }: { period: string; indicator: CatalogueIndicator; agencies: Agencies },
): VerificationView {
  const { unit, parent, revision, status, submittedAt } = sheet
  const agency = leadOf(indicator, period) ?? ''
  const verdict = findVerdict(sheet, indicator.code)
  return {
    unit,
    parent,
    period,
    revision,
    status,
    submittedAt: submittedAt?.toISOString() ?? null,
    indicator: indicator.code,
    agency,
    state: stateOf(verdict),
    verdict: verdict?.verdict ?? null,
    outdated: verdict?.isOutdated ?? false,
    reason: verdict?.reason ?? null,
    by: verdict?.by ?? null,
    at: verdict ? new Date(verdict.at).toISOString() : null,
    verdictOf: verdict?.period ?? null,
    values: set.measures
      .filter((measure) => measure.indicator === indicator.code)
      .map(({ id, key, kind, comparator, thresholds }) => {
        const answer = sheet.values.find(({ measureId }) => measureId === id)
        const used = thresholds.find((threshold) => threshold.id === answer?.thresholdId)
        const read = (value: number | null) => (value !== null && kind === 'boolean' ? value === 1 : value)
        return {
          measure: key,
          value: read(answer?.value ?? null),
          lastMonth: read(answer?.lastMonth ?? null),
          threshold: used ? { comparator, value: used.value, confirmed: used.confirmed } : null,
          numerator: answer?.numerator ?? null,
          denominator: answer?.denominator ?? null,
          notApplicable: answer?.notApplicable ?? false,
          note: answer?.note ?? null,
          result: answer?.result ?? 'missing',
        }
      }),
    allowed: isVerifiable(status) && agencies.has(agency),
  }
}

/** The verdict that holds for an indicator: the sheet's own before a rejection of an earlier month. */
export function findVerdict({ verdicts }: VerifiableSheet, indicator: string) {
  const found = verdicts.filter((verdict) => verdict.indicator === indicator)
  return found.find(({ isOwn }) => isOwn) ?? found[0]
}
