import { useQueries, useQuery } from '@tanstack/vue-query'
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import type { PeriodPage, PeriodView } from '@ntm/shared/periods/wire'
import { periodsBetween, yearOf } from '@ntm/shared/periods/period'
import { getJson, getTagged } from '@/api/http'

/** The months that the service keeps, newest first: from the first with a sheet to the one under way. */
export function usePeriods() {
  return useQuery({
    queryKey: ['periods'],
    queryFn: ({ signal }) => getJson<PeriodPage>('periods', { query: { limit: 500 }, signal }),
    staleTime: 15_000,
  })
}

const periodQuery = (period: string) => ({
  queryKey: ['period', period],
  queryFn: ({ signal }: { signal: AbortSignal }) => getTagged<PeriodView>(`periods/${period}`, { signal }),
  staleTime: 0,
})

/** One month with its ETag, read anew each time that it is wanted. */
export function usePeriod(period: MaybeRefOrGetter<string>, isWanted: MaybeRefOrGetter<boolean>) {
  return useQuery({
    queryKey: computed(() => periodQuery(toValue(period)).queryKey),
    queryFn: ({ signal }) => periodQuery(toValue(period)).queryFn({ signal }),
    enabled: computed(() => toValue(isWanted)),
    staleTime: 0,
  })
}

/** The months of a year in their order, those to come included. */
export function useYear(year: MaybeRefOrGetter<number>, currentPeriod: MaybeRefOrGetter<string>) {
  const known = usePeriods()
  const coming = computed(() => {
    const months = periodsBetween(`${toValue(year)}-01`, `${toValue(year)}-12`)
    return months.filter((period) => period > toValue(currentPeriod))
  })
  // The list ends with the month under way; each month to come is asked for by itself.
  const answers = useQueries({ queries: computed(() => coming.value.map(periodQuery)) })

  const months = computed<PeriodView[] | undefined>(() => {
    const list = known.data.value?.data
    const later = answers.value.flatMap(({ data }) => (data ? [data.data] : []))
    if (!list || later.length < coming.value.length) return undefined
    return [...list.filter(({ period }) => yearOf(period) === toValue(year)).reverse(), ...later]
  })
  const error = computed(() => known.error.value ?? answers.value.find((answer) => answer.error)?.error ?? null)
  const firstYear = computed(() => {
    const first = known.data.value?.data.at(-1)?.period
    return first === undefined ? toValue(year) : yearOf(first)
  })

  function refetch(): void {
    void known.refetch()
    for (const answer of answers.value) if (answer.error) void answer.refetch()
  }

  return { known, months, firstYear, error, refetch }
}
