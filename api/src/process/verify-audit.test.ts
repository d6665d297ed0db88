import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { readConfig } from '../config.js'
import { removeEmbeddedPostgres } from '../db/embedded/remove.js'
import { createTestDatabase, type TestDatabase } from '../testing/database.js'
import { Cleanup } from './cleanup.js'
import { openServer, prepareDatabase } from './prepare-database.js'
import { checkAuditTrail, describeVerification } from './verify-audit.js'

let lines: string[]
beforeEach(() => {
  lines = []
})

async function check(env: Record<string, string>): Promise<boolean> {
  const cleanup = new Cleanup()
  const print = (line: string) => void lines.push(line)
  try {
    return await checkAuditTrail(readConfig(env), { cleanup, signal: new AbortController().signal, print })
  } finally {
    await cleanup.run((error) => expect.unreachable(String(error)))
  }
}

describe('on a PostgreSQL of the operator', () => {
  let database: TestDatabase
  beforeEach(async () => {
    database = await createTestDatabase({ demo: true })
  })
  afterEach(() => database.drop())

  /** What somebody with the keys of the database could do. */
  async function tamper<Row extends pg.QueryResultRow>(statement: string): Promise<Row[]> {
    const client = new pg.Client({ connectionString: database.url })
    await client.connect()
    await client.query('alter table audit_events disable trigger audit_events_append_only')
    const { rows } = await client.query<Row>(statement)
    await client.end()
    return rows
  }
  const place = 'shard, position, id no'
  const checkDatabase = () => check({ DATABASE_URL: database.url })

  test('an untouched trail is said to be intact, with its number of rows and its total code', async () => {
    expect(await checkDatabase()).toBe(true)
    expect(lines).toEqual([
      expect.stringMatching(/^Nhật ký nguyên vẹn: cả \d{4,} dòng/),
      expect.stringMatching(/^Mã tổng lúc này: [0-9a-f]{64}$/),
    ])
  })

  test.each([
    [
      'altered',
      `update audit_events set reason = 'khác' where id = 100 returning ${place}`,
      'Dòng số {no} đã bị sửa: chuỗi {shard}, vị trí {position}',
    ],
    [
      'removed',
      `delete from audit_events where id = 100 returning ${place}`,
      'Có dòng đã bị xóa: chuỗi {shard}, vị trí {position}',
    ],
    [
      'inserted',
      `insert into audit_events (field_at, actor_name, action, subject_kind, subject_key, trace_id, shard, position, hash)
       select now(), 'Không ai', 'assessment.approved', 'assessment', '23512/2019-07', 'x', shard, length + 1, head
       from audit_chains where length > 0 limit 1 returning ${place}`,
      'Dòng số {no} bị chèn thêm: chuỗi {shard}, vị trí {position}',
    ],
  ])('a row that was %s is named with its place', async (_how, statement, expected) => {
    const [row] = await tamper<{ no: number; shard: number; position: number }>(statement)
    expect(await checkDatabase()).toBe(false)
    const words = expected.replace(/\{(\w+)\}/g, (_all, name: 'no' | 'shard' | 'position') => String(row?.[name]))
    expect(lines[0]).toMatch(/^Nhật ký đã bị can thiệp: \d+ chỗ không khớp\.$/)
    expect(lines).toContain(`  - ${words}`)
  })

  test('PostgreSQL itself holds it to writing nothing', async () => {
    await tamper(`
      create or replace function audit_hash(previous bytea, event audit_events) returns bytea language plpgsql as $$
      begin raise exception 'read only is %', current_setting('transaction_read_only'); end $$`)
    await expect(checkDatabase()).rejects.toThrow('read only is on')
  })
})

test('a database that lacks a migration is to be migrated first', async () => {
  const database = await createTestDatabase()
  const client = new pg.Client({ connectionString: database.url })
  await client.connect()
  await client.query(`delete from schema_migrations where name = (select max(name) from schema_migrations)`)
  await client.end()
  await expect(check({ DATABASE_URL: database.url })).rejects.toThrow('Hãy chạy lệnh migrate trước')
  await database.drop()
})

describe('on the embedded PostgreSQL', () => {
  let dataDir: string
  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'ntm-verify-'))
  })
  afterEach(async () => {
    await removeEmbeddedPostgres(dataDir)
    await rm(dataDir, { recursive: true, force: true })
  })

  test('it looks beside a running service, and starts the database itself when none runs', async () => {
    const service = new Cleanup()
    const config = readConfig({ NTM_DATA_DIR: dataDir, NTM_DEMO: '0' })
    const { signal } = new AbortController()
    const url = await openServer(config, { cleanup: service, signal, log: () => undefined })
    await prepareDatabase(url, config, () => undefined)
    expect(await check({ NTM_DATA_DIR: dataDir })).toBe(true)
    await service.run((error) => expect.unreachable(String(error)))
    expect(await check({ NTM_DATA_DIR: dataDir })).toBe(true)
    expect(lines.filter((line) => line.startsWith('Nhật ký nguyên vẹn'))).toHaveLength(2)
  })

  test('a directory without a database stays as it is', async () => {
    await expect(check({ NTM_DATA_DIR: dataDir })).rejects.toThrow('Chưa có cơ sở dữ liệu')
    expect(await readdir(dataDir)).toEqual([])
  })
})

test('as many faults as are listed at most are not taken for all of them', () => {
  const faults = Array.from({ length: 100 }, (_, no) => ({ kind: 'altered' as const, shard: 1, position: no, no }))
  const [first, ...rest] = describeVerification({ intact: false, events: 500, head: '', faults })
  expect(first).toBe('Nhật ký đã bị can thiệp: ít nhất 100 chỗ không khớp.')
  expect(rest).toHaveLength(100)
})
