import { useQuery } from '@tanstack/vue-query'
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import type { SheetEvidence } from '@ntm/shared/evidence/wire'
import type { AssessmentView } from '@ntm/shared/assessments/wire'
import { getJson } from '@/api/http'

export const evidenceKey = (unit: string, period: string) => ['evidence', unit, period]

/** Everything attached to a sheet, asked for once however many criteria show it. */
export function useSheetEvidence(sheet: MaybeRefOrGetter<AssessmentView>) {
  const place = computed(() => {
    const { unit, period, revision, status } = toValue(sheet)
    return { unit: unit.code, period, revision: status === 'notStarted' ? undefined : revision }
  })
  return useQuery({
    queryKey: computed(() => [...evidenceKey(place.value.unit, place.value.period), place.value.revision]),
    queryFn: ({ signal }) => {
      const { unit, period, revision } = place.value
      return getJson<SheetEvidence>(`assessments/${unit}/${period}/evidence`, { query: { revision }, signal })
    },
  })
}
