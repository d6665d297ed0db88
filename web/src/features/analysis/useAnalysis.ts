import { keepPreviousData, useQuery } from '@tanstack/vue-query'
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import { addMonths } from '@ntm/shared/periods/period'
import type { Basis, MatrixView, OverviewView, TrendView } from '@ntm/shared/analysis/wire'
import type { PeriodPage } from '@ntm/shared/periods/wire'
import { getJson } from '@/api/http'
import { pickYears } from './pick-years'

interface View {
  unit: MaybeRefOrGetter<string>
  period: MaybeRefOrGetter<string>
  basis: MaybeRefOrGetter<Basis | undefined>
  /** Day whose units the results are grouped under; `unit` is then a code of that day. */
  map?: MaybeRefOrGetter<string | undefined>
}

/** Months that a trend looks back, the month itself included. */
const TREND_MONTHS = 18
const TREND_YEARS = 12

/**
 * The overview of a unit and month. While another is on its way the last one stays, so the page does not jump;
 * its own `period` and `unit` say what it is, never the address.
 */
export function useOverview({ unit, period, basis, map }: View) {
  return useQuery({
    queryKey: computed(() => ['overview', toValue(unit), toValue(period), toValue(basis) ?? '', toValue(map) ?? '']),
    queryFn: ({ signal }) => {
      const query = { unit: toValue(unit), period: toValue(period), basis: toValue(basis), map: toValue(map) }
      return getJson<OverviewView>('overview', { query, signal })
    },
    placeholderData: keepPreviousData,
  })
}

export function useMatrix({ unit, period, basis, map }: View) {
  return useQuery({
    queryKey: computed(() => ['matrix', toValue(unit), toValue(period), toValue(basis) ?? '', toValue(map) ?? '']),
    queryFn: ({ signal }) => {
      const query = { unit: toValue(unit), period: toValue(period), basis: toValue(basis), map: toValue(map) }
      return getJson<MatrixView>('matrix', { query, signal })
    },
    placeholderData: keepPreviousData,
  })
}

/** The months up to the one shown, or the years: each December and the month itself. */
export const SPANS = ['months', 'years'] as const
export type Span = (typeof SPANS)[number]

export function buildTrendQuery(to: string, span: Span): { from: string; to: string } {
  return { from: addMonths(to, 1 - (span === 'years' ? TREND_YEARS * 12 : TREND_MONTHS)), to }
}

export function pickSpan(trend: TrendView, span: Span): TrendView {
  return span === 'years' ? { ...trend, points: pickYears(trend.points) } : trend
}

/** The way to the month, in the steps of `span`. */
export function useTrend({ unit, period, basis, map, span }: View & { span: MaybeRefOrGetter<Span> }) {
  return useQuery({
    queryKey: computed(() => [
      'trend',
      toValue(unit),
      toValue(period),
      toValue(basis) ?? '',
      toValue(span),
      toValue(map) ?? '',
    ]),
    queryFn: async ({ signal }) => {
      const range = buildTrendQuery(toValue(period), toValue(span))
      const query = { unit: toValue(unit), ...range, basis: toValue(basis), map: toValue(map) }
      return pickSpan(await getJson<TrendView>('trend', { query, signal }), toValue(span))
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
