import { keepPreviousData, useInfiniteQuery } from '@tanstack/vue-query'
import { computed, onScopeDispose, ref, watch } from 'vue'
import { useRoute, useRouter, type LocationQueryRaw } from 'vue-router'
import { ROLES, type Role } from '@ntm/shared/access/roles'
import type { AccountPage } from '@ntm/shared/accounts/wire'
import { getJson } from '@/api/http'

export const ACCOUNT_STATES = ['active', 'disabled'] as const
export type AccountState = (typeof ACCOUNT_STATES)[number]

/** Milliseconds without a key before the address, and with it the list, follows what is typed. */
const PAUSE = 250

/** Search, role and state of the list of accounts, kept in the address. */
export function useAccountListView() {
  const route = useRoute()
  const router = useRouter()

  const read = (name: string) => {
    const value = route.query[name]
    return typeof value === 'string' ? value : ''
  }
  const change = (query: LocationQueryRaw) => void router.replace({ query: { ...route.query, ...query } })

  const search = computed(() => read('q'))
  const typed = ref(search.value)
  let timer: ReturnType<typeof setTimeout> | undefined
  watch(typed, (text) => {
    clearTimeout(timer)
    timer = setTimeout(() => change({ q: text.trim() || undefined }), PAUSE)
  })
  // Back and forward bring the field along; what is being typed is left alone.
  watch(search, (text) => {
    if (text !== typed.value.trim()) typed.value = text
  })
  onScopeDispose(() => clearTimeout(timer))

  const role = computed({
    get: (): Role | '' => ROLES.find((each) => each === read('role')) ?? '',
    set: (value) => change({ role: value || undefined }),
  })
  const state = computed({
    get: (): AccountState | '' => ACCOUNT_STATES.find((each) => each === read('state')) ?? '',
    set: (value) => change({ state: value || undefined }),
  })

  function clear(): void {
    typed.value = ''
    change({ q: undefined, role: undefined, state: undefined })
  }

  return { typed, search, role, state, clear }
}

type View = ReturnType<typeof useAccountListView>

/** The accounts that match, page after page in the order of their names. */
export function useAccountList({ search, role, state }: Pick<View, 'search' | 'role' | 'state'>) {
  const list = useInfiniteQuery({
    queryKey: computed(() => ['accounts', search.value, role.value, state.value]),
    queryFn: ({ pageParam, signal }) => {
      const query = { q: search.value, role: role.value, state: state.value, cursor: pageParam }
      return getJson<AccountPage>('accounts', { query, signal })
    },
    initialPageParam: '',
    getNextPageParam: (page) => page.page.next ?? undefined,
    placeholderData: keepPreviousData,
    staleTime: 0,
  })
  const accounts = computed(() => list.data.value?.pages.flatMap((page) => page.data))
  const { error, hasNextPage, isFetchingNextPage, isPlaceholderData, fetchNextPage, refetch } = list
  return { accounts, error, hasNextPage, isFetchingNextPage, isPlaceholderData, fetchNextPage, refetch }
}
