import { useQuery } from '@tanstack/vue-query'
import { computed } from 'vue'
import type { UnreadNotices } from '@ntm/shared/reminders/wire'
import { getJson } from '@/api/http'
import { isLive } from '@/live/live-state'
import { useSessionStore } from '@/stores/session'

/** Milliseconds; without the stream of changes a sheet that is sent back shows within two minutes. */
const ASK_AGAIN = 120_000

/** How many notices the reader has not read; the page of notices keeps it up to date through the cache. */
export function useNoticeCount() {
  const session = useSessionStore()
  const { data } = useQuery({
    queryKey: ['notices', 'unread'],
    queryFn: ({ signal }) => getJson<UnreadNotices>('notices/unread', { signal }),
    enabled: computed(() => session.can('assessments.read')),
    refetchInterval: computed(() => (isLive.value ? false : ASK_AGAIN)),
  })
  return computed(() => data.value?.unread ?? 0)
}
