import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../testing/database.js'
import { inTransaction, openPool, runTransaction, type Database } from './client.js'

let database: TestDatabase
let pool: pg.Pool
let outside: pg.Client

beforeAll(async () => {
  database = await createTestDatabase()
  pool = openPool(database.url, 2)
  outside = new pg.Client({ connectionString: database.url })
  await outside.connect()
  await outside.query('create table notes (text text)')
})
afterAll(async () => {
  await outside.end()
  await pool.end()
  await database.drop()
})

async function listNotes(): Promise<unknown[]> {
  return (await outside.query('select text from notes order by text')).rows.map((row: { text: string }) => row.text)
}

async function endConnection(client: pg.PoolClient | pg.Pool): Promise<void> {
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() pid')
  await outside.query('select pg_terminate_backend($1)', [rows[0]?.pid])
}

test('what a transaction did is there when it has returned', async () => {
  const result = await inTransaction(pool, async (tx) => {
    await tx.$client.query(`insert into notes values ('kept')`)
    expect(await listNotes()).toEqual([])
    return 7
  })
  expect(result).toBe(7)
  expect(await listNotes()).toEqual(['kept'])
})

test('whatever a transaction throws takes back all that it did', async () => {
  const failing = inTransaction(pool, async (tx) => {
    await tx.$client.query(`insert into notes values ('lost')`)
    throw new RangeError('changed my mind')
  })
  await expect(failing).rejects.toThrow('changed my mind')
  expect(await listNotes()).toEqual(['kept'])
})

test('a connection that the server ends between two statements fails the transaction, not the process', async () => {
  const failing = inTransaction(pool, async (tx) => {
    await tx.$client.query(`insert into notes values ('lost')`)
    await endConnection(tx.$client)
    // Time for the news to arrive while no statement waits for it.
    await pause(100)
    await tx.$client.query(`insert into notes values ('lost too')`)
  })
  await expect(failing).rejects.toThrow()
  expect(await listNotes()).toEqual(['kept'])
})

test('a connection that dies just as it is lent does not end the process', async () => {
  // The server's farewell may come in one breath with its greeting, before whoever asked for the connection listens to it.
  pool.once('acquire', (client: pg.PoolClient) => {
    process.nextTick(() => client.emit('error', new Error('terminating connection')))
  })
  await inTransaction(pool, (tx) => tx.$client.query('select'))
  expect((await pool.query('select 1 one')).rows).toEqual([{ one: 1 }])
})

test('a broken connection does not come back to the pool', async () => {
  for (let round = 0; round < 3; round += 1) {
    await inTransaction(pool, (tx) => endConnection(tx.$client)).catch(() => undefined)
    await inTransaction(pool, (tx) => tx.$client.query('select'))
  }
  expect(pool.totalCount).toBeLessThanOrEqual(2)
})

test('a connection that dies while idle is replaced', async () => {
  await endConnection(pool)
  await pause(100)
  expect((await pool.query('select 1 one')).rows).toEqual([{ one: 1 }])
})

describe('a transaction in steps', () => {
  let pipelining: pg.Pool
  beforeAll(() => (pipelining = openPool(database.url, 1)))
  afterAll(() => pipelining.end())

  const insert = (text: string) => ({ text: 'insert into notes values ($1)', values: [text] })
  const steps = (last: readonly pg.QueryConfig[]) => ({
    first: async (tx: Database) => (await tx.$client.query<{ one: number }>('select 1 one')).rows[0]?.one,
    work: async (tx: Database, found: number | undefined) => {
      await tx.$client.query(insert('written'))
      return found
    },
    last: () => last,
  })

  test('hands on what was found first, and commits what is written last', async () => {
    expect(await runTransaction(pipelining, steps([insert('written last')]))).toBe(1)
    expect(await listNotes()).toEqual(expect.arrayContaining(['written', 'written last']))
  })

  test('keeps nothing when what is written last is refused, though the commit was sent with it', async () => {
    const before = await listNotes()
    const failing = runTransaction(pipelining, steps([insert('lost'), { text: 'select 1 / 0' }, insert('lost too')]))
    await expect(failing).rejects.toThrow('division by zero')
    expect(await listNotes()).toEqual(before)
    expect((await pipelining.query('select 1 one')).rows).toEqual([{ one: 1 }])
  })

  test('does not begin its work when what it needs first cannot be found', async () => {
    let isBegun = false
    const failing = runTransaction(pipelining, {
      first: (tx) => tx.$client.query('select 1 / 0'),
      work: () => Promise.resolve((isBegun = true)),
      last: () => [],
    })
    await expect(failing).rejects.toThrow('division by zero')
    expect(isBegun).toBe(false)
    expect((await pipelining.query('select 1 one')).rows).toEqual([{ one: 1 }])
  })

  test('takes nothing of a branch that goes on after another has failed', async () => {
    const before = await listNotes()
    let slow: Promise<unknown> | undefined
    const failing = runTransaction(pipelining, {
      first: () => Promise.resolve(),
      work: (tx) => {
        slow = tx.$client.query(insert('lost')).then(async () => {
          await pause(100)
          return tx.$client.query(insert('stray'))
        })
        return Promise.all([slow, tx.$client.query('select 1 / 0')])
      },
      last: () => [],
    })
    await expect(failing).rejects.toThrow('division by zero')
    await expect(slow).rejects.toThrow('The transaction is over')
    expect(await listNotes()).toEqual(before)
  })

  test('takes nothing that nobody waited for once it has been committed', async () => {
    let late: Promise<unknown> | undefined
    await inTransaction(pipelining, (tx) => {
      late = pause(50).then(() => tx.$client.query(insert('stray')))
      return Promise.resolve()
    })
    await expect(late).rejects.toThrow('The transaction is over')
  })
})
