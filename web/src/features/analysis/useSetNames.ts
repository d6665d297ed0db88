import { useQuery } from '@tanstack/vue-query'
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import type { CriteriaSetView } from '@ntm/shared/criteria/wire'
import { useI18n } from '@/i18n/useI18n'
import { getJson } from '@/api/http'

/** The criteria set as the service holds it; for one unit and month with the thresholds that held there. */
export function useCriteriaSet(
  code: MaybeRefOrGetter<string | null | undefined>,
  place: MaybeRefOrGetter<{ unit?: string; period?: string }> = {},
  isWanted: MaybeRefOrGetter<boolean> = true,
) {
  return useQuery({
    queryKey: computed(() => ['criteria-set', toValue(code), toValue(place)]),
    queryFn: ({ signal }) =>
      getJson<CriteriaSetView>(`criteria-sets/${toValue(code) ?? ''}`, { query: { ...toValue(place) }, signal }),
    enabled: computed(() => toValue(isWanted) && Boolean(toValue(code))),
    staleTime: 300_000,
  })
}

/**
 * English names of criteria and groups, by number and by code, once the reader asks for English.
 * The figures themselves carry the Vietnamese names, so nothing is fetched for those.
 */
export function useSetNames(code: MaybeRefOrGetter<string | null | undefined>) {
  const { locale } = useI18n()
  const { data } = useCriteriaSet(code, {}, () => locale.value === 'en')

  return computed(() => {
    const groups = locale.value === 'en' ? (data.value?.groups ?? []) : []
    return {
      criteria: new Map(
        groups.flatMap((group) => group.criteria.map(({ number, nameEn }) => [number, nameEn] as const)),
      ),
      groups: new Map(groups.map(({ code: group, nameEn }) => [group, nameEn] as const)),
    }
  })
}
