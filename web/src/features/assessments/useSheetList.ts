import { keepPreviousData, useQuery } from '@tanstack/vue-query'
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import type { AssessmentPage } from '@ntm/shared/assessments/wire'
import type { PeriodPage } from '@ntm/shared/periods/wire'
import type { UnitPage } from '@ntm/shared/units/wire'
import { lastDayOf } from '@ntm/shared/periods/period'
import { getJson } from '@/api/http'

/** More sheets than a province has in a month: one page holds them all. */
const LIMIT = 500

/** The sheets of a month in a unit, as far as the reader may see them. */
export function useSheetList(unit: MaybeRefOrGetter<string>, period: MaybeRefOrGetter<string>) {
  return useQuery({
    queryKey: computed(() => ['assessments', toValue(unit), toValue(period)]),
    queryFn: ({ signal }) => {
      const query = { unit: toValue(unit), period: toValue(period), limit: LIMIT }
      return getJson<AssessmentPage>('assessments', { query, signal })
    },
    placeholderData: keepPreviousData,
  })
}

/** The districts on the last day of a month; none where the province stands right above its communes. */
export function useDistricts(period: MaybeRefOrGetter<string>) {
  return useQuery({
    queryKey: computed(() => ['units', 'district', toValue(period)]),
    queryFn: ({ signal }) => {
      const query = { kind: 'district', at: lastDayOf(toValue(period)), limit: LIMIT }
      return getJson<UnitPage>('units', { query, signal })
    },
    staleTime: 600_000,
    placeholderData: keepPreviousData,
  })
}

/** The months that the service keeps, newest first. */
export function usePeriods() {
  return useQuery({
    queryKey: ['periods'],
    queryFn: ({ signal }) => getJson<PeriodPage>('periods', { query: { limit: LIMIT }, signal }),
    staleTime: 300_000,
  })
}
