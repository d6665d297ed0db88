import { parseCronItems, type CronMatcher, type TaskList } from 'graphile-worker'
import type pg from 'pg'
import type { Clock } from '../clock.js'
import type { MailSettings } from '../mail-settings.js'
import type { EvidenceFiles } from '../files/evidence-store.js'
import { createCheckEvidence } from './check-evidence.js'
import { createMailDigest } from './mail-digest.js'
import { createRunImport, reviveImports } from './run-import.js'
import { purgeExpired } from './purge-expired.js'
import { createTellDay } from './tell-day.js'

/** What jobs work with. */
export interface JobContext {
  pool: pg.Pool
  /** The clock of the field: days are its days. */
  clock: Clock
  /** Absent: nobody is sent mail. */
  mail?: MailSettings | undefined
  /** Where evidence lies; absent: it is neither checked nor cleared away here. */
  files?: EvidenceFiles | undefined
}

/** Every job this program knows, by the name under which it is queued. */
export function createTasks(context: JobContext): TaskList {
  return {
    'purge-expired': purgeExpired,
    'tell-day': createTellDay(context),
    'mail-digest': createMailDigest(context),
    'check-evidence': createCheckEvidence(context),
    'run-import': createRunImport(context),
    'revive-imports': reviveImports,
  }
}

/** One of them at most waits in the queue, whoever adds it. */
export const TELL_DAY_ONCE = { jobKey: 'tell-day', queueName: 'notices', maxAttempts: 10 }
/** While nobody works; long enough before people are told of what it finds. */
const CHECKED_AT = '02:10'
/** Before people come to work. */
const TOLD_AT = '06:30'

/** Jobs that come by themselves; however many workers run, each is queued once. */
export function createCronItems(clock: Clock) {
  return parseCronItems([
    { task: 'purge-expired', match: '17 * * * *', options: { maxAttempts: 3 } },
    {
      task: 'check-evidence',
      match: matchDailyAt(CHECKED_AT, clock),
      options: { jobKey: 'check-evidence', queueName: 'evidence', maxAttempts: 3 },
    },
    { task: 'revive-imports', match: '* * * * *', options: { maxAttempts: 1 } },
    { task: 'tell-day', match: matchDailyAt(TOLD_AT, clock), options: TELL_DAY_ONCE },
  ])
}

const MINUTES_PER_DAY = 24 * 60
/** Asia/Ho_Chi_Minh is UTC+7 all year round. */
const VIETNAM_OFFSET_MINUTES = 7 * 60

/** Matches the minute at which it is `time` (`HH:MM`) in Viet Nam by the clock of the field; the queue counts in UTC. */
export function matchDailyAt(time: string, clock: Clock): CronMatcher {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  const shift = Math.floor((clock.now().getTime() - Date.now()) / 60_000) + VIETNAM_OFFSET_MINUTES
  const wanted = hours * 60 + minutes
  return ({ hour, min }) => {
    const minute = (hour * 60 + min + shift) % MINUTES_PER_DAY
    return (minute + MINUTES_PER_DAY) % MINUTES_PER_DAY === wanted
  }
}
