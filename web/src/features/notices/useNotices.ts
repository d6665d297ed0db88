import { useInfiniteQuery, useQueryClient } from '@tanstack/vue-query'
import { computed } from 'vue'
import type { NoticePage, NoticeView, UnreadNotices } from '@ntm/shared/reminders/wire'
import { getJson, postJson } from '@/api/http'

/** What the reader's offices are told of, unread first; asked anew at each visit. */
export function useNotices() {
  const cache = useQueryClient()
  const query = useInfiniteQuery({
    queryKey: ['notices', 'list'],
    queryFn: ({ pageParam, signal }) =>
      getJson<NoticePage>('notices', { query: { limit: 100, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.page.next ?? undefined,
    refetchOnMount: 'always',
  })
  const notices = computed(() => query.data.value?.pages.flatMap(({ data }) => data))

  /** The count follows the answer at once; the list keeps its order, so nothing jumps under the reader's hand. */
  async function take(reading: Promise<{ data: UnreadNotices }>, isMeant: (notice: NoticeView) => boolean) {
    const { data } = await reading
    cache.setQueryData(['notices', 'unread'], data)
    cache.setQueryData<typeof query.data.value>(['notices', 'list'], (before) => {
      const mark = (notice: NoticeView) => (isMeant(notice) ? { ...notice, isRead: true } : notice)
      return before && { ...before, pages: before.pages.map((page) => ({ ...page, data: page.data.map(mark) })) }
    })
  }

  const read = ({ id }: NoticeView) =>
    take(postJson<UnreadNotices>(`notices/${id}/reading`, undefined), (notice) => notice.id === id)
  const readAll = (upTo: number) =>
    take(postJson<UnreadNotices>('notices/readings', { upTo }), (notice) => notice.id <= upTo)

  return { ...query, notices, read, readAll }
}
