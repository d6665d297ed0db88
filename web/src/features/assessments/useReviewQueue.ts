import { useQuery } from '@tanstack/vue-query'
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import type { ChangesView } from '@ntm/shared/assessments/changes-wire'
import type { AssessmentPage } from '@ntm/shared/assessments/wire'
import { getJson } from '@/api/http'
import { byWaiting } from './approve-many'

/** Sheets of a month that wait below a unit, the one that has waited longest first. */
export function useReviewQueue(unit: MaybeRefOrGetter<string | undefined>, period: string) {
  const query = useQuery({
    queryKey: computed(() => ['assessments', 'waiting', toValue(unit), period]),
    queryFn: ({ signal }) => {
      const filter = { unit: toValue(unit), period, status: 'submitted', limit: 500 }
      return getJson<AssessmentPage>('assessments', { query: filter, signal })
    },
    enabled: computed(() => toValue(unit) !== undefined),
  })
  const waiting = computed(() => byWaiting(query.data.value?.data ?? []))
  return { waiting, refetch: query.refetch }
}

/** What differs from the last submission, or from last month. */
export function useChanges(unit: string, period: string, since: ChangesView['since']) {
  return useQuery({
    queryKey: ['changes', unit, period, since],
    queryFn: ({ signal }) =>
      getJson<ChangesView>(`assessments/${unit}/${period}/changes`, { query: { since }, signal }),
  })
}
