import { keepPreviousData, useQuery } from '@tanstack/vue-query'
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import type { CriteriaSetView } from '@ntm/shared/criteria/wire'
import type { VillageFiguresView } from '@ntm/shared/villages/figures-wire'
import type { VillageList } from '@ntm/shared/villages/wire'
import { getJson, getTagged } from '@/api/http'
import { ProblemError } from '@/api/problem-error'

interface Place {
  unit: MaybeRefOrGetter<string>
  period: MaybeRefOrGetter<string>
}

export function useVillageList(unit: MaybeRefOrGetter<string>) {
  return useQuery({
    queryKey: computed(() => ['villages', toValue(unit)]),
    queryFn: ({ signal }) => getJson<VillageList>(`units/${toValue(unit)}/villages`, { signal }),
    staleTime: 0,
    enabled: computed(() => toValue(unit) !== ''),
  })
}

/** What a month has of the villages; null where the reader may not see the sheet yet. */
export function useVillageFigures({ unit, period }: Place) {
  return useQuery({
    queryKey: computed(() => ['village-figures', toValue(unit), toValue(period)]),
    queryFn: async ({ signal }): Promise<VillageFiguresView | null> => {
      try {
        const path = `assessments/${toValue(unit)}/${toValue(period)}/village-figures`
        return (await getTagged<VillageFiguresView>(path, { signal })).data
      } catch (failure) {
        if (failure instanceof ProblemError && failure.status === 404) return null
        throw failure
      }
    },
    staleTime: 0,
    placeholderData: keepPreviousData,
    enabled: computed(() => toValue(unit) !== ''),
  })
}

/** The criteria set of a sheet, for the names of its measures. */
export function useSet({ unit, period }: Place, code: MaybeRefOrGetter<string | undefined>) {
  return useQuery({
    queryKey: computed(() => ['criteria-set', toValue(code) ?? '', toValue(unit), toValue(period)]),
    queryFn: ({ signal }) => {
      const query = { unit: toValue(unit), period: toValue(period) }
      return getJson<CriteriaSetView>(`criteria-sets/${toValue(code) ?? ''}`, { query, signal })
    },
    enabled: computed(() => Boolean(toValue(code))),
    staleTime: 600_000,
  })
}
