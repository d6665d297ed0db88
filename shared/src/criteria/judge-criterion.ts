import type { CriterionResult, MeasureResult } from './results.js'

/** As much of a criteria set as judging a sheet needs. */
interface JudgedSet {
  criteria: readonly {
    number: number
    indicators: readonly { measures: readonly { key: string }[] }[]
  }[]
}

export interface SheetSummary {
  met: number
  notMet: number
  incomplete: number
}

/**
 * Judges one criterion (tiêu chí) from the results of all its measures.
 *
 * It is met only when every measure is; what does not apply asks for nothing. A known shortfall outweighs a missing
 * figure: the commune has work to do whatever that figure turns out to be.
 *
 * @throws RangeError if there is no result.
 */
export function judgeCriterion(results: readonly MeasureResult[]): CriterionResult {
  if (results.length === 0) throw new RangeError('There is at least one measure to judge by')
  if (results.includes('notMet')) return 'notMet'
  return results.includes('missing') ? 'incomplete' : 'met'
}

/** Judges one indicator (chỉ tiêu), by the rule of {@link judgeCriterion}. */
export const judgeIndicator = judgeCriterion

/** Judges every criterion of the set, in order of number; a measure without a result is missing. */
export function judgeSheet(set: JudgedSet, results: ReadonlyMap<string, MeasureResult>): CriterionResult[] {
  return [...set.criteria]
    .sort((a, b) => a.number - b.number)
    .map(({ indicators }) =>
      judgeCriterion(indicators.flatMap(({ measures }) => measures.map(({ key }) => results.get(key) ?? 'missing'))),
    )
}

/** How many criteria there are of each result. */
export function summarise(results: readonly CriterionResult[]): SheetSummary {
  const count = (wanted: CriterionResult) => results.filter((result) => result === wanted).length
  return { met: count('met'), notMet: count('notMet'), incomplete: count('incomplete') }
}

/** Whether the commune reaches the standard (đạt chuẩn): every criterion met. Recognition is another matter. */
export function reachesStandard(results: readonly CriterionResult[]): boolean {
  return results.length > 0 && results.every((result) => result === 'met')
}
