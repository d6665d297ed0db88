import type { AssessmentView } from '@ntm/shared/assessments/wire'
import type { CriteriaSetView } from '@ntm/shared/criteria/wire'

/** A measure with figures, as it stands on the sheet. */
export interface TrendMeasure {
  key: string
  name: string
  nameEn: string
  unit: string | null
  /** Least and most that a commune can answer. */
  possible: readonly [number, number]
  comparator: '>=' | '<=' | 'is'
  value: number | null
  threshold: number | null
  isShort: boolean
}

/** Measures that have a way to show: those of figures, not of yes or no. */
export function listTrendMeasures(sheet: AssessmentView, set: CriteriaSetView): TrendMeasure[] {
  const values = new Map(sheet.values.map((value) => [value.measure, value]))
  return set.groups
    .flatMap((group) => group.criteria)
    .flatMap(({ indicators }) =>
      indicators.flatMap((indicator) =>
        indicator.measures.flatMap((measure): TrendMeasure[] => {
          if (measure.kind === 'boolean') return []
          const { key, unit, label, labelEn } = measure
          const onSheet = values.get(key)
          const threshold = onSheet?.threshold.value ?? measure.threshold.value
          return [
            {
              key,
              unit,
              possible: [0, measure.kind === 'percent' ? 100 : Infinity],
              comparator: onSheet?.threshold.comparator ?? measure.comparator,
              name: label === null ? indicator.name : `${indicator.name} (${label})`,
              nameEn: labelEn === null ? indicator.nameEn : `${indicator.nameEn} (${labelEn})`,
              value: typeof onSheet?.value === 'number' ? onSheet.value : null,
              threshold: threshold === true ? null : threshold,
              isShort: onSheet?.result === 'notMet',
            },
          ]
        }),
      ),
    )
}

type Way = { key: 'none' } | { key: 'up' | 'down' | 'level'; from: number; to: number; since: string }

/** How a value has moved from the first month that has one to the last. */
export function tellWay(points: readonly { period: string; value: number | null }[]): Way {
  const known = points.flatMap(({ period, value }) => (value === null ? [] : [{ period, value }]))
  const [first] = known
  const last = known.at(-1)
  if (!first || !last || first === last) return { key: 'none' }
  const key = last.value > first.value ? 'up' : last.value < first.value ? 'down' : 'level'
  return { key, from: first.value, to: last.value, since: first.period }
}
