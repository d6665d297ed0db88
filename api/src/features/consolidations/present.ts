import type { ConsolidationCheck, ConsolidationView } from '@ntm/shared/periods/wire'
import type { Catalogue } from '../criteria/queries.js'
import { judgeCandidate, listStates } from './judge-candidates.js'
import type { Candidate, ConsolidationRow } from './queries.js'

export function presentCheck(
  period: string,
  candidates: readonly Candidate[],
  sets: readonly Catalogue[],
  done: readonly ConsolidationRow[],
): ConsolidationCheck {
  return {
    period,
    communes: candidates.length,
    ready: candidates.flatMap((candidate) => {
      const set = sets.find(({ id }) => id === candidate.setId)
      const record = set && judgeCandidate(candidate, set)
      if (!record) return []
      const { unit, parent, revision } = candidate
      const unverified = listStates(candidate, set).filter(({ state }) => state === 'waiting').length
      return [{ unit, parent, revision, unverified, rejected: [...record.rejected] }]
    }),
    gaps: candidates.filter(isGap).map(({ unit, parent, status }) => ({ unit, parent, status })),
    recorded: candidates.filter(({ isRecorded }) => isRecorded).length,
    done: done.map(presentConsolidation),
  }
}

/** A commune without a number of record and without an approved sheet to make one of. */
export function isGap({ status, isRecorded }: Candidate): boolean {
  return !isRecorded && status !== 'approved'
}

export function presentConsolidation({ at, ...row }: ConsolidationRow): ConsolidationView {
  return { ...row, at: at.toISOString() }
}
