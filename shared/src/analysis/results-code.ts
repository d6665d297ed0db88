import type { CriterionResult } from '../criteria/results.js'

/** Criteria of a sheet, hence letters of a code. */
const CRITERIA = 19

const LETTERS: Readonly<Record<CriterionResult, string>> = { met: 'M', notMet: 'N', incomplete: 'I' }
const RESULTS = new Map(Object.entries(LETTERS).map(([result, letter]) => [letter, result as CriterionResult]))

/**
 * Packs the results of a sheet into 19 letters, M, N or I, in order of criterion.
 *
 * @throws RangeError unless there are 19.
 */
export function packResults(results: readonly CriterionResult[]): string {
  if (results.length !== CRITERIA)
    throw new RangeError(`${results.length} results are not those of ${CRITERIA} criteria`)
  return results.map((result) => LETTERS[result]).join('')
}

/**
 * Reads what {@link packResults} wrote.
 *
 * @throws RangeError if it did not write this.
 */
export function unpackResults(text: string): CriterionResult[] {
  const results = Array.from(text, (letter) => RESULTS.get(letter))
  if (results.length !== CRITERIA || results.includes(undefined)) throw new RangeError(`"${text}" packs no results`)
  return results.filter((result) => result !== undefined)
}
