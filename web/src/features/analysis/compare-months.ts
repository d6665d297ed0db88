import type { AssessmentView, ValueView } from '@ntm/shared/assessments/wire'
import type { CriteriaSetView, CriterionView, IndicatorView, MeasureView } from '@ntm/shared/criteria/wire'
import { resultOf } from './gaps'

type Result = ReturnType<typeof resultOf>

/** A criterion whose result is another than it was. */
export interface CriterionChange {
  criterion: Pick<CriterionView, 'number' | 'name' | 'nameEn'>
  before: Result
  after: Result
}

/** A measure whose value is another than it was. */
export interface MeasureChange {
  criterion: number
  indicator: Pick<IndicatorView, 'code' | 'name' | 'nameEn'>
  measure: Pick<MeasureView, 'key' | 'label' | 'labelEn' | 'kind' | 'unit'>
  before: ValueView['value']
  after: ValueView['value']
  /** Nearer to what is asked for, or further from it; undefined where one of the two is not known. */
  isBetter: boolean | undefined
}

export interface MonthChanges {
  criteria: CriterionChange[]
  measures: MeasureChange[]
  gained: number
  lost: number
  /** Measures that the later sheet has no answer to yet. */
  waiting: number
}

/**
 * What differs between two sheets of one commune, in the order of the criteria. What either set does not ask is left out,
 * and so is what the later sheet does not say yet: a figure on its way is no setback.
 */
export function compareMonths(before: AssessmentView, after: AssessmentView, set: CriteriaSetView): MonthChanges {
  const resultsBefore = new Map(before.criteria.map((each) => [each.number, resultOf(each)]))
  const resultsAfter = new Map(after.criteria.map((each) => [each.number, resultOf(each)]))
  const valuesBefore = new Map(before.values.map((each) => [each.measure, each]))
  const valuesAfter = new Map(after.values.map((each) => [each.measure, each]))
  const all = set.groups.flatMap((group) => group.criteria)

  const criteria = all.flatMap((criterion): CriterionChange[] => {
    const then = resultsBefore.get(criterion.number)
    const now = resultsAfter.get(criterion.number)
    if (then === undefined || now === undefined || now === 'incomplete' || then === now) return []
    return [{ criterion, before: then, after: now }]
  })
  const measures = all.flatMap(({ number, indicators }) =>
    indicators.flatMap((indicator) =>
      indicator.measures.flatMap((measure): MeasureChange[] => {
        const then = valuesBefore.get(measure.key)
        const now = valuesAfter.get(measure.key)
        if (!then || !now || isWaiting(now) || then.value === now.value) return []
        const change = { before: then.value, after: now.value, isBetter: isBetter(measure, then.value, now.value) }
        return [{ criterion: number, indicator, measure, ...change }]
      }),
    ),
  )
  return {
    criteria,
    measures,
    gained: criteria.filter((each) => each.after === 'met').length,
    lost: criteria.filter((each) => each.before === 'met').length,
    waiting: after.values.filter(isWaiting).length,
  }
}

function isWaiting({ value, notApplicable }: ValueView): boolean {
  return value === null && !notApplicable
}

function isBetter(
  { comparator }: Pick<MeasureView, 'comparator'>,
  before: ValueView['value'],
  after: ValueView['value'],
): boolean | undefined {
  if (before === null || after === null) return undefined
  return comparator === '<=' ? Number(after) < Number(before) : Number(after) > Number(before)
}
