import { useQuery } from '@tanstack/vue-query'
import { computed, type Ref } from 'vue'
import type { HistoryPage } from '@ntm/shared/assessments/history-wire'
import { getJson } from '@/api/http'
import { findAuthors } from './find-authors'

/** Events to look back: more than two people write while one of them has the sheet open. */
const LIMIT = 50

/** Who last changed each field of the sheet as it was last read; nobody is named where that cannot be learnt. */
export function useAuthors(place: { unit: string; period: string }, etag: Readonly<Ref<string | undefined>>) {
  const { unit, period } = place
  const history = useQuery({
    queryKey: computed(() => ['authors', unit, period, etag.value]),
    queryFn: ({ signal }) =>
      getJson<HistoryPage>(`assessments/${unit}/${period}/history`, { query: { limit: LIMIT }, signal }),
  })
  return computed(() => findAuthors(history.data.value?.data ?? []))
}
