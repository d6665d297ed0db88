import type { CriterionResult } from '../criteria/results.js'

/** Results of a sheet as two sets of bits: bit n-1 stands for criterion n. In neither set: incomplete. */
export interface ResultMasks {
  metMask: number
  notMetMask: number
}

/** More criteria than any set has, and few enough for a 32-bit integer with a sign. */
const MOST_CRITERIA = 30

/**
 * Packs results, one per criterion in order of number, into two small integers that SQL can count.
 *
 * @throws RangeError beyond 30 criteria.
 */
export function packResults(results: readonly CriterionResult[]): ResultMasks {
  if (results.length > MOST_CRITERIA) throw new RangeError(`${results.length} criteria do not fit the masks`)
  return { metMask: maskOf(results, 'met'), notMetMask: maskOf(results, 'notMet') }
}

/** Reads what {@link packResults} wrote for `count` criteria. */
export function unpackResults({ metMask, notMetMask }: ResultMasks, count: number): CriterionResult[] {
  return Array.from({ length: count }, (_, index) => {
    const bit = 1 << index
    if ((metMask & bit) !== 0) return 'met'
    return (notMetMask & bit) === 0 ? 'incomplete' : 'notMet'
  })
}

function maskOf(results: readonly CriterionResult[], wanted: CriterionResult): number {
  return results.reduce((mask, result, index) => (result === wanted ? mask | (1 << index) : mask), 0)
}
