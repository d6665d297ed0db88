import { isPeriod } from '@ntm/shared/periods/period'
import { columnLetter, type Cell, type Row } from '../../spreadsheets/cells.js'
import type { CsvProfile } from '../../spreadsheets/csv.js'
import { dayOfSerial } from '../../spreadsheets/serial-day.js'
import type { CatalogueMeasure } from '../criteria/queries.js'
import type { Columns, Field } from './columns.js'
import { readAnswer, readNote, readNumber, readYes, showCell, type CellFault } from './read-cell.js'

/** What a file says of one measure of one commune; null: it leaves it as it is. */
export interface ReadFigure {
  unitCode: string
  measure: string
  row: number
  value: number | null
  numerator: number | null
  denominator: number | null
  notApplicable: boolean | null
  note: string | null
}

export interface ReadFault {
  row: number
  /** Letter of the column. */
  column: string
  unit: string | null
  measure: string | null
  code: CellFault | 'unit_missing' | 'unit_malformed' | 'measure_missing' | 'unknown_measure' | 'wrong_period'
  found: string | null
}

export interface ReadRow {
  /** Null where the row says nothing. */
  unitCode: string | null
  /** As the file names the commune. */
  unitName: string | null
  version: number | null
  figures: ReadFigure[]
  faults: ReadFault[]
}

export interface RowContext {
  columns: Columns
  measures: ReadonlyMap<string, Pick<CatalogueMeasure, 'key' | 'kind'>>
  period: string
  profile: CsvProfile | undefined
  /** Code of the commune that the whole tab is of. */
  tabUnit?: string | undefined
}

const UNIT_CODE = /^\d{2,10}$/

/** Reads one row below the head; a row with nothing to take over says nothing. */
export function parseRow({ number, cells }: Row, context: RowContext): ReadRow {
  const { columns, measures, period } = context
  const inputs = columns.inputs.filter(({ column }) => cells.has(column))
  const unitCell = columns.unit === null ? undefined : cells.get(columns.unit)
  const nothing: ReadRow = { unitCode: null, unitName: null, version: null, figures: [], faults: [] }
  if (inputs.length === 0) return nothing

  const faults: ReadFault[] = []
  const unitCode = unitCell ? showCell(unitCell).trim() : (context.tabUnit ?? null)
  const fail = (column: number, code: ReadFault['code'], cell: Cell | undefined, measure: string | null = null) =>
    faults.push({
      row: number,
      column: columnLetter(column),
      unit: unitCode,
      measure,
      code,
      found: cell ? showCell(cell).slice(0, 200) : null,
    })

  if (unitCode === null) fail(columns.unit ?? 0, 'unit_missing', undefined)
  else if (!UNIT_CODE.test(unitCode)) fail(columns.unit ?? 0, 'unit_malformed', unitCell)
  const periodCell = columns.period === null ? undefined : cells.get(columns.period)
  if (columns.period !== null && periodOf(periodCell) !== period) fail(columns.period, 'wrong_period', periodCell)
  const rowMeasure = columns.measure === null ? undefined : cells.get(columns.measure)
  const rowKey = rowMeasure && measureKeyOf(rowMeasure)
  if (columns.measure !== null && rowKey === undefined) fail(columns.measure, 'measure_missing', undefined)
  if (columns.measure !== null && rowKey !== undefined && !measures.has(rowKey)) {
    fail(columns.measure, 'unknown_measure', rowMeasure, rowKey)
  }

  const figures = new Map<string, ReadFigure>()
  for (const { column, field, measure } of inputs) {
    const key = measure ?? rowKey
    const known = key === undefined ? undefined : measures.get(key)
    const cell = cells.get(column)
    if (!known || !cell || unitCode === null) continue
    const figure = figures.get(known.key) ?? emptyFigure(unitCode, known.key, number)
    const fault = takeOver(figure, field, cell, known.kind, context.profile)
    if (fault) fail(column, fault, cell, known.key)
    else figures.set(known.key, figure)
  }
  const isSound = unitCode !== null && UNIT_CODE.test(unitCode)
  const nameCell = columns.unitName === null ? undefined : cells.get(columns.unitName)
  return {
    unitCode: isSound ? unitCode : null,
    unitName: nameCell ? showCell(nameCell).trim().slice(0, 200) || null : null,
    version: readVersion(columns.version === null ? undefined : cells.get(columns.version)),
    figures: isSound ? [...figures.values()] : [],
    faults,
  }
}

function emptyFigure(unitCode: string, measure: string, row: number): ReadFigure {
  return { unitCode, measure, row, value: null, numerator: null, denominator: null, notApplicable: null, note: null }
}

/** @returns why the cell is not taken over. */
function takeOver(
  figure: ReadFigure,
  field: Field,
  cell: Cell,
  kind: CatalogueMeasure['kind'],
  profile: CsvProfile | undefined,
): CellFault | undefined {
  switch (field) {
    case 'value': {
      const read = readAnswer(cell, kind, profile)
      if (read.ok) figure.value = read.value
      return read.ok ? undefined : read.fault
    }
    case 'numerator':
    case 'denominator': {
      const read = readNumber(cell, profile)
      if (read.ok) figure[field] = read.value
      return read.ok ? undefined : read.fault
    }
    case 'notApplicable': {
      const read = readYes(cell)
      if (read.ok) figure.notApplicable = read.value ? true : null
      return read.ok ? undefined : read.fault
    }
    case 'note': {
      const read = readNote(cell)
      if (read.ok) figure.note = read.value
      return read.ok ? undefined : read.fault
    }
  }
}

/** The code of a measure: `10.1`, `CT 10.1`, and the 10th of January that Excel makes of it in Viet Nam. */
function measureKeyOf(cell: Cell): string {
  const [, month, day] = (cell.kind === 'date' ? dayOfSerial(cell.value) : undefined)?.split('-') ?? []
  if (day !== undefined) return `${Number(day)}.${Number(month)}`
  return showCell(cell)
    .normalize('NFC')
    .trim()
    .replace(/^(ct|chỉ tiêu)\s*/i, '')
    .replace(',', '.')
}

/** `2019-07`, `07/2019` and `Tháng 07/2019` name one month; a day that Excel made of it is that month. */
export function periodOf(cell: Cell | undefined): string | undefined {
  if (cell?.kind === 'date') return dayOfSerial(cell.value)?.slice(0, 7)
  if (cell?.kind !== 'text') return undefined
  const text = cell.text
    .normalize('NFC')
    .trim()
    .replace(/^tháng\s*/i, '')
  const [, month = '', year = ''] = /^(\d{1,2})\/(\d{4})$/.exec(text) ?? []
  const period = year === '' ? text : `${year}-${month.padStart(2, '0')}`
  return isPeriod(period) ? period : undefined
}

function readVersion(cell: Cell | undefined): number | null {
  if (!cell) return null
  const version = Number(showCell(cell))
  return Number.isInteger(version) && version >= 0 && version < 2 ** 31 ? version : null
}
