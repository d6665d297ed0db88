import { useQuery } from '@tanstack/vue-query'
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import type { MapView } from '@ntm/shared/boundaries/wire'
import type { DisciplineView } from '@ntm/shared/discipline/wire'
import { getJson } from '@/api/http'

/** Where every commune of a province lay on a day; it seldom changes. */
export function useMap(province: MaybeRefOrGetter<string | undefined>, day: MaybeRefOrGetter<string | undefined>) {
  return useQuery({
    queryKey: computed(() => ['map', toValue(province), toValue(day)]),
    queryFn: ({ signal }) => getJson<MapView>('map', { query: { unit: toValue(province), at: toValue(day) }, signal }),
    enabled: computed(() => Boolean(toValue(province)) && Boolean(toValue(day))),
    staleTime: 300_000,
  })
}

/** When each commune's sheet of one month came first. */
export function useReports(
  unit: MaybeRefOrGetter<string>,
  period: MaybeRefOrGetter<string>,
  isWanted: MaybeRefOrGetter<boolean>,
) {
  return useQuery({
    queryKey: computed(() => ['discipline', 'map', toValue(unit), toValue(period)]),
    queryFn: ({ signal }) => {
      const query = { unit: toValue(unit), from: toValue(period), to: toValue(period), rows: 'communes' }
      return getJson<DisciplineView>('discipline', { query, signal })
    },
    enabled: computed(() => toValue(isWanted)),
  })
}
