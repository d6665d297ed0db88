import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import type { DistributionRow } from '@ntm/shared/analysis/compare-wire'
import type { Basis, OverviewView } from '@ntm/shared/analysis/wire'
import { useI18n } from '@/i18n/useI18n'
import { useFormats } from '@/i18n/useFormats'
import { findMeasure, pickMeasure } from './distribution-rows'
import { isMeasureShow, kindOfMeasured, measureKeyOf, type MapShow } from './map-kinds'
import { useDistribution } from './useComparison'
import { useFindingText } from './useFindingText'
import { useMeasureText } from './useMeasureText'
import { useCriteriaSet } from './useSetNames'

/** One measure on the map, held against its threshold: which, the value of each commune, and what they come to. */
export function useMapMeasure(
  overview: MaybeRefOrGetter<OverviewView>,
  basis: MaybeRefOrGetter<Basis | undefined>,
  shown: MaybeRefOrGetter<MapShow>,
) {
  const { t } = useI18n()
  const format = useFormats()
  const tell = useFindingText()
  const { listMeasures, print, printThreshold } = useMeasureText()

  const isShown = computed(() => isMeasureShow(toValue(shown)))
  const set = useCriteriaSet(() => toValue(overview).criteriaSet, {}, isShown)
  const options = computed(() => (set.data.value ? listMeasures(set.data.value) : []))
  /** A number of a criterion in place of a key, or a key of another set, is the first measure that fits. */
  const key = computed(() => {
    if (!isShown.value || !set.data.value) return undefined
    const asked = measureKeyOf(toValue(shown))
    return options.value.some(({ value }) => value === asked) ? asked : pickMeasure(set.data.value, Number(asked))
  })
  const distribution = useDistribution({
    unit: () => toValue(overview).unit.code,
    measure: key,
    band: undefined,
    period: () => toValue(overview).period,
    basis,
  })
  const view = computed(() => (isShown.value ? distribution.data.value : undefined))
  const rowOf = computed(() => new Map(view.value?.rows.map((row) => [row.unit.uid, row] as const)))
  const isCounted = computed(() => view.value?.measure.kind !== 'boolean')

  /** The measure that the figures are of: while another is on its way, still the last one. */
  const name = computed(() => {
    const told = view.value?.measure.key ?? key.value
    return options.value.find(({ value }) => value === told)?.label ?? told ?? ''
  })

  function tellValue(row: DistributionRow | undefined): string {
    return isCounted.value ? print(row?.value ?? null, view.value?.measure.unit ?? null) : ''
  }

  return {
    isShown,
    options,
    key,
    name,
    rowOf,
    isCounted,
    criterion: computed(() => view.value?.measure.criterion),
    unit: computed(() => view.value?.measure.unit ?? null),
    kindOf: (uid: string) => kindOfMeasured(rowOf.value.get(uid)),
    tellValue: (uid: string) => tellValue(rowOf.value.get(uid)),
    tellThreshold: (uid: string) => print(rowOf.value.get(uid)?.threshold ?? null, view.value?.measure.unit ?? null),
    /** The value alone, as short as it can stand on an area. */
    figureOf: (uid: string) => {
      const value = rowOf.value.get(uid)?.value
      return typeof value === 'number' ? format.value.number(value) : undefined
    },
    title: computed(() => {
      if (!view.value) return t('analysis.map.shows.measure')
      return tell(findMeasure(view.value, print(view.value.spread?.median ?? null, view.value.measure.unit)))
    }),
    description: computed(() => (view.value ? `${name.value} · ${printThreshold(view.value.measure)}` : '')),
    leftOut: computed(() => {
      const count = view.value?.leftOut ?? 0
      return count === 0 ? '' : t('analysis.map.leftOut', { count })
    }),
    error: computed(() => (isShown.value ? (set.error.value ?? distribution.error.value) : null)),
    isWaiting: computed(() => {
      const { unit, period, basis: word } = toValue(overview)
      const last = view.value
      return isShown.value && !(last?.unit.uid === unit.uid && last.period === period && last.basis === word)
    }),
    retry: () => Promise.all([set.refetch(), ...(key.value === undefined ? [] : [distribution.refetch()])]),
  }
}
