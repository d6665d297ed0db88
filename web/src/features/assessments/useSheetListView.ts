import { computed } from 'vue'
import { useRoute, useRouter, type LocationQueryRaw } from 'vue-router'
import { ASSESSMENT_STATUSES, type AssessmentStatus } from '@ntm/shared/assessments/status'
import { isPeriod } from '@ntm/shared/periods/period'
import { useSessionStore } from '@/stores/session'

/** Month, unit, state and searched name of the list of sheets: all in the address, to be kept and sent on. */
export function useSheetListView() {
  const route = useRoute()
  const router = useRouter()
  const session = useSessionStore()

  const read = (name: string) => {
    const value = route.query[name]
    return typeof value === 'string' ? value : ''
  }
  // What is chosen as it would be without asking stays out of the address.
  const change = (query: LocationQueryRaw) => void router.replace({ query: { ...route.query, ...query } })
  const orNone = (value: string, usual: string) => (value === usual ? undefined : value)

  const province = computed(() => session.service?.province ?? '')
  const currentPeriod = computed(() => session.service?.currentPeriod ?? '')
  const home = computed(() => session.homeUnit?.code ?? province.value)

  const period = computed({
    get: () => (isPeriod(read('period')) ? read('period') : currentPeriod.value),
    set: (value) => change({ period: orNone(value, currentPeriod.value) }),
  })
  const unit = computed({
    get: () => (/^\d{2,10}$/.test(read('unit')) ? read('unit') : home.value),
    set: (value) => change({ unit: orNone(value, home.value) }),
  })
  const status = computed({
    get: (): AssessmentStatus | '' => ASSESSMENT_STATUSES.find((each) => each === read('status')) ?? '',
    set: (value) => change({ status: value || undefined }),
  })
  const search = computed({
    get: () => read('q'),
    set: (value) => change({ q: value || undefined }),
  })

  function clear(): void {
    change({ unit: undefined, status: undefined, q: undefined })
  }

  return { period, unit, status, search, province, currentPeriod, home, clear }
}
