import { useQuery } from '@tanstack/vue-query'
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import type { AccountableView, UnitPage } from '@ntm/shared/units/wire'
import { getJson, getTagged } from '@/api/http'
import { listAnswering } from './group-units'

const KINDS = ['province', 'district', 'commune'] as const
/** More than a province has of one kind. */
const LIMIT = 500

/** Today's units with who answers for each. */
export function useUnits() {
  const { data, error, refetch } = useQuery({
    queryKey: ['accountables'],
    queryFn: async ({ signal }) => {
      const pages = await Promise.all(
        KINDS.map((kind) => getJson<UnitPage>('units', { query: { kind, limit: LIMIT }, signal })),
      )
      return listAnswering(pages.flatMap((page) => page.data))
    },
    staleTime: 0,
  })
  return { units: data, error, refetch }
}

/** District and state of the list, kept in the address. */
export function useUnitChoices() {
  const route = useRoute()
  const router = useRouter()
  const field = (name: string) =>
    computed({
      get: () => (typeof route.query[name] === 'string' ? route.query[name] : ''),
      set: (value: string) => void router.replace({ query: { ...route.query, [name]: value || undefined } }),
    })
  return { district: field('district'), state: field('state') }
}

/** All who answer and answered for a unit, with the ETag that a change must name. */
export function useAccountable(unit: MaybeRefOrGetter<string>) {
  return useQuery({
    queryKey: computed(() => ['accountable', toValue(unit)]),
    queryFn: ({ signal }) => getTagged<AccountableView>(`units/${toValue(unit)}/accountable`, { signal }),
    staleTime: 0,
  })
}
