import { lastDayOf } from '@ntm/shared/periods/period'
import type { Database } from '../../db/client.js'
import type { Row } from '../../spreadsheets/cells.js'
import { columnLetter } from '../../spreadsheets/cells.js'
import type { OpenFile } from '../../spreadsheets/open-file.js'
import { pickCatalogue, type Catalogue } from '../criteria/queries.js'
import { checkNames, type NamedUnit } from './check-names.js'
import { isHead, letterByField, readHead, type Columns } from './columns.js'
import { type ErrorList } from './error-list.js'
import {
  HEAD_FAULTS,
  headlessColumn,
  namedTwice,
  noFigures,
  noHead,
  noPeriod,
  noSet,
  otherSet,
  ROW_FAULTS,
  secondList,
  tooManyRows,
} from './messages.js'
import { parseRow, periodOf, type ReadFigure } from './parse-rows.js'
import { HEAD_WITHIN, pickSheet } from './pick-sheet.js'
import { findIdentity, type Identity } from './template-identity.js'
import { findFirstRows, stageFigures, stageSheets, type StagedSheet } from './write-staged.js'
import type { Reading } from './write-imports.js'

const MOST_ROWS = 1_000_000
/** Figures written down in one statement. */
const BATCH = 5_000

export interface StageTools {
  id: string
  db: Database
  sets: readonly Catalogue[]
  tell: (rows: number) => Promise<void>
}

/**
 * Reads a file of figures row by row and keeps what it says; what cannot be read stands in `errors`.
 *
 * @throws RefusedFile when it cannot be read as a file at all.
 */
export async function stageFile(
  file: OpenFile,
  { id, db, sets, tell }: StageTools,
  errors: ErrorList,
): Promise<Reading> {
  const reading: Reading = { period: null, sheetName: null, columns: null, rows: 0, figures: 0, units: 0 }
  const identity = await findIdentity(file)
  const { name: sheetName, others } = await pickSheet(file)
  reading.sheetName = file.format === 'csv' ? null : sheetName
  const place = (column: string, row: number) =>
    file.format === 'csv' ? `${column}${row}` : `${sheetName}!${column}${row}`
  for (const other of others) errors.addAt(`${other}!A1`, 1, 'second_list', secondList(sheetName))

  let head: Head | undefined
  let figures: ReadFigure[] = []
  const sheets = new Map<string, StagedSheet>()
  const seen = new Set<string>()
  let named: NamedUnit[] = []
  const seenNames = new Set<string>()
  const headless = new Set<number>()

  async function flush(): Promise<void> {
    const twice = await stageFigures(db, id, figures)
    const first = twice.length === 0 ? [] : await findFirstRows(db, id, twice)
    twice.forEach(({ unitCode, measure, row }, index) => {
      const cell = place(head ? (letterByField(head.columns).measure ?? 'A') : 'A', row)
      const message = namedTwice(first[index] ?? 0)
      errors.add({ cell, row, unit: unitCode, unitName: null, measure, code: 'named_twice', found: null, message })
    })
    reading.figures += figures.length - twice.length
    await stageSheets(db, id, [...sheets.values()])
    if (head && named.length > 0) await checkNames(db, head.period, named, errors)
    named = []
    figures = []
    sheets.clear()
    await tell(reading.rows)
  }

  for await (const row of file.rows(sheetName)) {
    if (!head) {
      if (row.number > HEAD_WITHIN) break
      if (!isHead(row.cells)) continue
      const found = readTop(row, identity, sets, errors, place)
      if (!found) return reading
      head = found
      continue
    }
    if (row.cells.size === 0) continue
    head = settlePeriod(head, row, sets, errors, place)
    if (!head.set) return reading
    reading.period = head.period
    reading.rows += 1
    if (reading.rows > MOST_ROWS) {
      errors.addWhole('too_many_rows', tooManyRows)
      break
    }
    const { columns, period, measures } = head
    for (const column of row.cells.keys()) {
      if (head.cells.has(column) || headless.has(column)) continue
      headless.add(column)
      errors.addAt(place(columnLetter(column), row.number), row.number, 'column_without_head', headlessColumn)
    }
    const read = parseRow(row, { columns, measures, period, profile: file.profile })
    for (const { row: number, column, unit, measure, code, found } of read.faults) {
      const message = ROW_FAULTS[code]
      errors.add({ cell: place(column, number), row: number, unit, unitName: null, measure, code, found, message })
    }
    if (read.unitCode === null) continue
    const { unitCode } = read
    if (!seen.has(unitCode)) {
      seen.add(unitCode)
      const baseVersion = read.version ?? identity?.versions.get(unitCode) ?? null
      sheets.set(unitCode, { unitCode, row: row.number, baseVersion })
    }
    if (read.unitName !== null && columns.unitName !== null && !seenNames.has(`${unitCode}\0${read.unitName}`)) {
      seenNames.add(`${unitCode}\0${read.unitName}`)
      const cell = place(columnLetter(columns.unitName), row.number)
      named.push({ unitCode, name: read.unitName, row: row.number, cell })
    }
    figures.push(...read.figures)
    if (figures.length >= BATCH) await flush()
  }
  await flush()
  reading.units = seen.size
  if (!head) errors.addWhole('no_head', noHead)
  else {
    reading.columns = letterByField(head.columns)
    if (reading.figures === 0 && errors.count === 0) errors.addWhole('no_figures', noFigures)
  }
  return reading
}

interface Head {
  columns: Columns
  cells: Row['cells']
  row: number
  period: string
  set: Catalogue | undefined
  measures: ReadonlyMap<string, Catalogue['measures'][number]>
}

type Place = (column: string, row: number) => string

/** The head once its columns are known; undefined when it cannot be read, and why stands among the errors. */
function readTop(
  row: Row,
  identity: Identity | undefined,
  sets: readonly Catalogue[],
  errors: ErrorList,
  place: Place,
): Head | undefined {
  const set = identity && pickCatalogue(sets, lastDayOf(identity.period))
  if (identity && !set) {
    errors.refuse('no_criteria_set', noSet)
    return
  }
  if (identity && set && set.code !== identity.set) {
    errors.refuse('other_set', otherSet(identity.set))
    return
  }
  // Before the month is known any set's measures may head a column.
  const keys = (set ? [set] : sets).flatMap(({ measures }) => measures.map(({ key }) => key))
  const { columns, faults } = readHead(row.cells, keys)
  for (const { column, code, found } of faults) {
    const cell = column === null ? null : place(columnLetter(column), row.number)
    errors.add({
      cell,
      row: row.number,
      unit: null,
      unitName: null,
      measure: null,
      code,
      found,
      message: HEAD_FAULTS[code],
    })
  }
  if (!columns) return undefined
  if (!identity && columns.period === null) {
    errors.refuse('no_period', noPeriod)
    return
  }
  const measures = new Map((set?.measures ?? []).map((measure) => [measure.key, measure]))
  return { columns, cells: row.cells, row: row.number, period: identity?.period ?? '', set, measures }
}

/** A list without a template's identity is of the month that its first row names. */
function settlePeriod(head: Head, row: Row, sets: readonly Catalogue[], errors: ErrorList, place: Place): Head {
  if (head.set || head.columns.period === null) return head
  const cell = row.cells.get(head.columns.period)
  const period = periodOf(cell)
  const set = period === undefined ? undefined : pickCatalogue(sets, lastDayOf(period))
  if (period === undefined || !set) {
    const at = place(columnLetter(head.columns.period), row.number)
    const [code, message] = period === undefined ? ['no_period', noPeriod] : ['no_criteria_set', noSet]
    const found = cell && 'text' in cell ? cell.text.slice(0, 200) : null
    errors.add({ cell: at, row: row.number, unit: null, unitName: null, measure: null, code, found, message })
    return head
  }
  return { ...head, period, set, measures: new Map(set.measures.map((measure) => [measure.key, measure])) }
}
