import { useInfiniteQuery, useQuery } from '@tanstack/vue-query'
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import type { ChangePage, CommuneChanges } from '@ntm/shared/imports/changes-wire'
import type { ImportView } from '@ntm/shared/imports/wire'
import { getJson } from '@/api/http'

/** Communes fetched at a time: those of a province come at once. */
const PAGE = 100

/** Communes in which an import changes figures, page after page in order of code. */
export function useChangedCommunes(found: MaybeRefOrGetter<ImportView>) {
  const query = useInfiniteQuery({
    queryKey: computed(() => keyOf(toValue(found))),
    queryFn: ({ pageParam, signal }) =>
      getJson<ChangePage>(`imports/${toValue(found).id}/changes`, {
        query: { limit: PAGE, cursor: pageParam },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.page.next ?? undefined,
  })
  return { ...query, communes: computed(() => query.data.value?.pages.flatMap(({ data }) => data)) }
}

/** Figures of one commune, asked for once it is opened. */
export function useCommuneChanges(found: MaybeRefOrGetter<ImportView>, unit: MaybeRefOrGetter<string>) {
  return useQuery({
    queryKey: computed(() => [...keyOf(toValue(found)), toValue(unit)]),
    queryFn: ({ signal }) =>
      getJson<CommuneChanges>(`imports/${toValue(found).id}/changes/${toValue(unit)}`, { signal }),
    // Until it is written, what stands in the sheet may change.
    staleTime: 0,
  })
}

/** What would be written and what was written are two answers. */
const keyOf = ({ id, state }: ImportView) => ['import-changes', id, state]
