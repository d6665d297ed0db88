import { lastDayOf } from '@ntm/shared/periods/period'
import type { Database } from '../../db/client.js'
import { columnLetter, type Row } from '../../spreadsheets/cells.js'
import type { OpenFile } from '../../spreadsheets/open-file.js'
import type { Catalogue } from '../criteria/queries.js'
import { checkNames, type NamedUnit } from './check-names.js'
import { isHead, isTabHead, letterByField } from './columns.js'
import type { ErrorList } from './error-list.js'
import { headlessColumn, namedTwice, ROW_FAULTS, secondList, TAB_FAULTS, tooManyRows } from './messages.js'
import { parseRow, type ReadFigure } from './parse-rows.js'
import { HEAD_WITHIN } from './pick-sheet.js'
import { readTop, settlePeriod, type Head, type Place } from './read-top.js'
import { findTabCommune, readTabTop, type CommuneIndex } from './tab-top.js'
import type { Identity } from './template-identity.js'
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
  /** Communes that the sender may write in, on a day. */
  indexOf: (day: string) => Promise<CommuneIndex>
}

/** What the tabs of one file share. */
export interface Staging {
  reading: Reading
  identity: Identity | undefined
  /** Tabs by the code of the commune that stands in them. */
  seen: Map<string, string>
  isOneOfMany: boolean
  /** Whether any tab had a head. */
  hasHead: boolean
}

/**
 * Reads one tab of figures row by row and keeps what it says; what cannot be read stands in `errors`.
 *
 * @throws RefusedFile when it cannot be read as a file at all.
 */
export async function stageTab(
  file: OpenFile,
  tab: string,
  staging: Staging,
  { id, db, sets, tell, indexOf }: StageTools,
  errors: ErrorList,
): Promise<void> {
  const { reading, identity, seen, isOneOfMany } = staging
  const place: Place = (column, row) => (file.format === 'csv' ? `${column}${row}` : `${tab}!${column}${row}`)
  const period = reading.period
  const above: Row[] = []
  let head: Head | undefined
  /** The commune of the whole tab, where it has no column of them. */
  let tabUnit: string | undefined
  let figures: ReadFigure[] = []
  const sheets = new Map<string, StagedSheet>()
  let named: NamedUnit[] = []
  const seenNames = new Set<string>()
  const headless = new Set<number>()

  async function flush({ columns, period: month }: Head): Promise<void> {
    const twice = await stageFigures(db, id, figures)
    const first = twice.length === 0 ? [] : await findFirstRows(db, id, twice)
    twice.forEach(({ unitCode, measure, row }, index) => {
      const cell = place(letterByField(columns).measure ?? 'A', row)
      const message = namedTwice(first[index] ?? 0)
      errors.add({ cell, row, unit: unitCode, unitName: null, measure, code: 'named_twice', found: null, message })
    })
    reading.figures += figures.length - twice.length
    await stageSheets(db, id, [...sheets.values()])
    if (named.length > 0) await checkNames(db, month, named, errors)
    named = []
    figures = []
    sheets.clear()
    await tell(reading.rows)
  }

  for await (const row of file.rows(tab)) {
    if (!head) {
      if (row.number > HEAD_WITHIN) break
      const hasUnits = isHead(row.cells)
      if (!hasUnits && (file.format === 'csv' || !isTabHead(row.cells))) {
        above.push(row)
        continue
      }
      staging.hasHead = true
      const context = { identity, sets, top: readTabTop(tab, above), period, isOneOfMany, hasUnits }
      head = readTop(row, context, errors, place)
      if (!head) return
      continue
    }
    if (row.cells.size === 0) continue
    head = settlePeriod(head, row, { sets, period }, errors, place)
    if (!head.set) return
    reading.period = head.period
    if (head.columns.unit === null && tabUnit === undefined) {
      const found = findTabCommune(readTabTop(tab, above), await indexOf(lastDayOf(head.period)))
      if ('fault' in found) {
        errors.addAt(place('A', 1), 1, found.fault, TAB_FAULTS[found.fault])
        return
      }
      tabUnit = found.code
    }
    reading.rows += 1
    if (reading.rows > MOST_ROWS) {
      errors.addWhole('too_many_rows', tooManyRows)
      break
    }
    const { columns, measures } = head
    for (const column of row.cells.keys()) {
      if (head.cells.has(column) || headless.has(column)) continue
      headless.add(column)
      errors.addAt(place(columnLetter(column), row.number), row.number, 'column_without_head', headlessColumn)
    }
    const read = parseRow(row, { columns, measures, period: head.period, profile: file.profile, tabUnit })
    for (const { row: number, column, unit, measure, code, found } of read.faults) {
      const message = ROW_FAULTS[code]
      errors.add({ cell: place(column, number), row: number, unit, unitName: null, measure, code, found, message })
    }
    if (read.unitCode === null) continue
    const { unitCode } = read
    const standsIn = seen.get(unitCode)
    if (standsIn !== undefined && standsIn !== tab) {
      // Told once: the other rows of the commune in this tab say the same.
      if (seenNames.has(unitCode)) continue
      seenNames.add(unitCode)
      const cell = place(columnLetter(columns.unit ?? 0), row.number)
      const message = secondList(standsIn)
      errors.add({
        cell,
        row: row.number,
        unit: unitCode,
        unitName: null,
        measure: null,
        code: 'second_list',
        found: null,
        message,
      })
      continue
    }
    if (standsIn === undefined) {
      seen.set(unitCode, tab)
      const baseVersion = read.version ?? identity?.versions.get(unitCode) ?? null
      const where = isOneOfMany ? { tab, columns: letterByField(columns) } : { tab: null, columns: null }
      sheets.set(unitCode, { unitCode, row: row.number, baseVersion, ...where })
    }
    if (read.unitName !== null && columns.unitName !== null && !seenNames.has(`${unitCode}\0${read.unitName}`)) {
      seenNames.add(`${unitCode}\0${read.unitName}`)
      const cell = place(columnLetter(columns.unitName), row.number)
      named.push({ unitCode, name: read.unitName, row: row.number, cell })
    }
    figures.push(...read.figures)
    if (figures.length >= BATCH) await flush(head)
  }
  if (!head) return
  reading.columns ??= letterByField(head.columns)
  await flush(head)
}
