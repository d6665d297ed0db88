import { useQuery } from '@tanstack/vue-query'
import { computed } from 'vue'
import type { DelegationList, DelegationView } from '@ntm/shared/delegations/wire'
import { getJson } from '@/api/http'
import { useSessionStore } from '@/stores/session'

export type Side = 'given' | 'received'

const ORDER: Readonly<Record<DelegationView['state'], number>> = { current: 0, upcoming: 1, ended: 2 }

/** What one handed on and what was handed to one, each with what holds now first. */
export function useDelegations() {
  const session = useSessionStore()
  const { data, error, refetch } = useQuery({
    queryKey: ['delegations'],
    queryFn: ({ signal }) => getJson<DelegationList>('delegations', { signal }),
    staleTime: 0,
  })
  const sides = computed(() => {
    if (!data.value) return undefined
    const sorted = [...data.value.data].sort((a, b) => ORDER[a.state] - ORDER[b.state])
    const isOwn = ({ giver }: DelegationView) => giver.username === session.account?.username
    return { given: sorted.filter(isOwn), received: sorted.filter((each) => !isOwn(each)) }
  })
  return { sides, error, refetch }
}
