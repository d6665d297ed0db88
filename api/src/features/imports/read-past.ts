import { MOST_PAST_RESULTS } from '@ntm/shared/imports/limits'
import { columnLetter, type Cell, type Row } from '../../spreadsheets/cells.js'
import type { OpenFile } from '../../spreadsheets/open-file.js'
import { dayOfSerial } from '../../spreadsheets/serial-day.js'
import type { ErrorList } from './error-list.js'
import { headlessColumn } from './messages.js'
import { parsePastRow, type PastRow, type Place, type RowFault } from './parse-past-row.js'
import { isPastHead, readPastHead, type PastColumns } from './past-columns.js'
import { noPastHead, noPastRows, PAST_HEAD_FAULTS, PAST_ROW_FAULTS, tooManyPastRows } from './past-messages.js'
import { showCell } from './read-cell.js'
import { GUIDE_SHEET } from './template-words.js'

const HEAD_WITHIN = 30

export interface PastReading {
  /** Null where there are several, and of a CSV file. */
  sheetName: string | null
  rows: PastRow[]
}

/** Reads a file of past results whole, every sheet of it but the guide; what cannot be read stands in `errors`. @throws RefusedFile */
export async function readPast(file: OpenFile, errors: ErrorList): Promise<PastReading> {
  const rows: PastRow[] = []
  const seen = new Set<string>()
  const names: string[] = []
  for (const sheet of file.sheets.filter((name) => name !== GUIDE_SHEET)) {
    const place = (column: number, row: number) =>
      `${file.format === 'csv' ? '' : `${sheet}!`}${columnLetter(column)}${row}`
    let columns: PastColumns | undefined
    /** Columns that are named, or were told to have no name. */
    const headed = new Set<number>()
    let isEmpty = true
    for await (const row of file.rows(sheet)) {
      isEmpty &&= row.cells.size === 0
      if (!columns) {
        if (row.number > HEAD_WITHIN) break
        if (!isPastHead(row.cells)) continue
        columns = readTop(row, errors, place)
        if (!columns) return { sheetName: sheet, rows }
        names.push(sheet)
        for (const column of row.cells.keys()) headed.add(column)
        continue
      }
      for (const column of row.cells.keys()) {
        if (headed.has(column)) continue
        headed.add(column)
        errors.addAt(place(column, row.number), row.number, 'column_without_head', headlessColumn)
      }
      for (const read of parsePastRow(toTexts(row), columns, place)) {
        if ('code' in read) {
          errors.add(toError(read, row.number))
          continue
        }
        const key = `${read.unitCode} ${read.period}`
        if (seen.has(key)) errors.add(toError(twice(read), row.number))
        else rows.push(read)
        seen.add(key)
      }
      if (rows.length > MOST_PAST_RESULTS) {
        errors.addWhole('too_many_rows', tooManyPastRows)
        return { sheetName: null, rows: [] }
      }
    }
    if (columns || isEmpty) continue
    const message = noPastHead
    const cell = place(0, 1)
    errors.add({ cell, row: 1, unit: null, unitName: null, measure: null, code: 'no_head', found: null, message })
  }
  if (rows.length === 0 && errors.count === 0) errors.addWhole('no_results', noPastRows)
  return { sheetName: file.format === 'xlsx' && names.length === 1 ? (names[0] ?? null) : null, rows }
}

function readTop(row: Row, errors: ErrorList, place: Place): PastColumns | undefined {
  const head = readPastHead(row.cells)
  for (const { column, code, found } of head.faults) {
    const cell = column === null ? null : place(column, row.number)
    const message = PAST_HEAD_FAULTS[code]
    errors.add({ cell, row: row.number, unit: null, unitName: null, measure: null, code, found, message })
  }
  return head.columns
}

const twice = ({ cells, unitCode, unitName }: PastRow): RowFault => ({
  cell: cells.unit,
  code: 'named_twice',
  unit: unitCode,
  unitName,
  found: unitCode,
})

function toError({ cell, code, unit, unitName, found }: RowFault, row: number) {
  return { cell, row, unit, unitName, measure: null, code, found, message: PAST_ROW_FAULTS[code] }
}

function toTexts({ number, cells }: Row): { number: number; texts: ReadonlyMap<number, string> } {
  return { number, texts: new Map([...cells].map(([column, cell]) => [column, showPastCell(cell)])) }
}

/** Excel makes a day of `12/2015`: what was meant is its month. */
function showPastCell(cell: Cell): string {
  const day = cell.kind === 'date' ? dayOfSerial(cell.value) : undefined
  return day?.slice(0, 7) ?? showCell(cell)
}
