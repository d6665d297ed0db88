import { useQuery } from '@tanstack/vue-query'
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import type { AssessmentView } from '@ntm/shared/assessments/wire'
import type { WorkView } from '@ntm/shared/work/wire'
import { getJson } from '@/api/http'

/** What waits for the reader, asked anew at each visit: others work on it too. */
export function useWork() {
  return useQuery({
    queryKey: ['work'],
    queryFn: ({ signal }) => getJson<WorkView>('work', { query: { for: 'me' }, signal }),
    refetchOnMount: 'always',
  })
}

/** The sheet behind an item, for what the list does not tell: what was sent back and why, the receipt. */
export function useOwnSheet(unit: MaybeRefOrGetter<string>, period: MaybeRefOrGetter<string>, isWanted: () => boolean) {
  return useQuery({
    queryKey: computed(() => ['work', 'sheet', toValue(unit), toValue(period)]),
    queryFn: ({ signal }) => getJson<AssessmentView>(`assessments/${toValue(unit)}/${toValue(period)}`, { signal }),
    enabled: computed(isWanted),
    refetchOnMount: 'always',
  })
}
