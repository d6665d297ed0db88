import { useQuery } from '@tanstack/vue-query'
import { computed } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import type { UnitView } from '@ntm/shared/units/wire'
import { getJson } from '@/api/http'
import type { UnitChoice } from '@/ui/unit-choice'

/** The unit that the address names (`?unit=23512`), with its name as soon as the service has told it. */
export function useUnitInAddress() {
  const route = useRoute()
  const router = useRouter()
  const unitCode = computed(() => {
    const { unit } = route.query
    return typeof unit === 'string' && /^\d{2,10}$/.test(unit) ? unit : undefined
  })
  const { data } = useQuery({
    queryKey: computed(() => ['unit', unitCode.value]),
    queryFn: ({ signal }) => getJson<UnitView>(`units/${unitCode.value ?? ''}`, { signal }),
    enabled: computed(() => unitCode.value !== undefined),
    staleTime: 300_000,
  })
  const unit = computed<UnitChoice | null>({
    get: () => (unitCode.value !== undefined && data.value?.code === unitCode.value ? data.value : null),
    set: (choice) => void router.replace({ query: { ...route.query, unit: choice?.code } }),
  })
  return { unit, unitCode }
}
