import { computed, toValue, type MaybeRefOrGetter, type WritableComputedRef } from 'vue'
import type { OverviewView } from '@ntm/shared/analysis/wire'
import type { Span } from './useAnalysis'

/** How far trends look back: as the reader chose, else over years where the month is of years of which few months are known. */
export function useTrendSpan(
  chosen: WritableComputedRef<Span | undefined>,
  overview: MaybeRefOrGetter<Pick<OverviewView, 'imported'> | undefined>,
) {
  return computed({
    get: (): Span => chosen.value ?? (toValue(overview)?.imported ? 'years' : 'months'),
    set: (value) => (chosen.value = value),
  })
}
