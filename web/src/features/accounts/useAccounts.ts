import { keepPreviousData, useQuery } from '@tanstack/vue-query'
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import type { AccountRecord } from '@ntm/shared/accounts/wire'
import type { AgencyList, UnitPage } from '@ntm/shared/units/wire'
import { getJson, getTagged } from '@/api/http'

/** An account with its ETag; a form keeps what was typed when it is asked for anew. */
export function useAccount(username: MaybeRefOrGetter<string>) {
  return useQuery({
    queryKey: computed(() => ['account', toValue(username)]),
    queryFn: ({ signal }) => getTagged<AccountRecord>(`accounts/${toValue(username)}`, { signal }),
    staleTime: 0,
    placeholderData: keepPreviousData,
  })
}

export function useAgencies() {
  return useQuery({
    queryKey: ['agencies'],
    queryFn: ({ signal }) => getJson<AgencyList>('agencies', { signal }),
    staleTime: 600_000,
  })
}

export function useProvinces() {
  return useQuery({
    queryKey: ['units', 'province'],
    queryFn: ({ signal }) => getJson<UnitPage>('units', { query: { kind: 'province' }, signal }),
    staleTime: 600_000,
  })
}
