import { Logger, run, runMigrations } from 'graphile-worker'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDatabase } from '../db/client.js'
import { readChanges } from '../db/read-changes.js'
import { createTestDatabase, type TestDatabase } from '../testing/database.js'
import { createClock } from '../clock.js'
import { createCronItems, createTasks } from './task-list.js'

let database: TestDatabase
let pool: pg.Pool
beforeAll(async () => {
  database = await createTestDatabase()
  pool = new pg.Pool({ connectionString: database.url })
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))
})
afterAll(async () => {
  await pool.end()
  await database.drop()
})

test('every job that comes by itself is one this program knows', () => {
  const clock = createClock(undefined)
  const tasks = createTasks({ pool, clock })
  expect(createCronItems(clock).filter(({ task }) => !(task in tasks))).toEqual([])
})

test('what has expired is deleted and what has not stays', async () => {
  await pool.query(`
    insert into accounts (username, display_name, password_hash) values ('mot.nguoi', 'Một người', '$argon2id$x');
    insert into sessions (id, account_id, expires_at)
      select gen_random_uuid(), id, now() + d * interval '1 day' from accounts, unnest(array[-1, 1]) d;
    insert into idempotency_keys (account_id, key, request_hash, created_at)
      select id, d::text, '\\x00', now() - d * interval '1 day' from accounts, unnest(array[6, 8]) d;
    insert into sign_in_failures (key, failures, first_failed_at, blocked_until) values
      ('old', 3, now() - interval '8 days', null), ('blocked', 9, now() - interval '8 days', now() + interval '1 hour'),
      ('fresh', 1, now(), null);
    insert into uploads (account_id, name, length, received, touched_at)
      select id, d::text, 9, 1, now() - d * interval '1 day' from accounts, unnest(array[2, 4]) d;
    insert into upload_parts (upload_id, first_byte, bytes) select id, 0, 'x' from uploads;
    insert into imports (kind, state, step, is_dry_run, file_name, format, bytes, sha256, account_id, scope_id,
        trace_id, created_at, beat_at)
      select 'sheets', state, 'check', true, state || d, 'csv', 1, sha256('x'), accounts.id, units.id, 'x', now(),
        now() - d * interval '1 day'
      from accounts, units, unnest(array['checked', 'succeeded']) state, unnest(array[29, 31]) d where units.code = '62';
    insert into import_files (import_id, content) select id, 'x' from imports`)
  await runJob('purge-expired')
  const { rows } = await pool.query(`
    select (select count(*)::int from sessions) as sessions, (select string_agg(key, ' ') from idempotency_keys) as keys,
           (select string_agg(key, ' ' order by key) from sign_in_failures) as failures,
           (select string_agg(u.name || ' ' || p.bytes::text, ', ') from uploads u
             join upload_parts p on p.upload_id = u.id) as uploads,
           (select string_agg(i.file_name, ' ' order by i.file_name) from imports i
             join import_files f on f.import_id = i.id) as imports`)
  expect(rows).toEqual([
    {
      sessions: 1,
      keys: '6',
      failures: 'blocked fresh',
      uploads: '2 \\x78',
      imports: 'checked29 succeeded29 succeeded31',
    },
  ])
})

test('changes that pages were told of go after two hours, and whoever has not seen them is told so', async () => {
  const db = openDatabase(pool)
  const before = (await readChanges(db)).moment
  await pool.query(`insert into changes (at, kind, version, is_public)
    select now() - h * interval '1 hour', 'sheet', h, true from generate_series(1, 3) h`)
  const after = (await readChanges(db)).moment
  await runJob('purge-expired')
  const { rows } = await pool.query('select version from changes where version is not null')
  expect(rows).toEqual([{ version: 1 }])
  expect((await readChanges(db, before)).hasGap).toBe(true)
  expect((await readChanges(db, after)).hasGap).toBe(false)
})

async function runJob(task: string): Promise<void> {
  const logger = new Logger(() => () => undefined)
  await runMigrations({ pgPool: pool, logger })
  const runner = await run({
    pgPool: pool,
    taskList: createTasks({ pool, clock: createClock(undefined) }),
    crontab: '',
    noHandleSignals: true,
    logger,
  })
  const done = new Promise<void>((resolve, reject) => {
    runner.events.on('job:success', () => resolve())
    runner.events.on('job:failed', ({ error }) => reject(error as Error))
  })
  await runner.addJob(task, {}, { maxAttempts: 1 })
  await done
  await runner.stop()
}
