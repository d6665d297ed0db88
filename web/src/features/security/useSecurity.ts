import { useQuery } from '@tanstack/vue-query'
import type { OwnSessionList, SecondFactorView } from '@ntm/shared/access/wire'
import { getJson } from '@/api/http'

/** Where the account is signed in; asked anew each time the page is opened. */
export function useOwnSessions() {
  return useQuery({
    queryKey: ['own-sessions'],
    queryFn: ({ signal }) => getJson<OwnSessionList>('me/sessions', { signal }),
    staleTime: 0,
  })
}

export function useSecondFactor() {
  return useQuery({
    queryKey: ['second-factor'],
    queryFn: ({ signal }) => getJson<SecondFactorView>('me/second-factor', { signal }),
    staleTime: 0,
  })
}
