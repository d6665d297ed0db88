import { computed } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { readSort, type MatrixFilter } from './select-rows'

/** Names in the address of what narrows the matrix down; month, basis and sort are not among them. */
const FILTERS = ['district', 'group', 'status', 'band', 'unmet', 'short'] as const
export type FilterName = (typeof FILTERS)[number]

/** What the matrix is narrowed down to and sorted by: kept in the address, so it can be sent to a colleague. */
export function useMatrixFilter() {
  const route = useRoute()
  const router = useRouter()

  const read = (name: string): string | undefined => {
    const { [name]: value } = route.query
    return typeof value === 'string' && value !== '' ? value : undefined
  }

  const filter = computed((): MatrixFilter => {
    const unmet = Number(read('unmet'))
    return {
      district: read('district'),
      status: read('status'),
      band: read('band'),
      unmet: Number.isInteger(unmet) && unmet > 0 ? unmet : undefined,
      isOneShort: read('short') === '1',
    }
  })
  const group = computed(() => read('group'))
  const sort = computed(() => readSort(route.query.sort))
  const count = computed(() => FILTERS.filter((name) => read(name) !== undefined).length)

  function change(name: FilterName | 'sort', value: string | undefined): void {
    void router.replace({ query: { ...route.query, [name]: value === '' ? undefined : value } })
  }

  function clear(): void {
    const kept = Object.entries(route.query).filter(([name]) => !FILTERS.some((filterName) => filterName === name))
    void router.replace({ query: Object.fromEntries(kept) })
  }

  return { filter, group, sort, count, read, change, clear }
}
