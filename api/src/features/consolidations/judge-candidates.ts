import { packResults, unpackResults, type ResultMasks } from '@ntm/shared/analysis/result-masks'
import { applyRejections, stateOf, type VerificationState } from '@ntm/shared/verifications/verdicts'
import type { Catalogue } from '../criteria/queries.js'
import type { Candidate } from './queries.js'
import type { NewRecord } from './write-records.js'

/** The state of each indicator of a set with its department: the sheet's own verdict before one of an earlier month. */
export function listStates({ verdicts }: Candidate, set: Catalogue): { indicator: string; state: VerificationState }[] {
  const own = new Map(verdicts.filter(({ isOwn }) => isOwn).map((each) => [each.indicator, each]))
  const standing = new Map(verdicts.map((each) => [each.indicator, each]))
  return set.indicators.map(({ code }) => ({ indicator: code, state: stateOf(own.get(code) ?? standing.get(code)) }))
}

/** The candidate as the number of record, if the district has approved it; else undefined. */
export function judgeCandidate(candidate: Candidate, set: Catalogue): NewRecord | undefined {
  const { sheetId, setId, approvedMet, approvedNotMet } = candidate
  if (candidate.status !== 'approved' || sheetId === null || setId === null) return undefined
  if (approvedMet === null || approvedNotMet === null) return undefined
  const approved: ResultMasks = { metMask: approvedMet, notMetMask: approvedNotMet }
  const rejected = listStates(candidate, set)
    .filter(({ state }) => state === 'rejected')
    .map(({ indicator }) => indicator)
  const official = packResults(
    applyRejections(unpackResults(approved, set.criteria.length), indicatorsByCriterion(set), new Set(rejected)),
  )
  return { candidate: { ...candidate, sheetId, setId }, approved, official, rejected }
}

export function indicatorsByCriterion(set: Catalogue): { number: number; indicators: string[] }[] {
  return set.criteria.map(({ number }) => ({
    number,
    indicators: set.indicators.filter(({ criterion }) => criterion === number).map(({ code }) => code),
  }))
}
