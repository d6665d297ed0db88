import { keepPreviousData, useQuery } from '@tanstack/vue-query'
import { computed } from 'vue'
import { useRoute, useRouter, type LocationQueryRaw } from 'vue-router'
import type { DisciplineView } from '@ntm/shared/discipline/wire'
import { addMonths, isPeriod } from '@ntm/shared/periods/period'
import { getJson } from '@/api/http'
import { useSessionStore } from '@/stores/session'

const USUAL_MONTHS = 12

/** Unit, months and kind of rows from the address; whose reports came, from the service. */
export function useDiscipline() {
  const route = useRoute()
  const router = useRouter()
  const session = useSessionStore()

  const unit = computed(() => {
    const { unit: code } = route.params
    if (typeof code === 'string' && code !== '') return code
    const home = session.homeUnit
    return home && home.kind !== 'village' ? home.code : (session.service?.province ?? '')
  })
  const to = computed({
    get: () => readPeriod(route.query.to) ?? session.service?.currentPeriod ?? '',
    set: (value) => change({ to: value, ...(value < from.value ? { from: value } : {}) }),
  })
  const from = computed({
    get: () => readPeriod(route.query.from) ?? addMonths(to.value, 1 - USUAL_MONTHS),
    set: (value) => change({ from: value, ...(value > to.value ? { to: value } : {}) }),
  })
  const rows = computed({
    get: () => (route.query.rows === 'communes' ? ('communes' as const) : ('children' as const)),
    set: (value) => change({ rows: value === 'communes' ? value : undefined }),
  })

  function change(query: LocationQueryRaw): void {
    void router.replace({ query: { ...route.query, ...query } })
  }

  const answer = useQuery({
    queryKey: computed(() => ['discipline', unit.value, from.value, to.value, rows.value]),
    queryFn: ({ signal }) => {
      const query = { unit: unit.value, from: from.value, to: to.value, rows: rows.value }
      return getJson<DisciplineView>('discipline', { query, signal })
    },
    enabled: computed(() => unit.value !== '' && to.value !== ''),
    placeholderData: keepPreviousData,
  })
  return { unit, from, to, rows, ...answer }
}

function readPeriod(text: unknown): string | undefined {
  return typeof text === 'string' && isPeriod(text) ? text : undefined
}
