import { computed } from 'vue'
import { useRoute, useRouter, type LocationQueryRaw } from 'vue-router'
import { isPeriod } from '@ntm/shared/periods/period'
import { useSessionStore } from '@/stores/session'
import { STATE_FILTERS, type StateFilter } from './count-states'

export type Shape = 'grid' | 'matrix'

/** Month, agency, indicator, district, state and shape: all in the address, to be kept and sent on. */
export function useVerificationView() {
  const route = useRoute()
  const router = useRouter()
  const session = useSessionStore()

  const read = (name: string) => {
    const value = route.query[name]
    return typeof value === 'string' ? value : ''
  }
  const change = (query: LocationQueryRaw) => void router.replace({ query: { ...route.query, ...query } })

  const currentPeriod = computed(() => session.service?.currentPeriod ?? '')
  /** Agencies that the reader speaks for. */
  const own = computed(() => session.account?.roles.flatMap(({ agency }) => (agency ? [agency] : [])) ?? [])

  const period = computed({
    get: () => (isPeriod(read('period')) ? read('period') : currentPeriod.value),
    set: (value) => change({ period: value === currentPeriod.value ? undefined : value }),
  })
  /** Empty until the criteria set tells which agencies there are. */
  const agency = computed({
    get: () => read('agency') || (own.value[0]?.code ?? ''),
    set: (value) => change({ agency: value, indicator: undefined }),
  })
  const indicator = computed(() => read('indicator'))
  const district = computed({
    get: () => read('district'),
    set: (value) => change({ district: value || undefined }),
  })
  const state = computed({
    get: (): StateFilter | '' => STATE_FILTERS.find((each) => each === read('state')) ?? '',
    set: (value) => change({ state: value || undefined }),
  })
  const shape = computed({
    get: (): Shape => (read('view') === 'matrix' ? 'matrix' : 'grid'),
    set: (value) => change({ view: value === 'matrix' ? value : undefined }),
  })

  /** The same page on one indicator, and one district where a cell was pressed. */
  function linkTo(code: string, place: string | undefined = read('district') || undefined) {
    return { query: { ...route.query, view: undefined, indicator: code, district: place } }
  }
  const clear = () => change({ district: undefined, state: undefined })

  return { period, agency, indicator, district, state, shape, own, currentPeriod, linkTo, clear }
}
