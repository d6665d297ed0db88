import type { NewVerification, Refusal, VerificationOutcome } from '@ntm/shared/verifications/wire'
import type { AuditEvent } from '../../db/audit-log.js'
import type { Database } from '../../db/client.js'
import { forbidden, unprocessable } from '../../errors.js'
import type { Catalogue } from '../criteria/queries.js'
import { REFUSED, reasonTooShort, unknownIndicator } from './messages.js'
import { isVerifiable } from './policy.js'
import { findVerdict, leadOf } from './present.js'
import { holdSheets, listCommuneCodes, listVerifiable, type VerifiableSheet } from './queries.js'
import { writeVerdicts, type NewVerdict } from './write-verdicts.js'

/** Characters that a reason has at least, as for a sheet sent back. */
const SHORTEST_REASON = 10

export interface Verifying {
  request: NewVerification
  sets: readonly Catalogue[]
  /** Agencies that the caller speaks for. */
  agencies: ReadonlySet<string>
  accountId: number
  at: Date
}

type Refused = VerificationOutcome['refused'][number]

/**
 * Records one verdict on many indicators of many sheets: whatever can be is, and the rest is named with its reason.
 *
 * @throws AppError 403 when none of the indicators is the caller's; 422 for an unknown one, and a rejection without a
 *   reason.
 */
export async function recordVerdicts(
  tx: Database,
  verifying: Verifying,
): Promise<{ outcome: VerificationOutcome; events: AuditEvent[] }> {
  const { request, agencies, accountId, at } = verifying
  const { period, verdict } = request
  const indicators = [...new Set(request.indicators)]
  const codes = [...new Set(request.units)]
  const reason = readReason(request)
  refuseUnknown(indicators, verifying)

  await holdSheets(tx, period, codes)
  const known = new Set(await listCommuneCodes(tx, period, codes))
  // An agency, and nobody else comes here, sees all sheets.
  const sight = { everywhere: true, unitIds: [] }
  const found = await listVerifiable(tx, { period, codes, below: null, indicators, sight, from: null })
  const sheets = new Map(found.map((sheet) => [sheet.unit.code, sheet]))
  const refused: Refused[] = []
  const verdicts: NewVerdict[] = []
  for (const code of codes) {
    const sheet = sheets.get(code)
    const set = sheet && verifying.sets.find(({ id }) => id === sheet.setId)
    if (!sheet || !set || !isVerifiable(sheet.status)) {
      refused.push(refuse(code, null, known.has(code) ? 'not_submitted' : 'unit_not_found'))
      continue
    }
    for (const indicator of indicators) {
      const refusal = findRefusal(sheet, set, indicator, { ...request, reason }, agencies)
      const agency = leadIn(set, indicator, period) ?? ''
      if (refusal) refused.push(refuse(code, indicator, refusal))
      else verdicts.push({ sheetId: sheet.sheetId, unitId: sheet.unitId, indicator, agency })
    }
  }
  if (verdicts.length > 0) await writeVerdicts(tx, { period, verdict, reason, accountId, at }, verdicts)
  return { outcome: { applied: verdicts.length, refused }, events: listEvents(found, verdicts, request) }
}

function readReason({ verdict, reason }: NewVerification): string | null {
  const text = reason?.normalize('NFC').trim() ?? ''
  if (verdict === 'rejected' && text.length < SHORTEST_REASON) {
    const errors = [{ pointer: '/reason', code: 'reason_too_short', message: reasonTooShort }]
    throw unprocessable('verification_needs_reason', errors)
  }
  return text || null
}

function refuseUnknown(indicators: readonly string[], { request, sets, agencies }: Verifying): void {
  const known = new Set(sets.flatMap((set) => set.indicators.map(({ code }) => code)))
  const errors = request.indicators.flatMap((code, index) =>
    known.has(code)
      ? []
      : [{ pointer: `/indicators/${index}`, code: 'unknown_indicator', message: unknownIndicator(code) }],
  )
  if (errors.length > 0) throw unprocessable('verification_needs_reason', errors)
  const leads = sets.flatMap((set) => indicators.map((indicator) => leadIn(set, indicator, request.period)))
  if (!leads.some((lead) => lead !== undefined && agencies.has(lead))) throw forbidden('not_in_charge')
}

function leadIn(set: Catalogue, indicator: string, period: string): string | undefined {
  const found = set.indicators.find(({ code }) => code === indicator)
  return found && leadOf(found, period)
}

function findRefusal(
  sheet: VerifiableSheet,
  set: Catalogue,
  indicator: string,
  { period, verdict, reason }: Pick<NewVerification, 'period' | 'verdict'> & { reason: string | null },
  agencies: ReadonlySet<string>,
): Refusal | undefined {
  if (!agencies.has(leadIn(set, indicator, period) ?? '')) return 'not_in_charge'
  const said = findVerdict(sheet, indicator)
  const isSame = said?.isOwn && !said.isOutdated && said.verdict === verdict && said.reason === reason
  return isSame ? 'already_recorded' : undefined
}

function refuse(unit: string, indicator: string | null, code: Refusal): Refused {
  return { unit, indicator, code, message: REFUSED[code] }
}

/** One row a sheet: its story tells what was said of which of its indicators. */
function listEvents(
  sheets: readonly VerifiableSheet[],
  verdicts: readonly NewVerdict[],
  { period, verdict, reason }: NewVerification,
): AuditEvent[] {
  return sheets.flatMap((sheet) => {
    const indicators = verdicts.filter(({ sheetId }) => sheetId === sheet.sheetId).map(({ indicator }) => indicator)
    if (indicators.length === 0) return []
    const before = indicators.map((indicator) => ({
      indicator,
      verdict: findVerdict(sheet, indicator)?.verdict ?? null,
    }))
    return [
      {
        action: 'assessment.verified',
        subject: { kind: 'assessment', key: `${sheet.unit.uid}/${period}/${sheet.revision}` },
        old: { indicators: before },
        new: { verdict, indicators: indicators.map((indicator) => ({ indicator })) },
        reason: reason?.normalize('NFC').trim() || undefined,
      },
    ]
  })
}
