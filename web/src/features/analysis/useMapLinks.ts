import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import type { LocationQueryRaw, RouteLocationRaw } from 'vue-router'
import type { OverviewView } from '@ntm/shared/analysis/wire'
import { isMeasureShow, type MapShow } from './map-kinds'

interface Shown {
  show: MapShow
  /** Criteria that the map speaks of. */
  numbers: readonly number[]
  /** Key of the measure that it is coloured by. */
  measure: string | undefined
}

/** Where the communes, the districts and the legend of the map lead to. */
export function useMapLinks(
  overview: MaybeRefOrGetter<OverviewView>,
  shown: MaybeRefOrGetter<Shown>,
  carried: MaybeRefOrGetter<LocationQueryRaw>,
) {
  const leadsTo = computed(() => {
    const { show } = toValue(shown)
    return show === 'met' || show.startsWith('g') ? 'profile' : 'sheet'
  })

  function linkTo(code: string): RouteLocationRaw {
    if (leadsTo.value === 'profile') return { name: 'profile', params: { unit: code }, query: toValue(carried) }
    const [number] = toValue(shown).numbers
    const hash = number === undefined ? {} : { hash: `#tieu-chi-${number}` }
    return { name: 'sheet', params: { unit: code, period: toValue(overview).period }, ...hash }
  }

  function mapOf(code: string): RouteLocationRaw {
    const { show } = toValue(shown)
    const query = show === 'met' ? {} : { show }
    return { name: 'map', params: { unit: code }, query: { ...toValue(carried), ...query } }
  }

  /** The same measure across the communes, on the page of comparison. */
  function compareOf(result?: string): RouteLocationRaw {
    const { measure } = toValue(shown)
    const asked = { view: 'measure', measure, unit: toValue(overview).unit.code, ...(result ? { result } : {}) }
    return { name: 'compare', query: { ...toValue(carried), ...asked } }
  }

  function listOf(kind: string): RouteLocationRaw | undefined {
    const { show, numbers } = toValue(shown)
    if (kind === 'noData' || kind === 'leftOut' || show === 'late') return undefined
    if (isMeasureShow(show)) return compareOf(kind)
    const asked: LocationQueryRaw =
      show === 'met'
        ? { band: kind }
        : show === 'sheet'
          ? { status: kind }
          : show.startsWith('c')
            ? { criterion: numbers[0], result: kind }
            : { group: show.slice(1), result: kind }
    const params = { unit: toValue(overview).unit.code }
    return { name: 'matrix', params, query: { ...toValue(carried), ...asked } }
  }

  return { leadsTo, linkTo, mapOf, compareOf, listOf }
}
