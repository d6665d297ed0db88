import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/vue-query'
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import type { ClientPage, ClientView } from '@ntm/shared/clients/wire'
import { getJson, getTagged } from '@/api/http'

export function useClientList() {
  const list = useInfiniteQuery({
    queryKey: ['clients'],
    queryFn: ({ pageParam, signal }) => getJson<ClientPage>('clients', { query: { cursor: pageParam }, signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.page.next ?? undefined,
    staleTime: 0,
  })
  const clients = computed(() => list.data.value?.pages.flatMap((page) => page.data))
  const { error, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = list
  return { clients, error, hasNextPage, isFetchingNextPage, fetchNextPage, refetch }
}

/** A client with its ETag; a form keeps what was typed when it is asked for anew. */
export function useClient(id: MaybeRefOrGetter<string>) {
  return useQuery({
    queryKey: computed(() => ['client', toValue(id)]),
    queryFn: ({ signal }) => getTagged<ClientView>(`clients/${toValue(id)}`, { signal }),
    staleTime: 0,
    placeholderData: keepPreviousData,
  })
}
