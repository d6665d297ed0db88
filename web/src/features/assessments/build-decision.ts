import type { TransitionRequest } from '@ntm/shared/assessments/wire'
import type { CriterionResult } from '@ntm/shared/criteria/results'

/** Characters that a reason has at least; the service holds it to the same. */
export const SHORTEST_REASON = 10

/** What a reviewer has ticked and written so far. */
export interface ReviewDraft {
  /** Reason by indicator to be sent back. */
  returns: ReadonlyMap<string, string>
  /** By criterion that is judged otherwise than the commune did. */
  overrules: ReadonlyMap<number, { result: CriterionResult; reason: string }>
  /** Said of the whole. */
  reason: string
}

export interface DecisionFault {
  code: 'reason_missing' | 'overrule_reason_missing' | 'overrule_with_return'
  indicator?: string
  criterion?: number
}

export type Decision =
  { request: TransitionRequest; faults?: undefined } | { request?: undefined; faults: DecisionFault[] }

/** The move that the draft stands for: a return where an indicator is ticked, else an approval. Or why it is neither. */
export function buildDecision({ returns, overrules, reason }: ReviewDraft): Decision {
  const said = reason.trim() === '' ? {} : { reason: reason.trim() }
  if (returns.size > 0) {
    const faults = [
      ...[...returns]
        .filter(([, why]) => isTooShort(why))
        .map(([indicator]): DecisionFault => ({ code: 'reason_missing', indicator })),
      ...[...overrules.keys()].map((criterion): DecisionFault => ({ code: 'overrule_with_return', criterion })),
    ]
    if (faults.length > 0) return { faults }
    const returned = [...returns].map(([indicator, why]) => ({ indicator, reason: why.trim() }))
    return { request: { action: 'return', ...said, returned } }
  }

  const faults = [...overrules]
    .filter(([, overrule]) => isTooShort(overrule.reason))
    .map(([criterion]): DecisionFault => ({ code: 'overrule_reason_missing', criterion }))
  if (faults.length > 0) return { faults }
  const other = [...overrules].map(([criterion, { result, reason: why }]) => ({
    criterion,
    result,
    reason: why.trim(),
  }))
  return { request: { action: 'approve', ...said, ...(other.length > 0 ? { overrules: other } : {}) } }
}

function isTooShort(reason: string): boolean {
  return reason.normalize('NFC').trim().length < SHORTEST_REASON
}
