import { lastDayOf } from '@ntm/shared/periods/period'
import type { AuditEvent } from '../../db/audit-log.js'
import { runNamed, type Database } from '../../db/client.js'
import type { Catalogue } from '../criteria/queries.js'
import type { Writing } from './change-values.js'
import { changeVillageFigures } from './change-village-figures.js'
import { findSheetForChange } from './find-sheet-for-change.js'
import { explainLock } from './locks.js'

const FIND_OPEN = {
  name: 'find-open-sheets-of-village',
  text: `
    select s.period, array_agg(distinct m.key) measures
    from sheets s join village_figures f on f.year = left(s.period, 4)::smallint and f.sheet_id = s.id
      join measures m on m.id = f.measure_id
    where f.village_id = $1 and s.status in ('draft', 'returned')
    group by s.period order by s.period`,
}

const HOLD_OPEN = {
  name: 'hold-open-sheets',
  text: `select id from sheets where unit_id = $1 and status in ('draft', 'returned') order by id for update`,
}

/** Taken before the list of villages is claimed: whoever saves a figure has the sheet first and the list then. */
export async function holdOpenSheets(tx: Database, communeId: number): Promise<void> {
  await runNamed(tx, HOLD_OPEN, [communeId])
}

/**
 * A village has ended: it leaves the sums of all sheets that still take edits and whose month ends after it.
 *
 * What was submitted keeps it; when it comes back to the commune, it is not submitted again with it.
 *
 * @param sets - As they hold for this transaction; see `holdCatalogues`.
 */
export async function leaveOpenSheets(
  tx: Database,
  village: { id: number; communeCode: string; lastDay: string },
  sets: readonly Catalogue[],
  writing: Writing,
): Promise<AuditEvent[]> {
  const events: AuditEvent[] = []
  const open = await runNamed<{ period: string; measures: string[] }>(tx, FIND_OPEN, [village.id])
  for (const { period, measures } of open.filter((sheet) => lastDayOf(sheet.period) > village.lastDay)) {
    const sheet = await findSheetForChange(tx, village.communeCode, period)
    const set = sets.find(({ id }) => id === sheet?.setId)
    if (!sheet || !set || explainLock(sheet, writing.today)) continue
    const patch = { measures: measures.map((measure) => ({ measure })) }
    events.push(await changeVillageFigures(tx, sheet, set, patch, writing))
  }
  return events
}
