import { useQuery } from '@tanstack/vue-query'
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import type { CriteriaSetList } from '@ntm/shared/criteria/wire'
import { lastDayOf } from '@ntm/shared/periods/period'
import { getJson } from '@/api/http'
import { useCriteriaSet } from './useSetNames'

/** The criteria set that judges a month, with the thresholds of its year. */
export function useMonthSet(period: MaybeRefOrGetter<string>) {
  const { data: sets } = useQuery({
    queryKey: ['criteria-sets'],
    queryFn: ({ signal }) => getJson<CriteriaSetList>('criteria-sets', { signal }),
    staleTime: 300_000,
  })
  const code = computed(() => {
    const day = lastDayOf(toValue(period))
    return sets.value?.data.find(({ validFrom, validTo }) => validFrom <= day && (validTo === null || day <= validTo))
      ?.code
  })
  return useCriteriaSet(code, () => ({ period: toValue(period) }))
}
