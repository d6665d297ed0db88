import { setTimeout as pause } from 'node:timers/promises'
import { makeWorkerUtils } from 'graphile-worker'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readConfig } from '../config.js'
import { StartError } from '../start-error.js'
import { createEmptyDatabase, type TestDatabase } from '../testing/database.js'
import { createClock } from '../clock.js'
import { startWorker } from '../worker.js'
import { APP_ROLE, withRole } from './app-role.js'
import { migrate } from './migrate.js'

const { migrationsDir } = readConfig({})

let database: TestDatabase
let owner: pg.Client
let app: pg.Client
beforeAll(async () => {
  database = await createEmptyDatabase()
  await migrate(database.url, migrationsDir)
  owner = await connect(database.url)
  app = await connect(withRole(database.url, APP_ROLE))
})
afterAll(async () => {
  await owner.end()
  await app.end()
  await database.drop()
})

async function connect(connectionString: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString })
  await client.connect()
  return client
}

async function as(connectionString: string, statement: string): Promise<void> {
  const client = await connect(connectionString)
  await client.query(statement)
  await client.end()
}

const APPEND = `select append_audit_event(now(), null, 'Ai đó', 'unit.seen', 'unit', '62', null, null, null, 'x')`

test('a connection of the application works under its role from the first statement on', async () => {
  expect((await app.query('select current_user::text as role')).rows).toEqual([{ role: APP_ROLE }])
})

test.each([
  'create table mine (id int)',
  'create temporary table mine (id int)',
  'create schema mine',
  'create extension hstore',
  'create function mine() returns int language sql as $$ select 1 $$',
  'create or replace function audit_hash(bytea, audit_events) returns bytea language sql as $$ select $1 $$',
  'alter table units add column mine int',
  'alter table audit_events disable trigger audit_events_append_only',
  'alter function refuse_audit_change() rename to mine',
  'drop table units',
  'drop trigger audit_events_append_only on audit_events',
  'truncate units cascade',
  'create table graphile_worker.mine (id int)',
])('the application changes no structure: %s', async (statement) => {
  await expect(app.query(statement)).rejects.toThrow(/permission denied|must be owner/)
})

test.each([
  `update audit_events set actor_name = 'X'`,
  'delete from audit_events',
  'truncate audit_events',
  `insert into audit_events (field_at, actor_name, action, subject_kind, subject_key, trace_id, shard, position, hash)
    values (now(), 'X', 'unit.seen', 'unit', '62', 'x', 0, 1, '')`,
  `update audit_chains set head = sha256('')`,
  'insert into audit_chains (shard) values (64)',
  'delete from audit_chains',
  'delete from schema_migrations',
  'select * from audit_chains for update',
])('the application writes nothing past the one function that appends: %s', async (statement) => {
  await expect(app.query(statement)).rejects.toThrow('permission denied')
})

test('the application appends to the trail and reads it', async () => {
  await app.query(APPEND)
  const { rows } = await app.query(`select actor_name from audit_events where action = 'unit.seen'`)
  expect(rows).toEqual([{ actor_name: 'Ai đó' }])
})

test('who is not the application does not append either', async () => {
  await owner.query('begin')
  await owner.query('create role passer_by; set local role passer_by')
  await expect(owner.query(APPEND)).rejects.toThrow('permission denied')
  await owner.query('rollback')
})

test('a table of the caller cannot stand in for the trail', async () => {
  const { rows } = await owner.query<{ definer: boolean; settings: string[] }>(
    `select prosecdef as definer, proconfig as settings from pg_proc where proname = 'append_audit_event'`,
  )
  expect(rows).toEqual([{ definer: true, settings: ['search_path=public, pg_temp'] }])
})

test('a table that a later migration makes is open to the application at once', async () => {
  await owner.query('create table later (id int generated always as identity primary key, name text)')
  await app.query(`insert into later (name) values ('Đắk Mar')`)
  await owner.query('drop table later')
})

test('jobs are taken and done under the role of the application', async () => {
  const connectionString = withRole(database.url, APP_ROLE)
  const complaints: string[] = []
  const worker = await startWorker({
    databaseUrl: connectionString,
    clock: createClock(undefined),
    log: (line) => complaints.push(line),
  })
  const utils = await makeWorkerUtils({ connectionString })
  await utils.addJob('purge-expired', {}, { jobKey: 'once' })
  for (let tries = 0; tries < 100 && (await waitingJobs()) > 0; tries += 1) await pause(50)
  expect(await waitingJobs()).toBe(0)
  expect(complaints).toEqual([])
  await utils.release()
  await worker.stop()
})

async function waitingJobs(): Promise<number> {
  return (await app.query(`select from graphile_worker.jobs where key = 'once'`)).rowCount ?? 0
}

test('options that the operator gave stay, and the role is added to them', () => {
  expect(withRole('postgresql://a/b', 'r')).toBe('postgresql://a/b?options=-c%20role=r')
  expect(withRole('postgresql://a/b?ssl=true', 'r')).toBe('postgresql://a/b?ssl=true&options=-c%20role=r')
  expect(withRole('postgresql://a/b?options=-c%20x=1&ssl=true', 'r')).toBe(
    'postgresql://a/b?options=-c%20x=1%20-c%20role=r&ssl=true',
  )
})

/** Accounts of one test on a database of their own; removed with it. */
async function withAccounts(work: (place: Place) => Promise<void>): Promise<void> {
  const fresh = await createEmptyDatabase()
  const suffix = new URL(fresh.url).pathname.slice(1)
  const name = (kind: string) => `${kind}_${suffix}`
  const url = (kind: string) => {
    const address = new URL(fresh.url)
    address.username = name(kind)
    address.password = 'mat-khau'
    return address.href
  }
  try {
    await work({ fresh, name, url, database: suffix })
  } finally {
    for (const kind of ['owner', 'login']) {
      const made = await owner.query('select from pg_roles where rolname = $1', [name(kind)])
      if (made.rowCount === 0) continue
      const client = await connect(fresh.url)
      await client.query(`reassign owned by ${name(kind)} to current_user`)
      await client.query(`drop owned by ${name(kind)}`)
      await client.end()
    }
    await fresh.drop()
    for (const kind of ['login', 'owner', 'role']) await owner.query(`drop role if exists ${name(kind)}`)
  }
}

interface Place {
  fresh: TestDatabase
  name: (kind: string) => string
  url: (kind: string) => string
  database: string
}

test('an owner who is no superuser but may make roles needs nobody', () =>
  withAccounts(async ({ name, url, database: own }) => {
    await owner.query(`create role ${name('owner')} login createrole password 'mat-khau'`)
    await owner.query(`alter database ${own} owner to ${name('owner')}`)
    await migrate(url('owner'), migrationsDir, name('role'))
    await migrate(url('owner'), migrationsDir, name('role'))
    const client = await connect(withRole(url('owner'), name('role')))
    await client.query(APPEND)
    await expect(client.query('delete from audit_events')).rejects.toThrow('permission denied')
    await client.end()
  }))

test('an owner who may not make roles is told the two statements to have run, and they suffice', () =>
  withAccounts(async ({ name, url, database: own }) => {
    await owner.query(`create role ${name('owner')} login password 'mat-khau'`)
    await owner.query(`alter database ${own} owner to ${name('owner')}`)
    const failure = await migrate(url('owner'), migrationsDir, name('role')).catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(StartError)
    const statements = /create role .*?; grant .*?;/.exec(String(failure))?.[0] ?? ''
    expect(statements).toBe(`create role "${name('role')}" nologin; grant "${name('role')}" to "${name('owner')}";`)
    await owner.query(statements)
    await migrate(url('owner'), migrationsDir, name('role'))
    const client = await connect(withRole(url('owner'), name('role')))
    await client.query(APPEND)
    await client.end()
  }))

test('the service may sign in with an account that owns nothing, once the owner has migrated', () =>
  withAccounts(async ({ fresh, name, url }) => {
    await owner.query(`create role ${name('login')} login password 'mat-khau'`)
    await migrate(fresh.url, migrationsDir, name('role'))
    await expect(migrate(url('login'), migrationsDir, name('role'))).rejects.toThrow(/grant .* to tài_khoản/)
    await owner.query(`grant ${name('role')} to ${name('login')}`)
    expect(await migrate(url('login'), migrationsDir, name('role'))).toEqual({ applied: [] })
    await as(fresh.url, `delete from schema_migrations where name = (select max(name) from schema_migrations)`)
    await expect(migrate(url('login'), migrationsDir, name('role'))).rejects.toThrow(/chưa được di trú/)
    const client = await connect(withRole(url('login'), name('role')))
    await client.query(APPEND)
    await expect(client.query('reset role; create table mine (id int)')).rejects.toThrow('permission denied')
    await client.end()
  }))

test('a role that could undo all this is refused', () =>
  withAccounts(async ({ fresh, name }) => {
    await owner.query(`create role ${name('role')} createrole`)
    await expect(migrate(fresh.url, migrationsDir, name('role'))).rejects.toThrow(/quá nhiều quyền/)
  }))
