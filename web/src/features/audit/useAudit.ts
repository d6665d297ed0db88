import { keepPreviousData, useInfiniteQuery } from '@tanstack/vue-query'
import { computed, onScopeDispose, ref, toValue, watch, type MaybeRefOrGetter, type Ref } from 'vue'
import { useRoute, useRouter, type LocationQueryRaw } from 'vue-router'
import type { AuditPage } from '@ntm/shared/audit/wire'
import { isDay } from '@ntm/shared/periods/period'
import { getJson } from '@/api/http'

/** Milliseconds without a key before the address, and with it the list, follows what is typed. */
const PAUSE = 300

/** What is searched for, kept in the address. */
export function useAuditView() {
  const route = useRoute()
  const router = useRouter()

  const read = (name: string) => {
    const value = route.query[name]
    return typeof value === 'string' ? value : ''
  }
  const change = (query: LocationQueryRaw) => void router.replace({ query: { ...route.query, ...query } })
  const field = (name: string) =>
    computed({ get: () => read(name), set: (value: string) => change({ [name]: value || undefined }) })

  /** A field that is typed into: the address follows after a pause, and only takes what `isGood`. */
  function typedField(name: string, isGood: (text: string) => boolean = () => true): Ref<string> {
    const typed = ref(read(name))
    let timer: ReturnType<typeof setTimeout> | undefined
    watch(typed, (text) => {
      clearTimeout(timer)
      const tidy = text.trim()
      timer = setTimeout(() => {
        if (tidy === '' || isGood(tidy)) change({ [name]: tidy || undefined })
      }, PAUSE)
    })
    watch(
      () => read(name),
      (text) => {
        if (text !== typed.value.trim()) typed.value = text
      },
    )
    onScopeDispose(() => clearTimeout(timer))
    return typed
  }

  const account = typedField('account')
  const from = typedField('from', isDay)
  const to = typedField('to', isDay)
  const action = field('action')
  const subject = field('subject')
  const isWithoutSessions = computed({
    get: () => read('without') === 'sessions',
    set: (value) => change({ without: value ? 'sessions' : undefined }),
  })
  const asked = computed(() => ({
    account: read('account'),
    action: read('action'),
    // Whoever asks for one kind of action gets it.
    without: isWithoutSessions.value && read('action') === '' ? 'sessions' : '',
    subject: read('subject'),
    from: isDay(read('from')) ? read('from') : '',
    to: isDay(read('to')) ? read('to') : '',
  }))

  function clear(): void {
    const names = ['account', 'action', 'without', 'subject', 'from', 'to']
    change(Object.fromEntries(names.map((name) => [name, undefined])))
  }

  return { account, from, to, action, isWithoutSessions, subject, asked, clear }
}

/** The rows that match, latest first, page after page. */
export function useAudit(asked: MaybeRefOrGetter<Readonly<Record<string, string>>>) {
  const list = useInfiniteQuery({
    queryKey: computed(() => ['audit', toValue(asked)]),
    queryFn: ({ pageParam, signal }) =>
      getJson<AuditPage>('audit', { query: { ...toValue(asked), cursor: pageParam }, signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.page.next ?? undefined,
    placeholderData: keepPreviousData,
    staleTime: 0,
  })
  const events = computed(() => list.data.value?.pages.flatMap((page) => page.data))
  const { error, hasNextPage, isFetchingNextPage, isPlaceholderData, fetchNextPage, refetch } = list
  return { events, error, hasNextPage, isFetchingNextPage, isPlaceholderData, fetchNextPage, refetch }
}
