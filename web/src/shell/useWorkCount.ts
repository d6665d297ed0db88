import { useQuery } from '@tanstack/vue-query'
import { computed } from 'vue'
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
  return computed(() => data.value?.items.length ?? 0)
}
