import { keepPreviousData, useQuery } from '@tanstack/vue-query'
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import { addMonths } from '@ntm/shared/periods/period'
import type { Basis, MatrixView, OverviewView, TrendView } from '@ntm/shared/analysis/wire'
import type { PeriodPage } from '@ntm/shared/periods/wire'
import { getJson } from '@/api/http'

interface View {
  unit: MaybeRefOrGetter<string>
  period: MaybeRefOrGetter<string>
  basis: MaybeRefOrGetter<Basis | undefined>
}

/** Months that a trend looks back, the month itself included. */
const TREND_MONTHS = 18

/**
 * The overview of a unit and month. While another is on its way the last one stays, so the page does not jump;
 * its own `period` and `unit` say what it is, never the address.
 */
export function useOverview({ unit, period, basis }: View) {
  return useQuery({
    queryKey: computed(() => ['overview', toValue(unit), toValue(period), toValue(basis) ?? '']),
    queryFn: ({ signal }) => {
      const query = { unit: toValue(unit), period: toValue(period), basis: toValue(basis) }
      return getJson<OverviewView>('overview', { query, signal })
    },
    placeholderData: keepPreviousData,
  })
}

export function useMatrix({ unit, period, basis }: View) {
  return useQuery({
    queryKey: computed(() => ['matrix', toValue(unit), toValue(period), toValue(basis) ?? '']),
    queryFn: ({ signal }) => {
      const query = { unit: toValue(unit), period: toValue(period), basis: toValue(basis) }
      return getJson<MatrixView>('matrix', { query, signal })
    },
    placeholderData: keepPreviousData,
  })
}

/** A year and a half up to the month. */
export function useTrend({ unit, period, basis }: View) {
  return useQuery({
    queryKey: computed(() => ['trend', toValue(unit), toValue(period), toValue(basis) ?? '']),
    queryFn: ({ signal }) => {
      const to = toValue(period)
      const query = { unit: toValue(unit), from: addMonths(to, 1 - TREND_MONTHS), to, basis: toValue(basis) }
      return getJson<TrendView>('trend', { query, signal })
    },
    placeholderData: keepPreviousData,
  })
}

/** The months that the service keeps, for the limits of the month picker. */
export function usePeriods() {
  return useQuery({
    queryKey: ['periods'],
    queryFn: ({ signal }) => getJson<PeriodPage>('periods', { query: { limit: 500 }, signal }),
    staleTime: 300_000,
  })
}
