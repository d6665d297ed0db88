import { useQuery } from '@tanstack/vue-query'
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import type { AssessmentView, MeasureHistory } from '@ntm/shared/assessments/wire'
import { lastDayOf } from '@ntm/shared/periods/period'
import type { UnitView } from '@ntm/shared/units/wire'
import { getJson } from '@/api/http'
import { ProblemError } from '@/api/problem-error'
import { useCriteriaSet } from './useSetNames'

interface Place {
  unit: MaybeRefOrGetter<string>
  period: MaybeRefOrGetter<string>
}

/** The unit as it was on the last day of the month: a code means something only with a date. */
export function useUnit({ unit, period }: Place) {
  return useQuery({
    queryKey: computed(() => ['unit', toValue(unit), toValue(period)]),
    queryFn: ({ signal }) => {
      const query = { at: lastDayOf(toValue(period)) }
      return getJson<UnitView>(`units/${toValue(unit)}`, { query, signal })
    },
    staleTime: 300_000,
  })
}

/**
 * The sheet behind a profile; null where the reader may not see it yet (a month still in the commune's hands), and in
 * months before there were sheets.
 */
export function useSheet({ unit, period }: Place, enabled: MaybeRefOrGetter<boolean> = true) {
  return useQuery({
    queryKey: computed(() => ['profile-sheet', toValue(unit), toValue(period)]),
    queryFn: async ({ signal }): Promise<AssessmentView | null> => {
      try {
        return await getJson<AssessmentView>(`assessments/${toValue(unit)}/${toValue(period)}`, { signal })
      } catch (failure) {
        if (failure instanceof ProblemError && (failure.status === 404 || failure.code === 'no_criteria_set')) {
          return null
        }
        throw failure
      }
    },
    enabled: computed(() => toValue(enabled)),
  })
}

/** Months that the way of a measure looks back. */
const HISTORY_MONTHS = 60

/** What the commune answered in the months before, measure by measure. */
export function useMeasureHistory({ unit, period }: Place) {
  return useQuery({
    queryKey: computed(() => ['measure-history', toValue(unit), toValue(period), HISTORY_MONTHS]),
    queryFn: ({ signal }) =>
      getJson<MeasureHistory>(`assessments/${toValue(unit)}/${toValue(period)}/measure-history`, {
        query: { months: HISTORY_MONTHS },
        signal,
      }),
    staleTime: 60_000,
  })
}

/** The criteria set with the thresholds of this commune and month, once the sheet says which set it is. */
export function useSheetSet({ unit, period }: Place, code: MaybeRefOrGetter<string | undefined>) {
  return useCriteriaSet(code, () => ({ unit: toValue(unit), period: toValue(period) }))
}
