import type { MatrixView } from '@ntm/shared/analysis/wire'
import { BANDS } from '@ntm/shared/analysis/bands'

export type MatrixRow = MatrixView['rows'][number]

export const RESULT_FILTERS = ['met', 'open', 'notMet', 'incomplete'] as const
export type ResultFilter = (typeof RESULT_FILTERS)[number]

export interface MatrixFilter {
  /** Code of the unit above the communes. */
  district?: string | undefined
  status?: string | undefined
  /** Label of a band, such as `5-9`. */
  band?: string | undefined
  /** What `result` is about: one criterion, or every one of a group. Empty: nothing. */
  criteria: readonly number[]
  /** `open` is both what is not met and what lacks figures. */
  result?: ResultFilter | undefined
  /** All but one criterion met. */
  isOneShort: boolean
}

/** `name`, `met` (fewest first), `-met` (most first), or `c17` (communes that do not meet criterion 17 first). */
export type MatrixSort = 'name' | 'met' | '-met' | `c${number}`

/** Rows that pass every filter that is set. A commune without a result passes none that asks about results. */
export function filterRows(rows: readonly MatrixRow[], filter: MatrixFilter): MatrixRow[] {
  const band = BANDS.find(({ label }) => label === filter.band)
  return rows.filter((row) => {
    if (filter.district !== undefined && row.parent.code !== filter.district) return false
    if (filter.status !== undefined && row.status !== filter.status) return false
    if (band && (row.met === null || row.met < band.from || row.met > band.to)) return false
    if (filter.isOneShort && row.met !== row.results.length - 1) return false
    if (filter.result === undefined || filter.criteria.length === 0) return true
    const result = resultOver(row, filter.criteria)
    return filter.result === 'open' ? result === 'notMet' || result === 'incomplete' : result === filter.result
  })
}

/** One result for several criteria: met only where all are, and what is not met outweighs what lacks figures. */
function resultOver(row: MatrixRow, criteria: readonly number[]): MatrixRow['results'][number] {
  const results = criteria.map((number) => row.results[number - 1] ?? null)
  if (results.includes(null)) return null
  if (results.includes('notMet')) return 'notMet'
  return results.includes('incomplete') ? 'incomplete' : 'met'
}

/** Of an imported result it may be known only how many criteria were met. */
export function isCountOnly(row: MatrixRow): boolean {
  return row.met !== null && row.results.every((result) => result === null)
}

/** How many of the shown criteria a commune meets; undefined where that is not known. */
export function countMet(row: MatrixRow, criteria: readonly number[]): number | undefined {
  if (row.met === null) return undefined
  if (isCountOnly(row)) return criteria.length === row.results.length ? row.met : undefined
  return criteria.filter((number) => row.results[number - 1] === 'met').length
}

const RESULT_ORDER = ['notMet', 'incomplete', 'met']
const collator = new Intl.Collator('vi')

/** A sorted copy. Communes without a result come last whichever way the counts run; equals stand by name. */
export function sortRows(rows: readonly MatrixRow[], sort: MatrixSort, criteria: readonly number[]): MatrixRow[] {
  const byName = (a: MatrixRow, b: MatrixRow): number =>
    collator.compare(a.unit.name, b.unit.name) || collator.compare(a.parent.name, b.parent.name)
  const rank = (row: MatrixRow): number => {
    if (sort === 'name') return 0
    const met = countMet(row, criteria)
    if (met === undefined) return Number.MAX_SAFE_INTEGER
    if (sort === 'met') return met
    if (sort === '-met') return -met
    return RESULT_ORDER.indexOf(row.results[Number(sort.slice(1)) - 1] ?? 'met')
  }
  return [...rows].sort((a, b) => rank(a) - rank(b) || byName(a, b))
}

/** Reads a sort from the address; anything else is by name. */
export function readSort(text: unknown): MatrixSort {
  if (text === 'met' || text === '-met') return text
  if (typeof text === 'string' && /^c([1-9]|1\d)$/.test(text)) return `c${Number(text.slice(1))}`
  return 'name'
}
