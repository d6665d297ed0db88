import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import { useRoute, useRouter, type LocationQueryRaw } from 'vue-router'
import { readSort, RESULT_FILTERS, type MatrixFilter } from './select-rows'

/** Names in the address of what narrows the matrix down; month, basis and sort are not among them. */
const FILTERS = ['district', 'group', 'status', 'band', 'criterion', 'result', 'short'] as const
export type FilterName = (typeof FILTERS)[number]

/** What the matrix is narrowed down to and sorted by: kept in the address, so it can be sent to a colleague. */
export function useMatrixFilter(
  groups: MaybeRefOrGetter<readonly { code: string; criteria: readonly number[] }[]> = [],
) {
  const route = useRoute()
  const router = useRouter()

  const read = (name: string): string | undefined => {
    const { [name]: value } = route.query
    return typeof value === 'string' && value !== '' ? value : undefined
  }

  const filter = computed((): MatrixFilter => {
    const criterion = Number(read('criterion'))
    const isOneCriterion = Number.isInteger(criterion) && criterion > 0
    return {
      district: read('district'),
      status: read('status'),
      band: read('band'),
      criteria: isOneCriterion
        ? [criterion]
        : (toValue(groups).find(({ code }) => code === read('group'))?.criteria ?? []),
      result: RESULT_FILTERS.find((result) => result === read('result')),
      isOneShort: read('short') === '1',
    }
  })
  const group = computed(() => read('group'))
  const sort = computed(() => readSort(route.query.sort))
  const count = computed(() => FILTERS.filter((name) => read(name) !== undefined).length)

  function change(name: FilterName | 'sort', value: string | undefined): void {
    const query: LocationQueryRaw = { ...route.query, [name]: value === '' ? undefined : value }
    // Whoever picks a criterion asks who has still to meet it; without one or a group, a result is about nothing.
    if (name === 'criterion' && value !== '') query.result ??= 'open'
    if (query.criterion === undefined && query.group === undefined) delete query.result
    void router.replace({ query })
  }

  function clear(): void {
    const kept = Object.entries(route.query).filter(([name]) => !FILTERS.some((filterName) => filterName === name))
    void router.replace({ query: Object.fromEntries(kept) })
  }

  return { filter, group, sort, count, read, change, clear }
}
