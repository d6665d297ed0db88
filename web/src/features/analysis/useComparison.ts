import { keepPreviousData, useQueries, useQuery } from '@tanstack/vue-query'
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import type { ComparisonView, DistributionView, SimilarView } from '@ntm/shared/analysis/compare-wire'
import type { Basis, TrendView } from '@ntm/shared/analysis/wire'
import { getJson } from '@/api/http'
import { buildTrendQuery, pickSpan, type Span } from './useAnalysis'

interface Month {
  period: MaybeRefOrGetter<string>
  basis: MaybeRefOrGetter<Basis | undefined>
}

export function useComparison(codes: MaybeRefOrGetter<readonly string[]>, { period, basis }: Month) {
  return useQuery({
    queryKey: computed(() => ['comparison', toValue(codes).join(), toValue(period), toValue(basis) ?? '']),
    queryFn: ({ signal }) => {
      const query = { units: toValue(codes).join(), period: toValue(period), basis: toValue(basis) }
      return getJson<ComparisonView>('comparison', { query, signal })
    },
    enabled: computed(() => toValue(codes).length > 0),
    placeholderData: keepPreviousData,
  })
}

export function useSimilar(code: MaybeRefOrGetter<string | undefined>, period: MaybeRefOrGetter<string>) {
  return useQuery({
    queryKey: computed(() => ['similar-units', toValue(code) ?? '', toValue(period)]),
    queryFn: ({ signal }) => {
      const query = { unit: toValue(code), period: toValue(period) }
      return getJson<SimilarView>('similar-units', { query, signal })
    },
    enabled: computed(() => toValue(code) !== undefined),
  })
}

interface Asked extends Month {
  unit: MaybeRefOrGetter<string>
  measure: MaybeRefOrGetter<string | undefined>
  band: MaybeRefOrGetter<string | undefined>
}

export function useDistribution({ unit, measure, band, period, basis }: Asked) {
  const query = computed(() => ({
    unit: toValue(unit),
    measure: toValue(measure),
    period: toValue(period),
    basis: toValue(basis),
    band: toValue(band),
  }))
  return useQuery({
    queryKey: computed(() => {
      const { unit: code, period: month, basis: word, measure: key, band: label } = query.value
      return ['distribution', code, month, word ?? '', key ?? '', label ?? '']
    }),
    queryFn: ({ signal }) => getJson<DistributionView>('distribution', { query: query.value, signal }),
    enabled: computed(() => toValue(measure) !== undefined),
    placeholderData: keepPreviousData,
  })
}

/** The ways of several units to the month, in their order; undefined while one is on its way. */
export function useTrends(
  codes: MaybeRefOrGetter<readonly string[]>,
  { period, basis, span }: Month & { span: MaybeRefOrGetter<Span> },
) {
  return useQueries({
    queries: computed(() =>
      toValue(codes).map((unit) => ({
        queryKey: ['trend', unit, toValue(period), toValue(basis) ?? '', toValue(span)],
        queryFn: async ({ signal }: { signal: AbortSignal }) => {
          const query = { unit, ...buildTrendQuery(toValue(period), toValue(span)), basis: toValue(basis) }
          return pickSpan(await getJson<TrendView>('trend', { query, signal }), toValue(span))
        },
      })),
    ),
    combine: (results) => results.map(({ data }) => data),
  })
}
