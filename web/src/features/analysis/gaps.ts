import type { AssessmentView, SheetCriterionView, ValueView } from '@ntm/shared/assessments/wire'
import { gapToStandard } from '@ntm/shared/criteria/gap'
import type { CriteriaSetView, CriterionView, IndicatorView, MeasureView } from '@ntm/shared/criteria/wire'

/** What one measure still lacks. */
export interface MeasureGap {
  key: string
  indicator: Pick<IndicatorView, 'code' | 'name' | 'nameEn'>
  /** Tells apart two measures of one indicator. */
  label: string | null
  /** `short` of a least value, `over` a most value, a yes that is still a no, or a figure not given. */
  kind: 'short' | 'over' | 'notDone' | 'missing'
  /** In `unit`; percentage points where that is `%`. Null without a distance. */
  by: number | null
  unit: string | null
  value: number | null
  threshold: number | null
  isConfirmed: boolean
}

/** A criterion that keeps the commune from the standard. */
export interface CriterionGap {
  criterion: Pick<CriterionView, 'number' | 'name' | 'nameEn'>
  result: 'notMet' | 'incomplete'
  /** Empty where every measure is met and the district or a department decided otherwise. */
  measures: MeasureGap[]
  sheet: SheetCriterionView
}

/** The weightiest word there is on a criterion: of record, else the district's, else the commune's own. */
export function resultOf(criterion: SheetCriterionView): SheetCriterionView['reported'] {
  return criterion.official ?? criterion.approved ?? criterion.reported
}

/** What is still short of the standard, in the order of the criteria. */
export function listGaps(sheet: AssessmentView, set: CriteriaSetView): CriterionGap[] {
  const criteria = new Map(set.groups.flatMap((group) => group.criteria.map((each) => [each.number, each] as const)))
  const values = new Map(sheet.values.map((value) => [value.measure, value]))
  return sheet.criteria.flatMap((onSheet) => {
    const result = resultOf(onSheet)
    const criterion = criteria.get(onSheet.number)
    if (result === 'met' || !criterion) return []
    const measures = criterion.indicators.flatMap((indicator) =>
      indicator.measures.flatMap((measure) => findGap(indicator, measure, values.get(measure.key))),
    )
    return [{ criterion, result, measures, sheet: onSheet }]
  })
}

function findGap(indicator: IndicatorView, measure: MeasureView, value: ValueView | undefined): MeasureGap[] {
  if (!value || value.result === 'met' || value.result === 'notApplicable') return []
  // The threshold that judged the sheet, not the one that holds today.
  const threshold = value.threshold.value
  const common = {
    key: measure.key,
    indicator,
    label: measure.label,
    unit: measure.unit,
    value: typeof value.value === 'number' ? value.value : null,
    threshold: threshold === true ? null : threshold,
    isConfirmed: value.threshold.confirmed,
  }
  if (value.result === 'missing') return [{ ...common, kind: 'missing', by: null }]
  const gap = gapToStandard(measure, threshold, value)
  if (!gap) return [{ ...common, kind: 'notDone', by: null }]
  return [{ ...common, kind: value.threshold.comparator === '<=' ? 'over' : 'short', by: gap.by }]
}
