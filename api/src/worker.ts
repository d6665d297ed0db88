import { setTimeout as pause } from 'node:timers/promises'
import { Logger, run, type Runner } from 'graphile-worker'
import pg from 'pg'
import type { Clock } from './clock.js'
import { outliveConnections } from './db/client.js'
import type { EvidenceFiles } from './files/evidence-store.js'
import { createCronItems, createTasks, TELL_DAY_ONCE } from './jobs/task-list.js'
import type { MailSettings } from './mail-settings.js'

const CONCURRENT_JOBS = 2
/** A job that is not done by then is given back to the queue. */
const STOP_LIMIT_MS = 3_000
/** Its levels that concern an operator. */
const REPORTED = new Set<string>(['error'])
/** Between attempts to reach a database that went away. */
const RETRY_PAUSE_MS = 2_000

export interface WorkerOptions {
  databaseUrl: string
  /** The clock of the field. */
  clock: Clock
  /** Absent: nobody is sent mail. */
  mail?: MailSettings | undefined
  /** Absent: evidence is neither checked nor cleared away. */
  files?: EvidenceFiles | undefined
  log: (line: string) => void
}

export interface Worker {
  /** Takes no further job and waits for those under way. */
  stop: () => Promise<void>
}

/**
 * Runs jobs until stopped; a database that goes away and comes back is found again.
 *
 * @throws what the first connection throws.
 */
export async function startWorker({ databaseUrl, clock, mail, files, log }: WorkerOptions): Promise<Worker> {
  const stopping = new AbortController()
  const isStopping = () => stopping.signal.aborted
  const report = (line: string) => {
    if (!isStopping()) log(line)
  }
  const pgPool = new pg.Pool({
    connectionString: databaseUrl,
    // An import holds three: its lock, its transaction, and what it tells meanwhile. The queue itself listens over one.
    max: CONCURRENT_JOBS * 3 + 2,
    application_name: 'ntm-worker',
  })
  outliveConnections(pgPool)
  const taskList = createTasks({ pool: pgPool, clock, mail, files })
  const parsedCronItems = createCronItems(clock)
  let runner = await runOnce()
  const done = watch()

  async function runOnce(): Promise<Runner> {
    const started = await run({
      pgPool,
      concurrency: CONCURRENT_JOBS,
      taskList,
      parsedCronItems,
      // The process has its own order of stopping; see server.ts.
      noHandleSignals: true,
      preset: { worker: { gracefulShutdownAbortTimeout: STOP_LIMIT_MS } },
      logger: new Logger(() => (level, message) => {
        if (REPORTED.has(level)) report(`Việc nền: ${message}`)
      }),
    })
    // What was to be said while nothing ran is said now.
    await started
      .addJob('tell-day', {}, TELL_DAY_ONCE)
      .catch((error: unknown) => report(`Việc nền: chưa xếp được việc nhắc trong ngày: ${String(error)}`))
    return started
  }

  async function watch(): Promise<void> {
    while (!isStopping()) {
      await runner.promise.catch((error: unknown) => report(`Việc nền bị ngắt: ${String(error)}`))
      while (!isStopping()) {
        await pause(RETRY_PAUSE_MS, undefined, { signal: stopping.signal }).catch(() => undefined)
        const next = isStopping() ? undefined : await runOnce().catch(() => undefined)
        if (next) {
          runner = next
          break
        }
      }
    }
  }

  return {
    stop: async () => {
      stopping.abort()
      // It refuses when the database ended it before.
      await runner.stop().catch(() => undefined)
      await done
      await pgPool.end()
    },
  }
}
