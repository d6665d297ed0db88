import { useQuery } from '@tanstack/vue-query'
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import { lastDayOf } from '@ntm/shared/periods/period'
import type { UnitPage } from '@ntm/shared/units/wire'
import { getJson } from '@/api/http'

/** Whoever answers for a unit's results on the last day of a month, by its code; undefined until the names have come. */
export function useAccountables(period: MaybeRefOrGetter<string>) {
  const { data } = useQuery({
    queryKey: computed(() => ['units', 'accountables', toValue(period)]),
    queryFn: ({ signal }) =>
      getJson<UnitPage>('units', { query: { at: lastDayOf(toValue(period)), limit: 500 }, signal }),
    staleTime: 60_000,
  })
  const names = computed(
    () =>
      new Map(data.value?.data.flatMap(({ code, accountable }) => (accountable ? [[code, accountable] as const] : []))),
  )
  return (code: string) => names.value.get(code)
}
