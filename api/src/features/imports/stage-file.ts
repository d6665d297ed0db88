import { lastDayOf } from '@ntm/shared/periods/period'
import type { OpenFile } from '../../spreadsheets/open-file.js'
import type { Row } from '../../spreadsheets/cells.js'
import type { ErrorList } from './error-list.js'
import { noFigures, noHead, TAB_FAULTS } from './messages.js'
import { HEAD_WITHIN, pickSheets } from './pick-sheet.js'
import { stageTab, type Staging, type StageTools } from './stage-tab.js'
import { findTabCommune, readTabTop } from './tab-top.js'
import { findIdentity } from './template-identity.js'
import type { Reading } from './write-imports.js'

/**
 * Reads a file of figures and keeps what it says; what cannot be read stands in `errors`.
 *
 * A workbook may have one list, or a tab a commune: all its lists are read, and no commune stands in two of them.
 *
 * @throws RefusedFile when it cannot be read as a file at all.
 */
export async function stageFile(file: OpenFile, tools: StageTools, errors: ErrorList): Promise<Reading> {
  const { lists, others } = await pickSheets(file)
  const isOneOfMany = lists.length > 1
  const reading: Reading = { period: null, sheetName: null, columns: null, rows: 0, figures: 0, units: 0 }
  const identity = await findIdentity(file)
  const staging: Staging = { reading, identity, seen: new Map(), isOneOfMany, hasHead: false }
  reading.sheetName = file.format === 'csv' ? null : (lists[0] ?? null)
  for (const tab of lists) await stageTab(file, tab, staging, tools, errors)
  reading.units = staging.seen.size
  if (isOneOfMany) await findLostTabs(file, others, reading.period, tools, errors)
  if (!staging.hasHead) errors.addWhole('no_head', noHead)
  else if (reading.figures === 0 && errors.count === 0) errors.addWhole('no_figures', noFigures)
  return reading
}

/** Among tabs of communes one that names a commune and has lost its head is none of the notes that may stand in a book. */
async function findLostTabs(
  file: OpenFile,
  tabs: readonly string[],
  period: string | null,
  { indexOf }: StageTools,
  errors: ErrorList,
): Promise<void> {
  if (period === null || tabs.length === 0) return
  const communes = await indexOf(lastDayOf(period))
  for (const tab of tabs) {
    const found = findTabCommune(readTabTop(tab, await readFirstRows(file, tab)), communes)
    if ('code' in found) errors.addAt(`${tab}!A1`, 1, 'no_head', TAB_FAULTS.no_head)
  }
}

async function readFirstRows(file: OpenFile, tab: string): Promise<Row[]> {
  const rows: Row[] = []
  for await (const row of file.rows(tab)) {
    if (row.number > HEAD_WITHIN) break
    rows.push(row)
  }
  return rows
}
