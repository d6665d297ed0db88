import { useInfiniteQuery } from '@tanstack/vue-query'
import { computed } from 'vue'
import type { HistoryPage } from '@ntm/shared/assessments/history-wire'
import { getJson } from '@/api/http'

/** The story of a sheet through all its revisions, latest first, page after page. */
export function useSheetHistory(unit: string, period: string) {
  const list = useInfiniteQuery({
    queryKey: ['sheet-history', unit, period],
    queryFn: ({ pageParam, signal }) =>
      getJson<HistoryPage>(`assessments/${unit}/${period}/history`, { query: { cursor: pageParam }, signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.page.next ?? undefined,
    staleTime: 0,
  })
  const entries = computed(() => list.data.value?.pages.flatMap((page) => page.data))
  const { error, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = list
  return { entries, error, hasNextPage, isFetchingNextPage, fetchNextPage, refetch }
}
