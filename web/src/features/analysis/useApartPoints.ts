import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import type { TrendView } from '@ntm/shared/analysis/wire'
import { useI18n } from '@/i18n/useI18n'

/** On the map of another day: how many communes of a month could not be put under the unit, and are not counted. */
export function useApartPoints(points: MaybeRefOrGetter<readonly Pick<TrendView['points'][number], 'apart'>[]>) {
  const { t } = useI18n()
  const counts = computed(() => toValue(points).map(({ apart }) => apart ?? 0))
  const hasApart = computed(() => counts.value.some((count) => count > 0))

  return {
    lines: computed(() =>
      counts.value.map((count) => (count > 0 ? t('analysis.onMap.inMonth', { count }) : undefined)),
    ),
    /** A column of the file, where any month has such communes. */
    columns: computed(() => (hasApart.value ? [t('analysis.onMap.column')] : [])),
    cellsOf: (index: number) => (hasApart.value ? [counts.value[index] ?? 0] : []),
  }
}
