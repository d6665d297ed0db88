import { keepPreviousData, useQuery } from '@tanstack/vue-query'
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import type { CriteriaSetView } from '@ntm/shared/criteria/wire'
import type { PeriodPage } from '@ntm/shared/periods/wire'
import type { VerificationPage, VerificationView } from '@ntm/shared/verifications/wire'
import { getJson } from '@/api/http'

const LIMIT = 500

/** What an agency has to look at in a month, page after page to the end. */
async function listAll(period: string, agency: string, signal: AbortSignal): Promise<VerificationView[]> {
  const rows: VerificationView[] = []
  let cursor: string | null = null
  do {
    const query: Record<string, string | number | null> = { period, agency, limit: LIMIT, cursor }
    const { data, page }: VerificationPage = await getJson<VerificationPage>('verifications', { query, signal })
    rows.push(...data)
    cursor = page.next
  } while (cursor !== null)
  return rows
}

export function useVerifications(period: MaybeRefOrGetter<string>, agency: MaybeRefOrGetter<string>) {
  return useQuery({
    queryKey: computed(() => ['verifications', toValue(period), toValue(agency)]),
    queryFn: ({ signal }) => listAll(toValue(period), toValue(agency), signal),
    enabled: computed(() => toValue(agency) !== ''),
    refetchOnMount: 'always',
  })
}

/** The months that the service keeps, newest first. */
export function usePeriods() {
  return useQuery({
    queryKey: ['periods'],
    queryFn: ({ signal }) => getJson<PeriodPage>('periods', { query: { limit: LIMIT }, signal }),
    staleTime: 300_000,
  })
}

/** The set that judges a month, with who is in charge of what. */
export function useCriteriaSet(code: MaybeRefOrGetter<string | null>, period: MaybeRefOrGetter<string>) {
  return useQuery({
    queryKey: computed(() => ['criteria-set', toValue(code), '', toValue(period)]),
    queryFn: ({ signal }) =>
      getJson<CriteriaSetView>(`criteria-sets/${toValue(code)}`, { query: { period: toValue(period) }, signal }),
    enabled: computed(() => toValue(code) !== null),
    staleTime: 600_000,
    placeholderData: keepPreviousData,
  })
}
