import type { Database } from '../db/client.js'
import { copyRows } from './copy-rows.js'
import { getPerson } from './load-people.js'
import type { SheetsToLoad, StoredSheet } from './load-sheets.js'

/** Writes each closed month's consolidation and what became the number of record in it. */
export async function loadRecords(
  tx: Database,
  stored: readonly StoredSheet[],
  { set, people, periods }: Pick<SheetsToLoad, 'set' | 'people' | 'periods'>,
): Promise<void> {
  const office = getPerson(people, 'vpdp')
  await copyRows(
    tx,
    'consolidations',
    ['period', 'number', 'consolidated_at', 'account_id'],
    periods.map(({ period, consolidatedAt }) => [period, 1, consolidatedAt, office.id]),
  )
  await copyRows(
    tx,
    'consolidated_results',
    [
      ...['period', 'unit_id', 'revision', 'number', 'sheet_id', 'set_id', 'reported_met_mask'],
      ...['reported_not_met_mask', 'approved_met_mask', 'approved_not_met_mask', 'met_mask', 'not_met_mask'],
    ],
    stored
      .filter(({ sheet }) => sheet.status === 'consolidated')
      .map(({ id, unitId, sheet, now: { masks } }) => [
        ...[sheet.period, unitId, 1, 1, id, set.id, masks.metMask],
        ...[masks.notMetMask, masks.metMask, masks.notMetMask, masks.metMask, masks.notMetMask],
      ]),
  )
}
