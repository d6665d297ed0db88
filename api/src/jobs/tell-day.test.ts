import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { createClock } from '../clock.js'
import { APP_ROLE, withRole } from '../db/app-role.js'
import { createTestDatabase, type TestDatabase } from '../testing/database.js'
import { startWorker } from '../worker.js'
import { matchDailyAt } from './task-list.js'

let database: TestDatabase
let pool: pg.Pool

beforeAll(async () => {
  database = await createTestDatabase({ demo: true })
  pool = new pg.Pool({ connectionString: database.url })
})
afterAll(async () => {
  await pool.end()
  await database.drop()
})
beforeEach(() => pool.query('truncate notices cascade'))
afterEach(() => {
  vi.unstubAllEnvs()
})

/** Runs as many workers as asked at an instant of the field until what they find to say is said. */
async function workAt(instant: string, workers = 1): Promise<Record<string, number>> {
  const databaseUrl = withRole(database.url, APP_ROLE)
  const complaints: string[] = []
  const start = () => startWorker({ databaseUrl, clock: createClock(instant), log: (line) => complaints.push(line) })
  const running = await Promise.all(Array.from({ length: workers }, start))
  const isWaiting = async () => (await pool.query(`select from graphile_worker.jobs where key = 'tell-day'`)).rowCount
  for (let tries = 0; tries < 200 && (await isWaiting()) !== 0; tries += 1) await pause(25)
  await Promise.all(running.map(({ stop }) => stop()))
  expect(complaints).toEqual([])
  const { rows } = await pool.query<{ kind: string; count: number }>(
    `select kind, count(*)::int from notices where unit_id is not null group by kind order by kind`,
  )
  return Object.fromEntries(rows.map(({ kind, count }) => [kind, count]))
}

test.each(['UTC', 'America/New_York'])('the day of the worker turns at midnight in Viet Nam, in %s', async (zone) => {
  vi.stubEnv('TZ', zone)
  expect(Object.keys(await workAt('2019-07-21T23:59:50+07:00'))).toEqual(['evidenceLapsing', 'returned'])
  expect(Object.keys(await workAt('2019-07-22T00:00:00+07:00'))).toEqual(['dueSoon', 'evidenceLapsing', 'returned'])
})

test('a worker that starts after days of standing still says what was missed; a second one, and a second start, nothing', async () => {
  const said = await workAt('2019-08-01T09:00:00+07:00', 2)
  expect(said.due).toBeGreaterThan(20)
  expect(said).toMatchObject({ late: said.due, lateStill: said.due })
  expect(said.dueSoon).toBeUndefined()
  expect(await workAt('2019-08-01T09:00:00+07:00')).toEqual(said)
  const { rows } = await pool.query(`select distinct said_on - said_for late from notices where kind = 'lateStill'`)
  expect(rows).toEqual([{ late: 2 }])
})

test.each([
  ['the real clock', undefined],
  ['a clock that was set', '2019-07-22T08:00:30+07:00'],
])('the daily job comes once a day, at half past six in Viet Nam by %s', (_clock, start) => {
  const clock = createClock(start)
  const match = matchDailyAt('06:30', clock)
  const offset = clock.now().getTime() - Date.now()
  const hits = Array.from({ length: 24 * 60 }, (_each, minute) => ({ hour: Math.floor(minute / 60), min: minute % 60 }))
    .filter(({ hour, min }) => match({ hour, min, date: 1, month: 1, dow: 1 }))
    .map(({ hour, min }) => new Date(Date.UTC(2026, 0, 2, hour, min) + offset + 7 * 3_600_000))
  expect(hits.map((at) => at.getUTCHours() * 60 + at.getUTCMinutes())).toEqual([
    expect.toSatisfy((minute: number) => minute === 390 || minute === 391),
  ])
})
