import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, toValue, watch, type MaybeRefOrGetter } from 'vue'
import type { ImportPage, ImportTransition, ImportView } from '@ntm/shared/imports/wire'
import { getJson, getTagged, postJson } from '@/api/http'

/** Milliseconds between two looks at an import that is being worked on. */
const LOOK_EVERY = 1_000

const isUnderWay = (state: ImportView['state'] | undefined) => state === 'queued' || state === 'running'

/** Imports of the reader and of the units below, newest first. */
export function useImportList() {
  const query = useInfiniteQuery({
    queryKey: ['imports'],
    queryFn: ({ pageParam, signal }) =>
      getJson<ImportPage>('imports', { query: { limit: 20, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.page.next ?? undefined,
    refetchOnMount: 'always',
    refetchInterval: ({ state }) =>
      state.data?.pages.some(({ data }) => data.some((each) => isUnderWay(each.state))) ? LOOK_EVERY : false,
  })
  return { ...query, imports: computed(() => query.data.value?.pages.flatMap(({ data }) => data)) }
}

/** One import, followed until its step is done. */
export function useImport(id: MaybeRefOrGetter<string>) {
  const cache = useQueryClient()
  const key = computed(() => ['import', toValue(id)])
  const query = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => getTagged<ImportView>(`imports/${toValue(id)}`, { signal, isFresh: true }),
    staleTime: 0,
    refetchInterval: ({ state }) => (isUnderWay(state.data?.data.state) ? LOOK_EVERY : false),
  })

  async function move(asked: ImportTransition): Promise<void> {
    const ifMatch = query.data.value?.etag ?? ''
    cache.setQueryData(key.value, await postJson<ImportView>(`imports/${toValue(id)}/transitions`, asked, { ifMatch }))
  }

  const found = computed(() => query.data.value?.data)
  watch(
    () => found.value?.state,
    (state, before) => {
      // What other pages have read may be of before.
      const isOver = isUnderWay(before) && !isUnderWay(state)
      if (isOver) void cache.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'import' })
    },
  )
  return { ...query, found, isUnderWay: computed(() => isUnderWay(found.value?.state)), move }
}
