import { useQuery } from '@tanstack/vue-query'
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import type { AssessmentPage } from '@ntm/shared/assessments/wire'
import type { ConsolidationCheck } from '@ntm/shared/periods/wire'
import { getJson } from '@/api/http'

/** What consolidating a month would do now, and what was done. */
export function useConsolidation(period: MaybeRefOrGetter<string>) {
  return useQuery({
    queryKey: computed(() => ['consolidation', toValue(period)]),
    queryFn: ({ signal }) => getJson<ConsolidationCheck>(`periods/${toValue(period)}/consolidation`, { signal }),
    staleTime: 0,
  })
}

/** Corrections (later revisions) of a month that their communes or districts still work on. */
export function useOpenCorrections(period: MaybeRefOrGetter<string>) {
  const sheets = useQuery({
    queryKey: computed(() => ['assessments', 'corrections', toValue(period)]),
    queryFn: ({ signal }) =>
      getJson<AssessmentPage>('assessments', { query: { period: toValue(period), limit: 500 }, signal }),
    staleTime: 0,
  })
  return computed(() =>
    (sheets.data.value?.data ?? []).filter(
      ({ revision, status }) => revision > 1 && status !== 'approved' && status !== 'consolidated',
    ),
  )
}
