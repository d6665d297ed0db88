import type { AssessmentView, ValueView } from '@ntm/shared/assessments/wire'
import { judgeMeasure } from '@ntm/shared/criteria/judge-measure'
import { judgeSheet, summarise, type SheetSummary } from '@ntm/shared/criteria/judge-criterion'
import type { CriterionResult, MeasureAnswer, MeasureResult } from '@ntm/shared/criteria/results'
import type { CriteriaSetView, CriterionView, IndicatorView, MeasureView } from '@ntm/shared/criteria/wire'

/** A measure with all that a row of the sheet shows of it besides its answer. */
export interface ListedMeasure extends MeasureView {
  criterion: number
  indicator: IndicatorView
  /** The one that the sheet was, or would be, judged by. */
  usedThreshold: ValueView['threshold']
}

export interface JudgedAnswers {
  measures: ReadonlyMap<string, MeasureResult>
  criteria: ReadonlyMap<number, CriterionResult>
  summary: SheetSummary
}

export function listCriteria(set: CriteriaSetView): CriterionView[] {
  return set.groups.flatMap(({ criteria }) => criteria)
}

/** Every measure of the set in its order, with the threshold that the sheet itself names. */
export function listMeasures(set: CriteriaSetView, sheet: AssessmentView): Map<string, ListedMeasure> {
  const used = new Map(sheet.values.map(({ measure, threshold }) => [measure, threshold]))
  const measures = listCriteria(set).flatMap(({ number, indicators }) =>
    indicators.flatMap((indicator) =>
      indicator.measures.map((measure): ListedMeasure => {
        const usedThreshold = used.get(measure.key) ?? { ...measure.threshold, comparator: measure.comparator }
        return { ...measure, criterion: number, indicator, usedThreshold }
      }),
    ),
  )
  return new Map(measures.map((measure) => [measure.key, measure]))
}

export function judgeAnswer(measure: ListedMeasure, answer: MeasureAnswer | undefined): MeasureResult {
  return judgeMeasure(measure, measure.usedThreshold.value, answer)
}

/** What the answers come to, by the rules that the service applies when they reach it. */
export function judgeAnswers(
  set: CriteriaSetView,
  listed: ReadonlyMap<string, ListedMeasure>,
  answers: ReadonlyMap<string, MeasureAnswer>,
): JudgedAnswers {
  const measures = new Map([...listed].map(([key, measure]) => [key, judgeAnswer(measure, answers.get(key))]))
  const criteria = listCriteria(set).sort((a, b) => a.number - b.number)
  const results = judgeSheet({ criteria }, measures)
  const byNumber = new Map(criteria.map(({ number }, index) => [number, results[index] ?? 'incomplete']))
  return { measures, criteria: byNumber, summary: summarise(results) }
}
