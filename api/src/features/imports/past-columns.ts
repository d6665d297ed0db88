import { parsePastPeriod, PAST_CRITERIA } from '@ntm/shared/imports/past-row'
import type { Cell } from '../../spreadsheets/cells.js'
import { COLUMN_NAMES, isHead, tidy, type HeadFault } from './columns.js'
import { showCell } from './read-cell.js'

/** Names of columns in a file of past results, beside those of the criteria and of years. */
export const PAST_COLUMN_NAMES = {
  unit: COLUMN_NAMES.unit,
  unitName: COLUMN_NAMES.unitName,
  period: COLUMN_NAMES.period,
  count: 'Số tiêu chí đạt',
} as const

export const CRITERIA = Array.from({ length: PAST_CRITERIA }, (_, index) => index + 1)

export function criterionHead(number: number): string {
  return `TC${number}`
}

/** Where everything stands, by column from 0. */
export interface PastColumns {
  unit: number
  unitName: number | null
  /** A row is of one month and says which criteria were met, how many, or both. */
  month: { period: number; count: number | null; marks: number[] } | null
  /** A row is of one commune and says how many were met, year by year. */
  years: { column: number; period: string }[]
}

export interface PastHeadFault {
  column: number | null
  code: Exclude<HeadFault['code'], 'no_input_column'> | 'period_column_missing' | 'no_result_column' | 'both_layouts'
  found: string | null
}

const KNOWN = new Map<string, string>([
  ...Object.entries(PAST_COLUMN_NAMES).map(([name, text]): [string, string] => [tidy(text), name]),
  ...CRITERIA.flatMap((number): [string, string][] => [
    [tidy(criterionHead(number)), `criterion ${number}`],
    [String(number), `criterion ${number}`],
  ]),
])

export const isPastHead = isHead

/** `2015` and `Năm 2015` head a column of counts. */
function yearOfHead(text: string): string | undefined {
  if (!/^(năm )?\d{4}$/.test(text)) return undefined
  const read = parsePastPeriod(text)
  return read.ok ? read.period : undefined
}

/** Reads the head of a list of past results: with a row a month (all 19 criteria, the count, or both), or a column a year. */
export function readPastHead(cells: ReadonlyMap<number, Cell>): { columns?: PastColumns; faults: PastHeadFault[] } {
  const faults: PastHeadFault[] = []
  const places = new Map<string, number>()
  const years: PastColumns['years'] = []
  for (const [column, cell] of cells) {
    const found = showCell(cell)
    const period = yearOfHead(tidy(found))
    const name = period ?? KNOWN.get(tidy(found))
    if (name === undefined) faults.push({ column, code: 'unknown_column', found })
    else if (places.has(name)) faults.push({ column, code: 'column_twice', found })
    else {
      places.set(name, column)
      if (period !== undefined) years.push({ column, period })
    }
  }
  const fail = (code: PastHeadFault['code']) => void faults.push({ column: null, code, found: null })
  const [unit, period] = [places.get('unit'), places.get('period')]
  const [unitName = null, count = null] = [places.get('unitName'), places.get('count')]
  const marks = CRITERIA.flatMap((number) => places.get(`criterion ${number}`) ?? [])
  const hasMonth = period !== undefined || count !== null || marks.length > 0
  if (unit === undefined) fail('unit_column_missing')
  if (years.length > 0 && hasMonth) fail('both_layouts')
  if (years.length === 0 && period === undefined) fail('period_column_missing')
  // Some of the criteria would make all others unmet.
  const isWhole = marks.length === PAST_CRITERIA || (marks.length === 0 && count !== null)
  if (years.length === 0 && !isWhole) fail('no_result_column')
  if (unit === undefined || faults.length > 0) return { faults }
  return { columns: { unit, unitName, month: period === undefined ? null : { period, count, marks }, years }, faults }
}
