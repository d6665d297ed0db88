import { checkAnswer } from '@ntm/shared/criteria/check-answer'
import { judgeCriterion, summarise, type SheetSummary } from '@ntm/shared/criteria/judge-criterion'
import { judgeMeasure } from '@ntm/shared/criteria/judge-measure'
import type { CriterionResult, MeasureAnswer, MeasureResult } from '@ntm/shared/criteria/results'
import type { CriteriaSetView, CriterionView, MeasureView } from '@ntm/shared/criteria/wire'
import { parseVietnameseNumber } from '@ntm/shared/numbers/vietnamese-number'

/** What was tried for a measure: text of a number (`120/1.500` is a ratio), or đạt/chưa đạt. */
export type Trial = string | boolean

export interface TriedMeasure {
  result: MeasureResult
  /** What was typed cannot be read, or no commune could answer it. */
  isFaulty: boolean
}

const NOTHING: MeasureAnswer = { value: null, numerator: null, denominator: null, notApplicable: false }

/** Judges one trial by the rules of the sheets. */
export function judgeTrial(measure: MeasureView, trial: Trial | undefined): TriedMeasure {
  const answer = readTrial(measure, trial)
  if (answer === undefined || checkAnswer(measure, answer)) return { result: 'missing', isFaulty: true }
  return { result: judgeMeasure(measure, measure.threshold.value, answer), isFaulty: false }
}

function readTrial({ kind }: MeasureView, trial: Trial | undefined): MeasureAnswer | undefined {
  if (typeof trial === 'boolean') return { ...NOTHING, value: trial }
  if (trial === undefined || trial.trim() === '') return NOTHING
  const [first = '', second] = kind === 'percent' ? trial.split('/', 2) : [trial]
  const one = parseVietnameseNumber(first)
  if (!one.ok) return undefined
  if (second === undefined) return { ...NOTHING, value: one.value }
  const two = parseVietnameseNumber(second)
  return two.ok ? { ...NOTHING, numerator: one.value, denominator: two.value } : undefined
}

export interface Bench {
  measures: ReadonlyMap<string, TriedMeasure>
  criteria: ReadonlyMap<number, CriterionResult>
  summary: SheetSummary
}

export function judgeBench(set: CriteriaSetView, trials: ReadonlyMap<string, Trial>): Bench {
  const criteria = set.groups.flatMap((group) => group.criteria)
  const measures = new Map(
    criteria.flatMap(measuresOf).map((measure) => [measure.key, judgeTrial(measure, trials.get(measure.key))]),
  )
  const results = new Map(
    criteria.map((criterion) => [
      criterion.number,
      judgeCriterion(measuresOf(criterion).map(({ key }) => measures.get(key)?.result ?? 'missing')),
    ]),
  )
  return { measures, criteria: results, summary: summarise([...results.values()]) }
}

export function measuresOf({ indicators }: Pick<CriterionView, 'indicators'>): MeasureView[] {
  return indicators.flatMap(({ measures }) => measures)
}

/** Trials that just meet every threshold: what to begin from when one figure is to be tried. */
export function meetAll(set: CriteriaSetView, print: (value: number) => string): Map<string, Trial> {
  const measures = set.groups.flatMap(({ criteria }) => criteria.flatMap(measuresOf))
  return new Map(measures.map(({ key, threshold }) => [key, threshold.value === true ? true : print(threshold.value)]))
}
