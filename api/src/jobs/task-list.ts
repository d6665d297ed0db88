import { parseCronItems, type TaskList } from 'graphile-worker'
import { purgeExpired } from './purge-expired.js'

/** Every job this program knows, by the name under which it is queued. */
export const TASKS: TaskList = {
  'purge-expired': purgeExpired,
}

/** Jobs that come by themselves; however many workers run, each is queued once. */
export const CRON_ITEMS = parseCronItems([{ task: 'purge-expired', match: '17 * * * *', options: { maxAttempts: 3 } }])
