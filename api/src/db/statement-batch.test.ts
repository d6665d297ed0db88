import type pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../testing/database.js'
import { inTransaction, openPool, runAtOnce, runTransaction } from './client.js'
import { StatementBatch, type Statement } from './statement-batch.js'

let database: TestDatabase
let pool: pg.Pool
let client: pg.PoolClient

beforeAll(async () => {
  database = await createTestDatabase()
  pool = openPool(database.url, 2)
})
afterAll(async () => {
  await pool.end()
  await database.drop()
})
beforeEach(async () => {
  client = await pool.connect()
  return () => client.release()
})

async function send(...statements: Statement[]) {
  const batch = new StatementBatch()
  const answers = statements.map((statement) => batch.add(statement))
  client.query(batch)
  return Promise.allSettled(answers)
}

function rowsOf(answers: Awaited<ReturnType<typeof send>>) {
  return answers.map((answer) => (answer.status === 'fulfilled' ? answer.value.rows : String(answer.reason)))
}

test('each statement of a batch gets its own rows, read as their types are', async () => {
  const day = { text: `select $1::date as day, $2::bigint as count, null as nothing`, values: ['2019-07-31', 7] }
  const list = { text: 'select x, x * 2 from generate_series(1, 2) x', rowMode: 'array' as const }
  expect(rowsOf(await send(day, list, { text: '' }))).toEqual([
    [{ day: '2019-07-31', count: 7, nothing: null }],
    [
      [1, 2],
      [2, 4],
    ],
    [],
  ])
})

test('tells how many rows were written, and by what', async () => {
  const [made, written, changed] = await send(
    { text: 'create temporary table figures (value int)' },
    { text: 'insert into figures select generate_series(1, 3)' },
    { text: 'update figures set value = 0 where value > 1' },
  )
  expect(made).toMatchObject({ value: { command: 'CREATE', rowCount: null } })
  expect(written).toMatchObject({ value: { command: 'INSERT', rowCount: 3 } })
  expect(changed).toMatchObject({ value: { command: 'UPDATE', rowCount: 2 } })
})

test('a kept statement is described once and read the same ever after', async () => {
  const kept = { name: 'kept', text: 'select $1::int as one', values: [1] }
  const described: unknown[] = []
  const listen = (message: unknown) => described.push(message)
  client.connection.on('rowDescription', listen)
  for (let turn = 0; turn < 3; turn++) expect(rowsOf(await send(kept, kept))).toEqual([[{ one: 1 }], [{ one: 1 }]])
  client.connection.off('rowDescription', listen)
  // Both of the first batch, for neither knew of the other.
  expect(described).toHaveLength(2)
  // What the driver itself keeps under the same name is another one.
  expect((await client.query(kept)).rows).toEqual([{ one: 1 }])
})

test('what stands behind a failure is not run and fails with it; the connection goes on', async () => {
  const behind = { name: 'behind', text: 'select 2 as two' }
  const answers = rowsOf(await send({ text: 'select 1 as one' }, { text: 'select 1 / $1::int', values: [0] }, behind))
  expect(answers).toEqual([[{ one: 1 }], 'error: division by zero', 'error: division by zero'])
  // Never parsed, though it was sent: the next batch must not take it for known.
  expect(rowsOf(await send(behind))).toEqual([[{ two: 2 }]])
})

test('a kept statement that failed when it was first run can be run again', async () => {
  const risky = (divisor: number) => ({ name: 'risky', text: 'select 6 / $1::int as share', values: [divisor] })
  expect(rowsOf(await send(risky(0)))).toEqual(['error: division by zero'])
  expect(rowsOf(await send(risky(2)))).toEqual([[{ share: 3 }]])
  expect(rowsOf(await send(risky(0)))).toEqual(['error: division by zero'])
  expect(rowsOf(await send(risky(3)))).toEqual([[{ share: 2 }]])
})

test('a row that cannot be read fails its statement alone', async () => {
  const types = {
    getTypeParser: () => () => {
      throw new RangeError('no such day')
    },
  }
  expect(rowsOf(await send({ text: 'select 1', types }, { text: 'select 2 as two' }))).toEqual([
    'RangeError: no such day',
    [{ two: 2 }],
  ])
})

test('a value that cannot be written is refused before anything is sent', () => {
  const circle: Record<string, unknown> = {}
  circle.itself = circle
  expect(() => new StatementBatch().add({ text: 'select $1::json', values: [circle] })).toThrow('circular')
})

test('a lost connection fails all that was asked of it', async () => {
  const lost = send({ text: 'select pg_terminate_backend(pg_backend_pid())' }, { text: 'select 1' })
  expect(rowsOf(await lost)).toEqual(Array(2).fill(expect.stringMatching(/terminat/)))
})

test('a transaction waits for the database once at its beginning and once at its end', async () => {
  let answers = 0
  const count = () => (answers += 1)
  pool.once('acquire', (lent: pg.PoolClient) => lent.connection.on('readyForQuery', count))
  const one = { name: 'one', text: 'select 1 as one' }
  await runTransaction(pool, {
    first: (tx) => Promise.all([tx.$client.query(one), tx.$client.query(one)]),
    work: () => Promise.resolve(),
    last: () => [one, one, one],
  })
  expect(answers).toBe(2)
})

test('what a transaction asks in the moment it fails is rolled back with it', async () => {
  await client.query('create table traces (text text)')
  let stray: Promise<unknown> | undefined
  const failing = inTransaction(pool, (tx) => {
    stray = tx.$client.query(`insert into traces values ('stray')`)
    throw new RangeError('changed my mind')
  })
  await expect(failing).rejects.toThrow('changed my mind')
  await expect(stray).resolves.toMatchObject({ rowCount: 1 })
  expect((await client.query('select * from traces')).rows).toEqual([])
})

test('a failure that a transaction makes nothing of is not taken for done', async () => {
  const careless = inTransaction(pool, (tx) => tx.$client.query('select 1 / 0').catch(() => undefined))
  await expect(careless).rejects.toThrow('rolled back')
})

test('what is sent at once is one transaction, and its failure at the very end is a failure', async () => {
  await client.query('create table kept (no int unique deferrable initially deferred)')
  const insert = (no: number) => ({ text: 'insert into kept values ($1)', values: [no] })
  const [first] = await runAtOnce(pool, [insert(1), insert(2)])
  expect(first).toMatchObject({ rowCount: 1 })
  await expect(runAtOnce(pool, [insert(3), { text: 'select 1 / 0' }, insert(4)])).rejects.toThrow('division by zero')
  // Each statement has its answer by then: that two are alike is found out when they are to be committed.
  await expect(runAtOnce(pool, [insert(5), insert(1)])).rejects.toThrow('duplicate key')
  expect((await client.query('select no from kept order by no')).rows).toEqual([{ no: 1 }, { no: 2 }])
  expect(await runAtOnce(pool, [{ text: 'select 1 as one' }])).toMatchObject([{ rows: [{ one: 1 }] }])
})
