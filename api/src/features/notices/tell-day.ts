import { listNotices } from '@ntm/shared/reminders/list-notices'
import type { Database } from '../../db/client.js'
import { findReminderFacts } from './find-facts.js'
import { settleNotices, writeNotices } from './write-notices.js'

/**
 * Tells every office what is to be said by the end of the day `today`, as things stand now.
 *
 * Done again, or by two at once, it writes nothing more.
 *
 * @returns how many notices are new.
 */
export async function tellDay(tx: Database, today: string): Promise<number> {
  await tx.$client.query(`select pg_advisory_xact_lock(hashtext('ntm-notices'))`)
  const facts = await findReminderFacts(tx, today)
  if (!facts) return 0
  const written = await writeNotices(tx, today, listNotices(today, facts))
  await settleNotices(tx, today, facts)
  return written
}
