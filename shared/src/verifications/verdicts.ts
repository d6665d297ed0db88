import type { CriterionResult } from '../criteria/results.js'

/** What a department says of an indicator (xác nhận của ngành). */
export const VERDICTS = ['confirmed', 'rejected'] as const
export type Verdict = (typeof VERDICTS)[number]

/** How an indicator of a sheet stands with its department. */
export const VERIFICATION_STATES = ['waiting', 'confirmed', 'rejected'] as const
export type VerificationState = (typeof VERIFICATION_STATES)[number]

export interface RecordedVerdict {
  verdict: Verdict
  /** Whether the answers have changed since. */
  isOutdated: boolean
}

/**
 * The state that a verdict leaves an indicator in; without one it waits.
 *
 * Once the commune changes the value, a confirmation says nothing any more. A rejection stands until the department
 * confirms a later value.
 */
export function stateOf(recorded: RecordedVerdict | undefined): VerificationState {
  if (!recorded) return 'waiting'
  if (recorded.verdict === 'rejected') return 'rejected'
  return recorded.isOutdated ? 'waiting' : 'confirmed'
}

/** A criterion in the number of record: not met where a department rejects one of its indicators. */
export function applyRejections(
  approved: readonly CriterionResult[],
  criteria: readonly { number: number; indicators: readonly string[] }[],
  rejected: ReadonlySet<string>,
): CriterionResult[] {
  return approved.map((result, index) =>
    criteria[index]?.indicators.some((indicator) => rejected.has(indicator)) ? 'notMet' : result,
  )
}

/** What the departments make of one criterion: null while an indicator waits and none is rejected. */
export function verifyCriterion(result: CriterionResult, states: readonly VerificationState[]): CriterionResult | null {
  if (states.includes('rejected')) return 'notMet'
  return states.length > 0 && states.every((state) => state === 'confirmed') ? result : null
}
