import type { Task } from 'graphile-worker'
import { inTransaction } from '../db/client.js'
import { queueDigests } from '../features/notices/digests.js'
import { tellDay } from '../features/notices/tell-day.js'
import type { JobContext } from './task-list.js'

/**
 * Says what is to be said today, in one transaction.
 *
 * The day is read once, as the work begins: tried again after midnight, it is the next day's work, which says also what
 * was missed, and that it comes late.
 */
export function createTellDay({ pool, clock, mail }: JobContext): Task {
  return async () => {
    const today = clock.today()
    await inTransaction(pool, async (tx) => {
      await tellDay(tx, today)
      if (mail) await queueDigests(tx, today)
    })
  }
}
