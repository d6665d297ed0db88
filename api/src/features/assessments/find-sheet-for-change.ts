import { lastDayOf } from '@ntm/shared/periods/period'
import { runNamed, type Database } from '../../db/client.js'
import { DATABASE, hasGap } from '../../db/read-changes.js'
import { findSheet, type FoundSheet } from './find-sheet.js'

const LOCK_LATEST = {
  name: 'lock-sheet',
  text: `select s.id from units u join sheets s on s.unit_id = u.id
    where u.code = $1 and u.kind = 'commune' and u.valid @> $2::date and s.period = $3
    order by s.revision desc limit 1 for update of s`,
}

const LOCK_KNOWN = { name: 'lock-known-sheet', text: 'select version from sheets where id = $1 for update' }

/** Whether nothing was noted since that a sheet is read from: of its commune, or of no commune in particular. */
const CHECK_KNOWN = {
  name: 'check-known-sheet',
  text: `
    select till::text moment, pg_current_xact_id_if_assigned() xid,
      $1 = ${DATABASE} and not ${hasGap('since', 'till')} and not exists (
        select from changes
        where xid >= pg_snapshot_xmin(since) and not pg_visible_in_snapshot(xid, since) and xid <> $3::xid8
          and (unit_id = $4 or unit_id is null or kind = 'unit')
      ) "isCurrent"
    from changes_horizon h, (select $2::text::pg_snapshot since, pg_current_snapshot() till) moments`,
}

/**
 * Makes other changes of the same sheet wait until this transaction ends, then reads it.
 *
 * @param known - The sheet as the last change that this program made of it has left it: read again only where something
 *   was noted since (docs/decisions/0027).
 */
export async function findSheetForChange(
  tx: Database,
  code: string,
  period: string,
  known?: FoundSheet,
): Promise<FoundSheet | undefined> {
  const current = known && (await claimKnown(tx, known))
  if (current) return current
  const locked = runNamed(tx, LOCK_LATEST, [code, lastDayOf(period), period])
  const [, sheet] = await Promise.all([locked, findSheet(tx, code, period)])
  return sheet
}

async function claimKnown(tx: Database, known: FoundSheet): Promise<FoundSheet | undefined> {
  const locked = runNamed<{ version: number }>(tx, LOCK_KNOWN, [known.sheetId])
  const { database, moment, xid, unitId } = known
  const asked = runNamed<Checked>(tx, CHECK_KNOWN, [database, moment, xid, unitId])
  const [[row], [checked]] = await Promise.all([locked, asked])
  if (row?.version !== known.version || !checked?.isCurrent) return undefined
  return { ...known, moment: checked.moment, xid: checked.xid }
}

interface Checked {
  isCurrent: boolean
  moment: string
  /** Of this transaction, which has the sheet locked. */
  xid: string
}
