import { computed } from 'vue'
import { useRoute, useRouter, type LocationQueryRaw } from 'vue-router'
import { isPeriod } from '@ntm/shared/periods/period'
import { useSessionStore } from '@/stores/session'
import { SHOWN, type Shown } from './read-matrix'

/** Commune, month, filter and order of the villages' pages, read from the address and written back to it. */
export function useMatrixView() {
  const route = useRoute()
  const router = useRouter()
  const session = useSessionStore()

  const unit = computed(() => {
    const { unit: code } = route.params
    if (typeof code === 'string' && code !== '') return code
    return session.homeUnit?.kind === 'commune' ? session.homeUnit.code : ''
  })
  const currentPeriod = computed(() => session.service?.currentPeriod ?? '')
  const field = <T extends string>(name: string, read: (text: unknown) => T, plain: T) =>
    computed({
      get: () => read(route.query[name]),
      set: (value: T) => change({ [name]: value === plain ? undefined : value }),
    })
  const period = computed({
    get: () => {
      const { period: asked } = route.query
      return typeof asked === 'string' && isPeriod(asked) ? asked : currentPeriod.value
    },
    set: (value: string) => change({ period: value }),
  })
  const shown = field<Shown>('show', (text) => SHOWN.find((each) => each === text) ?? 'all', 'all')
  const sort = field<string>('sort', (text) => (typeof text === 'string' ? text : 'village'), 'village')

  function change(query: LocationQueryRaw): void {
    void router.replace({ query: { ...route.query, ...query } })
  }

  return { unit, period, shown, sort, currentPeriod }
}
