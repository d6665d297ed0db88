import { computed } from 'vue'
import { useRoute, useRouter, type LocationQueryRaw } from 'vue-router'
import type { Basis } from '@ntm/shared/analysis/wire'
import { isDay, isPeriod, previousPeriod } from '@ntm/shared/periods/period'
import { useSessionStore } from '@/stores/session'
import { readBasis } from './bases'
import { periodOfView, unitOfView } from './place-of-view'
import { SPANS, type Span } from './useAnalysis'

/**
 * Unit, month and basis of an analysis page, read from the address and written back to it.
 *
 * Without a month it is the last whole one: the month under way has no results to speak of yet.
 * Without a basis the service chooses: official where the month is consolidated, else approved.
 */
export function useAnalysisView() {
  const route = useRoute()
  const router = useRouter()
  const session = useSessionStore()

  const province = computed(() => session.service?.province ?? '')
  const currentPeriod = computed(() => session.service?.currentPeriod ?? '')

  const unit = computed(() => unitOfView(route.params.unit, session.account, session.service))

  const period = computed({
    get: () => periodOfView(route.query.period, session.service),
    set: (value) => change({ period: value }),
  })

  const basis = computed({
    get: (): Basis | undefined => readBasis(route.query.basis),
    set: (value) => change({ basis: value }),
  })

  /** None where the reader chose none: what is best shown depends on the month. */
  const span = computed({
    get: (): Span | undefined => SPANS.find((each) => each === route.query.span),
    set: (value) => change({ span: value }),
  })

  /** The month that a profile is compared with; the one before, unless the reader chose. */
  const since = computed({
    get: () => {
      const { since: asked } = route.query
      return typeof asked === 'string' && isPeriod(asked) && asked < period.value ? asked : previousPeriod(period.value)
    },
    set: (value) => change({ since: value }),
  })
  /** Key of the measure whose way is shown; empty where the reader chose none. */
  const measure = computed({
    get: () => (typeof route.query.measure === 'string' ? route.query.measure : ''),
    set: (value) => change({ measure: value }),
  })

  /** What the map is coloured by; the number of criteria met unless the reader chose. */
  const show = computed({
    get: () => (typeof route.query.show === 'string' ? route.query.show : 'met'),
    set: (value) => change({ show: value === 'met' ? undefined : value }),
  })

  /** Day whose units the results are grouped under; without one those of their own month. */
  const map = computed({
    get: () => (typeof route.query.map === 'string' && isDay(route.query.map) ? route.query.map : undefined),
    set: (value) => change({ map: value }),
  })

  /** Month and basis as they stand in the address, to take along to another page. */
  const carried = computed<LocationQueryRaw>(() => {
    const { period: asked, basis: chosen } = route.query
    return {
      ...(asked === undefined ? {} : { period: asked }),
      ...(chosen === undefined ? {} : { basis: chosen }),
      ...(map.value === undefined ? {} : { map: map.value }),
    }
  })

  function change(query: LocationQueryRaw): void {
    void router.replace({ query: { ...route.query, ...query } })
  }

  return { unit, period, basis, span, since, measure, show, map, carried, province, currentPeriod, change }
}
