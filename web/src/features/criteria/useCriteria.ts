import { keepPreviousData, useQuery } from '@tanstack/vue-query'
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import type { IndicatorLeads, MeasureThresholds } from '@ntm/shared/criteria/maintenance-wire'
import type { CriteriaSetList, CriteriaSetView } from '@ntm/shared/criteria/wire'
import { getJson, getTagged } from '@/api/http'

export function useSetList() {
  return useQuery({
    queryKey: ['criteria-sets'],
    queryFn: ({ signal }) => getJson<CriteriaSetList>('criteria-sets', { signal }),
    staleTime: 60_000,
  })
}

/** A set with the thresholds of a month, and of one commune where it is named. */
export function useSet(code: MaybeRefOrGetter<string | undefined>, place: MaybeRefOrGetter<Record<string, string>>) {
  return useQuery({
    queryKey: computed(() => ['criteria-set', toValue(code), toValue(place)]),
    queryFn: ({ signal }) =>
      getJson<CriteriaSetView>(`criteria-sets/${toValue(code) ?? ''}`, { query: { ...toValue(place) }, signal }),
    enabled: computed(() => Boolean(toValue(code))),
    staleTime: 0,
    placeholderData: keepPreviousData,
  })
}

/** The thresholds of a measure with their ETag; a form keeps what was typed when it is asked for anew. */
export function useThresholds(code: MaybeRefOrGetter<string>, measure: MaybeRefOrGetter<string>) {
  return useQuery({
    queryKey: computed(() => ['thresholds', toValue(code), toValue(measure)]),
    queryFn: ({ signal }) => getTagged<MeasureThresholds>(pathOf(toValue(code), toValue(measure)), { signal }),
    staleTime: 0,
    placeholderData: keepPreviousData,
  })
}

export function pathOf(code: string, measure: string): string {
  return `criteria-sets/${code}/measures/${measure}/thresholds`
}

/** The agencies in charge of an indicator by date, with their ETag. */
export function useLeads(code: MaybeRefOrGetter<string>, indicator: MaybeRefOrGetter<string | undefined>) {
  return useQuery({
    queryKey: computed(() => ['leads', toValue(code), toValue(indicator)]),
    queryFn: ({ signal }) => getTagged<IndicatorLeads>(leadPathOf(toValue(code), toValue(indicator) ?? ''), { signal }),
    enabled: computed(() => toValue(indicator) !== undefined),
    staleTime: 0,
    placeholderData: keepPreviousData,
  })
}

export function leadPathOf(code: string, indicator: string): string {
  return `criteria-sets/${code}/indicators/${indicator}/leads`
}

export function useAgencies(isWanted: MaybeRefOrGetter<boolean>) {
  return useQuery({
    queryKey: ['agencies'],
    queryFn: ({ signal }) => getJson<{ data: { code: string; name: string }[] }>('agencies', { signal }),
    enabled: computed(() => toValue(isWanted)),
    staleTime: 300_000,
  })
}
