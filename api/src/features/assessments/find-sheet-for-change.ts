import { lastDayOf } from '@ntm/shared/periods/period'
import { runNamed, type Database } from '../../db/client.js'
import { findSheet, type FoundSheet } from './find-sheet.js'

const LOCK_SHEET = {
  name: 'lock-sheet',
  text: `select s.id from units u join sheets s on s.unit_id = u.id
    where u.code = $1 and u.kind = 'commune' and u.valid @> $2::date and s.period = $3
    order by s.revision desc limit 1 for update of s`,
}

/** Makes other changes of the same sheet wait until this transaction ends, then reads it. */
export async function findSheetForChange(tx: Database, code: string, period: string): Promise<FoundSheet | undefined> {
  const locked = runNamed(tx, LOCK_SHEET, [code, lastDayOf(period), period])
  const [, sheet] = await Promise.all([locked, findSheet(tx, code, period)])
  return sheet
}
