import type { FastifyInstance } from 'fastify'
import type pg from 'pg'
import supertest from 'supertest'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { buildApp } from '../app.js'
import { AppError } from '../errors.js'
import { startTestApp, type Caller, type TestApp } from '../testing/app.js'
import { expectProblem } from '../testing/problem.js'

/** The service with a change of our own, made on what it expects to find: a number that is counted up. */
let service: TestApp
let app: FastifyInstance
let office: Caller
/** What the service believes the number to be, and whether it must ask first. */
let remembered: number | undefined
let asks: boolean
let confirmed: unknown[]

const KEY = 'counted up'
const READ = { text: 'select failures from sign_in_failures where key = $1 for update', values: [KEY] }

beforeAll(async () => {
  service = await startTestApp()
  office = await service.as('vpdp')
  app = await buildApp(service.app.config)
  const config = { permission: 'self', audit: ['test.counted'] } as const
  app.post('/api/v1/test/count', { config }, (request, reply) =>
    request.commitChange<{ count: number }, number>(reply, {
      first: async (tx) => (await tx.$client.query<{ failures: number }>(READ)).rows[0]?.failures ?? 0,
      expected:
        remembered === undefined
          ? undefined
          : {
              found: remembered,
              claim: {
                text: `with held as (select failures from sign_in_failures where key = $1 for update)
                  select failures held, case when failures <> $2 then refuse_remembered() end from held`,
                values: [KEY, remembered],
              },
              confirm: ({ rows }) => (confirmed = rows as unknown[]),
            },
      work: async (tx, found) => {
        if (asks) await tx.$client.query('select 1')
        if (found >= 90) throw new AppError('wrong_status', 409)
        return {
          body: { count: found + 1 },
          version: found + 1,
          event: { action: 'test.counted', subject: { kind: 'test', key: KEY } },
          writes: [{ text: 'update sign_in_failures set failures = $2 where key = $1', values: [KEY, found + 1] }],
        }
      },
    }),
  )
  await app.listen({ host: '127.0.0.1', port: 0 })
})
afterAll(async () => {
  await app.close()
  await service.close()
})
beforeEach(async () => {
  remembered = undefined
  asks = false
  confirmed = []
  await service.app.pool.query('delete from sign_in_failures where key = $1', [KEY])
  await service.app.pool.query('insert into sign_in_failures values ($1, 1, now())', [KEY])
})

const count = () => supertest(app.server).post('/api/v1/test/count').set('authorization', office.authorization)

/** The number, and how many rows of the trail tell of it. */
async function readCount() {
  const { rows } = await service.app.pool.query<{ failures: number }>(READ)
  const audited = await service.app.pool.query(`select from audit_events where subject_key = $1`, [KEY])
  return { count: rows[0]?.failures, audited: audited.rows.length }
}

/** How often a change waited for the database, from the first statement of its own to its commit. */
async function countWaits(change: () => PromiseLike<unknown>): Promise<number> {
  let waits = 0
  const heard = new Set<pg.Connection>()
  const listen = ({ connection }: pg.PoolClient) => {
    if (heard.has(connection)) return
    heard.add(connection)
    let isChange = false
    connection.on('commandComplete', ({ text }: { text: string }) => (isChange ||= /^(BEGIN|UPDATE)/.test(text)))
    connection.on('readyForQuery', ({ status }: { status: string }) => {
      if (isChange) waits += 1
      isChange = status !== 'I'
    })
  }
  app.pool.on('acquire', listen)
  await change()
  app.pool.off('acquire', listen)
  return waits
}

test('waits for the database once where what is remembered holds, and is told what the claims answered', async () => {
  const { audited } = await readCount()
  remembered = 1
  const waits = await countWaits(async () => {
    const answer = await count().expect(200, { count: 2 })
    expect(answer.headers.etag).toBe('"2"')
  })
  expect(waits).toBe(1)
  expect(confirmed).toMatchObject([{ held: 1 }])
  expect(await readCount()).toEqual({ count: 2, audited: audited + 1 })
})

test('reads first where it does not hold, and where nothing is remembered', async () => {
  const { audited } = await readCount()
  expect(await countWaits(() => count().expect(200, { count: 2 }))).toBe(2)
  remembered = 1
  await count().expect(200, { count: 3 })
  expect(confirmed).toEqual([])
  expect(await readCount()).toEqual({ count: 3, audited: audited + 2 })
})

test('reads first where the change has something to ask', async () => {
  remembered = 1
  asks = true
  await count().expect(200, { count: 2 })
  expect(confirmed).toEqual([])
})

test('refuses by what is there and not by what is remembered', async () => {
  remembered = 95
  await count().expect(200, { count: 2 })
  await service.app.pool.query('update sign_in_failures set failures = 95 where key = $1', [KEY])
  expectProblem(await count(), { status: 409, code: 'wrong_status' })
})

test('a request that is repeated has one effect, sent at once or later', async () => {
  const { audited } = await readCount()
  remembered = 1
  const send = () => count().set('idempotency-key', 'once')
  const answers = await Promise.all([send(), send(), send(), send()])
  expect(answers.map(({ text }) => text)).toEqual(Array(4).fill('{"count":2}'))
  remembered = 2
  expect((await send()).text).toBe('{"count":2}')
  expect(await readCount()).toEqual({ count: 2, audited: audited + 1 })
})

test('of many at once on one remembered number each counts once', async () => {
  const { audited } = await readCount()
  remembered = 1
  // Without a version to hold them back they queue up; those that come late find another number.
  const answers = await Promise.all(Array.from({ length: 8 }, () => count().expect(200)))
  const counts = answers.map(({ body }) => (body as { count: number }).count)
  expect(Math.max(...counts)).toBe((await readCount()).count)
  expect((await readCount()).audited).toBe(audited + 8)
})

test('what fails for another reason is reported and leaves nothing', async () => {
  const { audited } = await readCount()
  remembered = 1
  await service.app.pool.query(`update sign_in_failures set failures = 2147483647 where key = $1`, [KEY])
  remembered = 2_147_483_647
  expect((await count()).status).toBeGreaterThanOrEqual(409)
  expect(await readCount()).toEqual({ count: 2_147_483_647, audited })
})
