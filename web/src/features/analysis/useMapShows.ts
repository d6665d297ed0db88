import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import type { OverviewView } from '@ntm/shared/analysis/wire'
import { useI18n } from '@/i18n/useI18n'
import { isMeasureShow, type MapShow } from './map-kinds'

/** Names in the reader's language, where it is not that of the figures. */
export interface Names {
  criteria: ReadonlyMap<number, string>
  groups: ReadonlyMap<string, string>
}

/** What the map can be coloured by. Measures are many: they are one choice here, and chosen in a field of their own. */
export function useMapShows(
  overview: MaybeRefOrGetter<OverviewView>,
  names: MaybeRefOrGetter<Names>,
  shown: MaybeRefOrGetter<{ show: MapShow; numbers: readonly number[] }>,
) {
  const { t } = useI18n()

  /** It begins with a measure of the criterion shown before. */
  const measureShow = computed(() => {
    const { show, numbers } = toValue(shown)
    return isMeasureShow(show) ? show : `m${numbers[0] ?? ''}`
  })

  return computed(() => {
    const { criteria, groups } = toValue(overview)
    return [
      ...['met', 'sheet', 'late'].map((value) => ({ value, label: t(`analysis.map.shows.${value}`) })),
      ...(criteria.length > 0 ? [{ value: measureShow.value, label: t('analysis.map.shows.measure') }] : []),
      ...groups.map(({ code, name }) => ({
        value: `g${code}`,
        label: t('analysis.map.shows.group', { name: `${code}. ${toValue(names).groups.get(code) ?? name}` }),
      })),
      ...criteria.map(({ number, name }) => ({
        value: `c${number}`,
        label: t('analysis.map.shows.criterion', {
          name: `${number}. ${toValue(names).criteria.get(number) ?? name}`,
        }),
      })),
    ]
  })
}
