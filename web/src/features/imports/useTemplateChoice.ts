import { useQuery } from '@tanstack/vue-query'
import { computed, ref, watch } from 'vue'
import { useRoute, useRouter, type LocationQueryRaw } from 'vue-router'
import type { TemplateLayout } from '@ntm/shared/imports/wire'
import { addMonths, isPeriod } from '@ntm/shared/periods/period'
import type { UnitRef } from '@ntm/shared/units/wire'
import { getJson } from '@/api/http'
import { useSessionStore } from '@/stores/session'
import type { UnitChoice } from '@/ui/unit-choice'

/** Months back from the present one that a template can be had of. */
const MONTHS_BACK = 12

/** Which template is wanted: unit, month, layout and format, all in the address, to be kept and linked to. */
export function useTemplateChoice() {
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

  const latest = computed(() => session.service?.currentPeriod ?? '')
  const earliest = computed(() => (isPeriod(latest.value) ? addMonths(latest.value, -MONTHS_BACK) : latest.value))
  const period = computed({
    get: () => {
      const asked = read('period')
      return isPeriod(asked) && asked >= earliest.value && asked <= latest.value ? asked : latest.value
    },
    set: (value) => change({ period: orNone(value, latest.value) }),
  })
  const layout = computed({
    get: (): TemplateLayout | null => (read('layout') === 'communes' ? 'communes' : 'measures'),
    set: (value) => change({ layout: orNone(value ?? '', 'measures') }),
  })
  const format = computed({
    get: (): 'xlsx' | 'csv' | null => (read('format') === 'csv' ? 'csv' : 'xlsx'),
    set: (value) => change({ format: orNone(value ?? '', 'xlsx') }),
  })

  const own = session.homeUnit ?? null
  const asked = computed(() => (/^\d{2,10}$/.test(read('unit')) ? read('unit') : (own?.code ?? '')))
  const named = useQuery({
    queryKey: computed(() => ['unit', asked.value]),
    queryFn: ({ signal }) => getJson<UnitRef>(`units/${asked.value}`, { signal }),
    enabled: computed(() => asked.value !== '' && asked.value !== own?.code),
  })
  /** Null while another is searched for: the address keeps the last that was chosen. */
  const unit = ref<UnitChoice | null>(null)
  watch(
    [asked, named.data],
    ([code, found]) => {
      if (code !== unit.value?.code) unit.value = code === own?.code ? own : (found ?? null)
    },
    { immediate: true },
  )
  watch(unit, (chosen) => {
    if (chosen && chosen.code !== asked.value) change({ unit: orNone(chosen.code, own?.code ?? '') })
  })

  return { period, earliest, latest, layout, format, unit, own }
}
