import { parsePastMarks, parsePastPeriod, type PastResult } from '@ntm/shared/imports/past-row'
import { columnLetter, type Row } from '../../spreadsheets/cells.js'
import type { OpenFile } from '../../spreadsheets/open-file.js'
import type { ErrorList } from './error-list.js'
import { isPastHead, readPastHead, type PastColumns } from './past-columns.js'
import {
  noPastHead,
  noPastRows,
  PAST_HEAD_FAULTS,
  PAST_ROW_FAULTS,
  tooManyPastRows,
  type PastRowFault,
} from './past-messages.js'
import { showCell } from './read-cell.js'

const HEAD_WITHIN = 30
/** 86 communes in 84 months are 7,224. */
const MOST_ROWS = 20_000
const LONGEST_SHOWN = 200

export interface PastRow extends PastResult {
  row: number
  unitCode: string
  period: string
}

/** What a file of past results says, and how its cells are named. */
export interface PastReading {
  sheetName: string | null
  columns: PastColumns | undefined
  rows: PastRow[]
  fail: (row: PastRow, column: 'unit' | 'period', code: PastRowFault, unitName: string | null) => void
}

/** Reads a file of past results whole; what cannot be read stands in `errors`. @throws RefusedFile */
export async function readPast(file: OpenFile, errors: ErrorList): Promise<PastReading> {
  const sheetName = file.format === 'csv' ? null : (file.sheets[0] ?? '')
  const place = (column: number, row: number) =>
    `${sheetName === null ? '' : `${sheetName}!`}${columnLetter(column)}${row}`
  let columns: PastColumns | undefined
  const rows: PastRow[] = []
  const seen = new Set<string>()

  function fail(row: PastRow, column: 'unit' | 'period', code: PastRowFault, unitName: string | null): void {
    const cell = columns ? place(columns[column], row.row) : null
    const found = column === 'unit' ? row.unitCode : row.period
    const message = PAST_ROW_FAULTS[code]
    errors.add({ cell, row: row.row, unit: row.unitCode, unitName, measure: null, code, found, message })
  }

  function take(row: Row, at: PastColumns): void {
    const read = parseRow(row, at)
    if (read === undefined) return
    if ('code' in read) {
      const { column, code, unit } = read
      const found = textAt(row, column).slice(0, LONGEST_SHOWN) || null
      const message = PAST_ROW_FAULTS[code]
      const cell = place(column, row.number)
      errors.add({ cell, row: row.number, unit, unitName: null, measure: null, code, found, message })
      return
    }
    const key = `${read.unitCode} ${read.period}`
    if (seen.has(key)) fail(read, 'unit', 'named_twice', null)
    else rows.push(read)
    seen.add(key)
  }

  for await (const row of file.rows(file.sheets[0] ?? '')) {
    if (columns) {
      if (rows.length >= MOST_ROWS) {
        errors.addWhole('too_many_rows', tooManyPastRows)
        break
      }
      take(row, columns)
      continue
    }
    if (row.number > HEAD_WITHIN) break
    if (!isPastHead(row.cells)) continue
    const head = readPastHead(row.cells)
    for (const { column, code, found } of head.faults) {
      const cell = column === null ? null : place(column, row.number)
      const message = PAST_HEAD_FAULTS[code]
      errors.add({ cell, row: row.number, unit: null, unitName: null, measure: null, code, found, message })
    }
    if (!head.columns) return { sheetName, columns, rows, fail }
    columns = head.columns
  }
  if (!columns) errors.addWhole('no_head', noPastHead)
  else if (rows.length === 0 && errors.count === 0) errors.addWhole('no_results', noPastRows)
  return { sheetName, columns, rows, fail }
}

interface RowFault {
  column: number
  code: PastRowFault
  unit: string | null
}

/** Undefined where the row is empty. */
function parseRow(row: Row, columns: PastColumns): PastRow | RowFault | undefined {
  if (row.cells.size === 0) return undefined
  const unitCode = textAt(row, columns.unit).trim()
  const unit = unitCode === '' ? null : unitCode.slice(0, LONGEST_SHOWN)
  if (unit === null) return { column: columns.unit, code: 'unit_missing', unit }
  const read = parsePastPeriod(textAt(row, columns.period))
  if (!read.ok) return { column: columns.period, code: read.fault, unit }
  const count = columns.count === null ? '' : textAt(row, columns.count)
  const marks = columns.marks.map((column) => textAt(row, column))
  const judged = parsePastMarks(marks, count)
  const counted = columns.count ?? columns.marks[0] ?? columns.unit
  if (!judged.ok) {
    const column = judged.criterion === null ? counted : (columns.marks[judged.criterion - 1] ?? counted)
    return { column, code: judged.fault, unit }
  }
  if (!judged.result) return { column: counted, code: 'result_missing', unit }
  return { row: row.number, unitCode: unit, period: read.period, ...judged.result }
}

function textAt({ cells }: Row, column: number): string {
  const cell = cells.get(column)
  return cell ? showCell(cell) : ''
}
