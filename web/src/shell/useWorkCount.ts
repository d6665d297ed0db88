import { useQuery } from '@tanstack/vue-query'
import { computed } from 'vue'
import { isDue } from '@ntm/shared/work/is-due'
import type { WorkView } from '@ntm/shared/work/wire'
import { getJson } from '@/api/http'
import { useSessionStore } from '@/stores/session'

/** How many things wait for the reader; shares its answer with the work page through the cache. */
export function useWorkCount() {
  const session = useSessionStore()
  const { data } = useQuery({
    queryKey: ['work'],
    queryFn: ({ signal }) => getJson<WorkView>('work', { query: { for: 'me' }, signal }),
    enabled: computed(() => session.can('assessments.read')),
  })
  return computed(() => {
    if (!data.value) return 0
    const { items, verifications, months } = data.value
    const indicators = session.can('verifications.record') ? verifications.length : 0
    const due = months.filter(isDue).length
    return items.length + indicators + (session.can('periods.consolidate') ? due : 0)
  })
}
