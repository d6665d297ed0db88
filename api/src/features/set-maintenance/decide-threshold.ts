import { checkThreshold } from '@ntm/shared/criteria/check-threshold'
import type { ThresholdDecision } from '@ntm/shared/criteria/maintenance-wire'
import { pickThreshold } from '@ntm/shared/criteria/pick-threshold'
import type { ProblemError } from '@ntm/shared/problems/wire'
import type { AuditEvent } from '../../db/audit-log.js'
import type { Database } from '../../db/client.js'
import { unprocessable } from '../../errors.js'
import { rejudgeDrafts, type Rejudged } from '../assessments/rejudge-drafts.js'
import { claimCatalogues, type Catalogue, type CatalogueMeasure } from '../criteria/queries.js'
import { legalBasisMissing, reasonTooShort, THRESHOLD_FAULTS, unitHasRegion, unknownRegion } from './messages.js'
import type { StoredThreshold } from './queries.js'
import { addThreshold, replaceThreshold } from './write-threshold.js'

/** Characters, as for every reason that somebody else has to understand. */
const SHORTEST_REASON = 10
/** Of the shortest number of a document, such as `9/QĐ`. */
const SHORTEST_BASIS = 4

export interface Deciding {
  set: Catalogue
  measure: CatalogueMeasure
  /** Everything that the measure has or had. */
  thresholds: readonly StoredThreshold[]
  decision: ThresholdDecision
  /** The commune that the threshold is for; null: every one of the region. */
  unit: { id: number; uid: string } | null
  accountId: number
  at: Date
}

/** What is wrong with a decision, each with its place. */
export function findDecisionFaults(
  set: Pick<Catalogue, 'region'>,
  measure: Pick<CatalogueMeasure, 'kind'>,
  decision: ThresholdDecision,
): ProblemError[] {
  const faults: ProblemError[] = []
  const { region = set.region, unit, value } = decision
  const fault = checkThreshold(measure, value)
  if (fault) faults.push({ pointer: '/value', code: fault, message: THRESHOLD_FAULTS[fault] })
  if (region !== '*' && region !== set.region) {
    faults.push({ pointer: '/region', code: 'unknown_region', message: unknownRegion(set.region) })
  } else if (unit !== undefined && region !== set.region) {
    faults.push({ pointer: '/region', code: 'unit_has_region', message: unitHasRegion })
  }
  if (tidy(decision.legalBasis).length < SHORTEST_BASIS) {
    faults.push({ pointer: '/legalBasis', code: 'legal_basis_missing', message: legalBasisMissing })
  }
  if (tidy(decision.reason).length < SHORTEST_REASON) {
    faults.push({ pointer: '/reason', code: 'reason_too_short', message: reasonTooShort })
  }
  return faults
}

/**
 * Sets what holds for a scope from now on: a new row, and the former one replaced; open sheets are judged anew.
 *
 * The same value as so far confirms it, another corrects it. Sheets that were submitted keep what they were judged by.
 *
 * @param tx - It has claimed the sets.
 * @throws AppError 422 when it says nothing that is not said already.
 */
export async function decideThreshold(
  tx: Database,
  deciding: Deciding,
): Promise<{ rejudged: Rejudged; event: AuditEvent }> {
  const { set, measure, thresholds, decision, unit, accountId, at } = deciding
  const scope = { region: decision.region ?? set.region, unit: unit?.uid ?? null, year: decision.year ?? null }
  const current = thresholds.filter(({ replacedAt }) => replacedAt === null)
  const former = current.find((each) => isScope(each, scope))
  const held = former ?? findHeld(set, measure, current, deciding)
  const value = decision.value === true ? 1 : decision.value
  const legalBasis = tidy(decision.legalBasis)
  const note = tidy(decision.note ?? '') || null
  const isSame = former?.confirmed === true && former.value === value
  if (isSame && former.legalBasis === legalBasis && former.note === note) throw unprocessable('threshold_unchanged')

  if (former) await replaceThreshold(tx, former.id, at)
  const isConfirmation = held?.value === value
  await addThreshold(tx, {
    ...{ measureId: measure.id, region: scope.region, unitId: unit?.id ?? null, year: scope.year, value },
    ...{ setBy: held?.setBy ?? null, legalBasis, note, source: isConfirmation ? (former?.source ?? null) : null },
    ...{ accountId, reason: tidy(decision.reason), recordedAt: at },
  })

  const after = (await claimCatalogues(tx)).find(({ id }) => id === set.id)
  const changed = after?.measures.find(({ id }) => id === measure.id)
  if (!after || !changed) throw new Error(`The set ${set.code} has lost its measure ${measure.key}`)
  const rejudged = await rejudgeDrafts(tx, after, changed)
  const event = {
    action: isConfirmation ? 'threshold.confirmed' : 'threshold.corrected',
    subject: { kind: 'threshold', key: `${set.code}/${measure.key}` },
    old: held && describe(held),
    new: { ...scope, value, confirmed: true, legalBasis, note, sheets: rejudged.sheets, changed: rejudged.changed },
    reason: tidy(decision.reason),
  }
  return { rejudged, event }
}

function isScope(
  threshold: StoredThreshold,
  scope: { region: string; unit: string | null; year: number | null },
): boolean {
  const { region, unit, year } = threshold
  return region === scope.region && (unit?.uid ?? null) === scope.unit && year === scope.year
}

/** What held so far where the decision has no row of its own to replace. */
function findHeld(
  set: Catalogue,
  measure: CatalogueMeasure,
  current: readonly StoredThreshold[],
  { decision, unit, at }: Deciding,
): StoredThreshold | undefined {
  const year = decision.year ?? at.getUTCFullYear()
  const region = decision.region ?? set.region
  const picked = pickThreshold(measure.thresholds, { region, year, ...(unit && { unit: unit.uid }) })
  return current.find(({ id }) => id === picked?.id)
}

function describe({ region, unit, year, value, confirmed, legalBasis, note }: StoredThreshold) {
  return { region, unit: unit?.uid ?? null, year, value, confirmed, legalBasis, note }
}

function tidy(text: string): string {
  return text.normalize('NFC').replace(/\s+/g, ' ').trim()
}
