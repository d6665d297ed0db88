import { computed } from 'vue'
import { useRoute } from 'vue-router'
import { BANDS } from '@ntm/shared/analysis/bands'
import { useAnalysisView } from './useAnalysisView'

/** Units beside each other at most, as the service has it. */
export const MOST_COMPARED = 6

export const COMPARE_VIEWS = ['units', 'measure'] as const
export type CompareViewName = (typeof COMPARE_VIEWS)[number]

export const RESULTS = ['met', 'notMet', 'missing', 'notApplicable', 'noSheet', 'noResult'] as const
export const MEASURE_SORTS = ['best', 'worst', 'name', 'risen', 'fallen'] as const
export type MeasureSort = (typeof MEASURE_SORTS)[number]

const CODE = /^\d{2,10}$/

/** What the page compares, read from the address and written back to it. */
export function useCompareView() {
  const route = useRoute()
  const { period, basis, span, carried, province, change } = useAnalysisView()

  const read = (name: string): string | undefined => {
    const { [name]: value } = route.query
    return typeof value === 'string' && value !== '' ? value : undefined
  }
  const readCode = (name: string) => (CODE.test(read(name) ?? '') ? read(name) : undefined)

  const view = computed({
    get: (): CompareViewName => (read('view') === 'measure' ? 'measure' : 'units'),
    set: (value) => change({ view: value === 'units' ? undefined : value }),
  })
  const units = computed({
    get: () => [...new Set((read('units') ?? '').split(',').filter((code) => CODE.test(code)))].slice(0, MOST_COMPARED),
    // Whoever changes a group by hand has units of their own choice.
    set: (codes) => change({ units: codes.length === 0 ? undefined : codes.join(','), like: undefined }),
  })
  /** The commune whose group of similar conditions is compared. */
  const like = computed({
    get: () => readCode('like'),
    set: (code) => change({ like: code, units: undefined }),
  })
  const onlyDifferences = computed({
    get: () => read('only') === '1',
    set: (value) => change({ only: value ? '1' : undefined }),
  })

  const measure = computed({
    get: () => read('measure'),
    set: (key) => change({ measure: key, criterion: undefined, bar: undefined, result: undefined }),
  })
  /** Where no measure is chosen: one of this criterion. */
  const criterion = computed(() => Number(read('criterion') ?? NaN))
  /** Whose communes the measure is looked at in. */
  const place = computed({
    get: () => readCode('unit') ?? province.value,
    set: (code) => change({ unit: code === province.value ? undefined : code, bar: undefined }),
  })
  const band = computed({
    get: () => BANDS.find(({ label }) => label === read('band'))?.label,
    set: (label) => change({ band: label, bar: undefined }),
  })
  /** Lower edge of the bar whose communes are listed. */
  const bar = computed({
    get: () => (read('bar') === undefined ? undefined : Number(read('bar'))),
    set: (from) => change({ bar: from === undefined ? undefined : String(from), result: undefined }),
  })

  /** Which communes of the measure are listed: those of a bar, or of a result. */
  const result = computed({
    get: () => RESULTS.find((each) => each === read('result')),
    set: (value) => change({ result: value, bar: undefined }),
  })
  const sort = computed({
    get: () => MEASURE_SORTS.find((each) => each === read('sort')) ?? 'best',
    set: (value) => change({ sort: value === 'best' ? undefined : value }),
  })

  return {
    ...{ period, basis, span, carried, province, view, units, like, onlyDifferences },
    ...{ measure, criterion, place, band, bar, result, sort },
  }
}
