import { PAST_CRITERIA } from '@ntm/shared/imports/past-row'
import type { Cell } from '../../spreadsheets/cells.js'
import { showCell } from './read-cell.js'

/** Names of columns in a file of past results, beside those of the criteria. */
export const PAST_COLUMN_NAMES = {
  unit: 'Mã xã',
  unitName: 'Xã',
  period: 'Kỳ',
  count: 'Số tiêu chí đạt',
} as const

export function criterionHead(number: number): string {
  return `TC${number}`
}

/** Where everything stands, by column from 0. */
export interface PastColumns {
  unit: number
  period: number
  count: number | null
  /** By criterion, in order of number; empty where the file has counts only. */
  marks: number[]
}

export interface PastHeadFault {
  column: number | null
  code: 'unknown_column' | 'column_twice' | 'unit_column_missing' | 'period_column_missing' | 'no_result_column'
  found: string | null
}

const tidy = (text: string) => text.normalize('NFC').trim().toLowerCase().replaceAll(/\s+/g, ' ')

const CRITERIA = Array.from({ length: PAST_CRITERIA }, (_, index) => index + 1)
const KNOWN = new Map<string, string>([
  ...Object.entries(PAST_COLUMN_NAMES).map(([name, text]): [string, string] => [tidy(text), name]),
  ...CRITERIA.flatMap((number): [string, string][] => [
    [tidy(criterionHead(number)), `criterion ${number}`],
    [String(number), `criterion ${number}`],
  ]),
])

export function isPastHead(cells: ReadonlyMap<number, Cell>): boolean {
  return [...cells.values()].some((cell) => KNOWN.get(tidy(showCell(cell))) === 'unit')
}

/** Reads the head of a list of past results: all 19 criteria, the count, or both. */
export function readPastHead(cells: ReadonlyMap<number, Cell>): { columns?: PastColumns; faults: PastHeadFault[] } {
  const faults: PastHeadFault[] = []
  const places = new Map<string, number>()
  for (const [column, cell] of cells) {
    const found = showCell(cell)
    const name = KNOWN.get(tidy(found))
    if (name === undefined) faults.push({ column, code: 'unknown_column', found })
    else if (places.has(name)) faults.push({ column, code: 'column_twice', found })
    else places.set(name, column)
  }
  const [unit, period] = [places.get('unit'), places.get('period')]
  const count = places.get('count') ?? null
  const marks = CRITERIA.flatMap((number) => places.get(`criterion ${number}`) ?? [])
  if (unit === undefined) faults.push({ column: null, code: 'unit_column_missing', found: null })
  if (period === undefined) faults.push({ column: null, code: 'period_column_missing', found: null })
  // Some of the criteria would make all others unmet.
  const isWhole = marks.length === PAST_CRITERIA || (marks.length === 0 && count !== null)
  if (!isWhole) faults.push({ column: null, code: 'no_result_column', found: null })
  if (unit === undefined || period === undefined || faults.length > 0) return { faults }
  return { columns: { unit, period, count, marks }, faults }
}
