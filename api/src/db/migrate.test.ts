import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readConfig } from '../config.js'
import { StartError } from '../start-error.js'
import { createEmptyDatabase, type TestDatabase } from '../testing/database.js'
import { hasPendingMigrations, migrate } from './migrate.js'

let dir: string
let database: TestDatabase
let pool: pg.Pool
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'ntm-migrations-'))
  database = await createEmptyDatabase()
  pool = new pg.Pool({ connectionString: database.url, max: 2 })
  await write('0001_first.sql', 'create table communes (name text);')
})
afterEach(async () => {
  await pool.end()
  await database.drop()
  await rm(dir, { recursive: true })
})

const write = (name: string, sql: string) => writeFile(join(dir, name), sql)

async function tables(): Promise<string[]> {
  const { rows } = await pool.query<{ name: string }>(
    `select table_name as name from information_schema.tables where table_schema = 'public' order by 1`,
  )
  return rows.map((row) => row.name)
}

test('each file is applied once, in the order of its number', async () => {
  await write('0002_second.sql', `insert into communes values ('Đắk Mar');`)
  expect(await hasPendingMigrations(pool, dir)).toBe(true)
  expect(await migrate(database.url, dir)).toEqual({ applied: ['0001_first.sql', '0002_second.sql'] })
  expect(await migrate(database.url, dir)).toEqual({ applied: [] })
  expect(await hasPendingMigrations(pool, dir)).toBe(false)
  await write('0003_third.sql', `insert into communes values ('Hà Mòn');`)
  expect(await hasPendingMigrations(pool, dir)).toBe(true)
  expect(await migrate(database.url, dir)).toEqual({ applied: ['0003_third.sql'] })
  expect((await pool.query('select from communes')).rowCount).toBe(2)
})

test('copies that start together apply each file once', async () => {
  await write('0002_slow.sql', `select pg_sleep(0.3); insert into communes values ('Đắk Mar');`)
  const results = await Promise.all([1, 2, 3, 4].map(() => migrate(database.url, dir)))
  expect(results.flatMap((result) => result.applied)).toHaveLength(2)
  expect((await pool.query('select from communes')).rowCount).toBe(1)
})

test('a file that fails leaves nothing of itself and keeps those before it', async () => {
  await write('0002_broken.sql', 'create table half (id int); select 1 / 0;')
  await expect(migrate(database.url, dir)).rejects.toThrow(/0002_broken\.sql.*division by zero/)
  expect(await tables()).toEqual(['communes', 'schema_migrations'])
})

test('an applied file that was edited is refused', async () => {
  await migrate(database.url, dir)
  await write('0001_first.sql', 'create table communes (name text not null);')
  await expect(migrate(database.url, dir)).rejects.toThrow(/0001_first\.sql đã bị sửa/)
})

test('line ends of Windows are no edit', async () => {
  await write('0002_lines.sql', 'select 1;\nselect 2;\n')
  await migrate(database.url, dir)
  await write('0002_lines.sql', 'select 1;\r\nselect 2;\r\n')
  await expect(migrate(database.url, dir)).resolves.toEqual({ applied: [] })
})

test('a database with migrations of a newer program is refused and left as it is', async () => {
  await write('0009_of_tomorrow.sql', 'create table tomorrow (id int);')
  await migrate(database.url, dir)
  await rm(join(dir, '0009_of_tomorrow.sql'))
  await write('0002_mine.sql', 'create table mine (id int);')
  await expect(migrate(database.url, dir)).rejects.toThrow(/mới hơn chương trình.*0009_of_tomorrow\.sql/)
  expect(await tables()).toEqual(['communes', 'schema_migrations', 'tomorrow'])
})

test('a file numbered before one that was applied is refused: a new database would get another order', async () => {
  await write('0003_third.sql', 'select 1;')
  await migrate(database.url, dir)
  await write('0002_late.sql', 'select 1;')
  await expect(migrate(database.url, dir)).rejects.toThrow(/0002_late\.sql đứng trước 0003_third\.sql/)
})

test('two files with one number are a mistake of the program', async () => {
  await write('0001_again.sql', 'select 1;')
  await expect(migrate(database.url, dir)).rejects.toThrow(RangeError)
})

test('an unreachable server, an unknown database and a wrong password each get one line without the password', async () => {
  const wrong = new URL(database.url)
  wrong.password = 'sai-mat-khau'
  const absent = new URL(database.url)
  absent.pathname = '/khong_co'
  const nobody = 'postgresql://ntm:bi-mat@127.0.0.1:1/ntm'
  for (const [url, reason] of [
    [wrong.href, 'sai tên người dùng hoặc mật khẩu'],
    [absent.href, 'chưa có cơ sở dữ liệu này'],
    [nobody, 'không có máy chủ nào lắng nghe'],
  ] as const) {
    const failure = await migrate(url, dir).catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(StartError)
    expect(String(failure)).toContain(reason)
    expect(String(failure)).not.toMatch(/mat-khau|bi-mat|\n/)
  }
})

test('the program can be built from its own files, with the schema of the job queue', async () => {
  const { migrationsDir } = readConfig({})
  const { applied } = await migrate(database.url, migrationsDir)
  expect(applied.length).toBeGreaterThan(0)
  const { rows } = await pool.query(`select to_regclass('graphile_worker.jobs') is not null as made`)
  expect(rows).toEqual([{ made: true }])
})
