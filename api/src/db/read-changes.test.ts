import { setTimeout as pause } from 'node:timers/promises'
import fc from 'fast-check'
import type pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createChangeFeed } from '../plugins/change-feed.js'
import { createTestDatabase, type TestDatabase } from '../testing/database.js'
import { openDatabase, openPool, type Database } from './client.js'
import { isMoment, MANY, readChanges } from './read-changes.js'

let database: TestDatabase
let pool: pg.Pool
let db: Database

beforeAll(async () => {
  database = await createTestDatabase()
  pool = openPool(database.url, 12)
  db = openDatabase(pool)
})
afterAll(async () => {
  await pool.end()
  await database.drop()
})

/** Notes changes with these numbers in one transaction, which takes its time and may be rolled back. */
async function write(numbers: readonly number[], milliseconds: number, isKept: boolean): Promise<void> {
  const client = await pool.connect()
  try {
    await client.query('begin')
    for (const number of numbers) {
      await client.query(`insert into changes (kind, version, is_public) values ('sheet', $1, true)`, [number])
      await pause(milliseconds / numbers.length)
    }
    await client.query(isKept ? 'commit' : 'rollback')
  } finally {
    client.release()
  }
}

test('under transactions of any length each change is read exactly once, by whoever leaves and comes back', async () => {
  const feed = createChangeFeed((since) => readChanges(db, since), 15)
  let number = 0
  const plan = fc.sample(
    fc.record({
      size: fc.integer({ min: 1, max: 4 }),
      milliseconds: fc.constantFrom(0, 0, 1, 5, 30, 200),
      isKept: fc.boolean(),
    }),
    { numRuns: 260, seed: 25 },
  )
  const committed: number[] = []
  const listeners = 12
  const heard = Array.from({ length: listeners }, (): number[] => [])
  let isWriting = true
  const start = (await readChanges(db)).moment

  async function work(lane: number): Promise<void> {
    for (const { size, milliseconds, isKept } of plan.filter((_each, index) => index % 8 === lane)) {
      const numbers = Array.from({ length: size }, () => (number += 1))
      await write(numbers, milliseconds, isKept)
      if (isKept) committed.push(...numbers)
    }
  }

  /** Listens for a while, leaves, and goes on from the last moment that it was told, as pages do. */
  async function follow(mine: number[], seed: number): Promise<void> {
    let known = start
    for (let turn = 0; isWriting || turn === 0 || !isDone(mine); turn += 1) {
      const waiting: Awaited<ReturnType<typeof readChanges>>[] = []
      let isCaughtUp = false
      const take = ({ moment, changes, hasGap }: Awaited<ReturnType<typeof readChanges>>) => {
        expect(hasGap || changes.length > MANY).toBe(false)
        mine.push(...changes.map(({ version }) => version ?? 0))
        known = moment
      }
      const { moment, leave } = await feed.listen((read) => (isCaughtUp ? take(read) : waiting.push(read)))
      take(await readChanges(db, known, moment))
      waiting.forEach(take)
      isCaughtUp = true
      await pause(20 + ((seed * 37 + turn * 53) % 90))
      leave()
      await pause((seed * 13 + turn * 29) % 60)
    }
  }
  const isDone = (mine: readonly number[]) => mine.length >= committed.length

  const following = heard.map(follow)
  await Promise.all(Array.from({ length: 8 }, (_each, lane) => work(lane)))
  isWriting = false
  await Promise.all(following)
  const expected = [...committed].sort((a, b) => a - b)
  expect(expected.length).toBeGreaterThan(200)
  for (const mine of heard) expect([...mine].sort((a, b) => a - b)).toEqual(expected)
}, 60_000)

test('a change is told with the codes on the way to its unit', async () => {
  const { moment } = await readChanges(db)
  await pool.query(
    `insert into changes (kind, unit_id, period, is_public) select 'sheet', id, '2019-07', true from units
      where code = '23512' and valid @> date '2019-07-31'`,
  )
  const { changes } = await readChanges(db, moment)
  expect(changes).toMatchObject([{ kind: 'sheet', codes: ['62', '615', '23512'], period: '2019-07', isPublic: true }])
  expect(changes[0]?.path).toHaveLength(3)
})

test('what was cleared away is a gap for those who have not seen it, and for nobody else', async () => {
  const { moment } = await readChanges(db)
  await pool.query('update changes_horizon set xid = pg_current_xact_id()')
  expect((await readChanges(db, moment)).hasGap).toBe(true)
  const later = await readChanges(db)
  expect((await readChanges(db, later.moment)).hasGap).toBe(false)
  // A database that is younger than what somebody saw is another one.
  expect((await readChanges(db, '4000000000:4000000000:')).hasGap).toBe(true)
})

test('a database restored into a younger server makes nobody ask for everything again and again', async () => {
  await pool.query(`update changes_horizon set xid = '4000000000'`)
  const { moment } = await readChanges(db)
  expect((await readChanges(db, moment)).hasGap).toBe(false)
  await pool.query('update changes_horizon set xid = pg_current_xact_id()')
})

test('only what PostgreSQL takes for a snapshot is taken for a moment', async () => {
  for (const text of ['10:10:', '10:20:10,12,19', '748:748:', '1:9223372036854775807:']) {
    expect(isMoment(text), text).toBe(true)
    await readChanges(db, text)
  }
  for (const text of [
    '',
    '5',
    '5:3:',
    '0:3:',
    '10:20:9',
    '10:20:12,11',
    '10:20:20',
    '10:20:11,',
    '1:2:x',
    '1:9223372036854775808:',
  ])
    expect(isMoment(text), text).toBe(false)
})

test('any text is either refused or read without an error', async () => {
  const part = fc.oneof(fc.nat(2_000), fc.bigInt({ min: 0n, max: 2n ** 64n }))
  const text = fc.tuple(part, part, fc.array(part, { maxLength: 4 })).map(([a, b, ids]) => `${a}:${b}:${ids.join()}`)
  await fc.assert(
    fc.asyncProperty(text, async (moment) => {
      if (isMoment(moment)) await readChanges(db, moment)
    }),
    { numRuns: 200 },
  )
})
