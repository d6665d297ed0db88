import type { FastifyInstance } from 'fastify'
import pg from 'pg'
import supertest from 'supertest'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildApp } from '../app.js'
import { buildClient, readClientToken } from '../features/clients/builders.js'
import { startTestApp, type Caller, type TestApp } from '../testing/app.js'
import { expectProblem } from '../testing/problem.js'
import type { Change } from './change.js'

/** The service with changes of our own, on a table that is easy to look at. */
let service: TestApp
let app: FastifyInstance
let changing: ReturnType<typeof supertest>
let office: Caller

const subject = { kind: 'test', key: 'one' }
const CHANGES: Record<string, Change<object>> = {
  good: { body: { done: true }, version: 4, status: 201, event: { action: 'test.done', subject, old: 1, new: [2] } },
  undeclared: { body: {}, event: { action: 'test.other', subject } },
  refused: { body: {}, event: { action: 'Not an action', subject } },
  stale: { body: {}, event: { action: 'test.done', subject }, writes: [{ text: 'select refuse_stale_version()' }] },
}

const OPENED = { action: 'test.done', subject: { kind: 'opened', key: 'one' } }
let counted = 0

beforeAll(async () => {
  service = await startTestApp()
  office = await service.as('vpdp')
  app = await buildApp(service.app.config)
  const config = { permission: 'self', audit: ['test.done', 'Not an action'] } as const
  for (const [name, change] of Object.entries(CHANGES)) {
    app.post(`/api/v1/test/${name}`, { config }, (request, reply) =>
      request.commitChange(reply, async (tx) => {
        await tx.$client.query(
          'insert into sign_in_failures (key, failures, first_failed_at) values ($1, 1, now()) on conflict do nothing',
          [`test ${name}`],
        )
        return change
      }),
    )
  }
  // What machine clients will be able to change comes with its routes; until then a change of our own.
  const open = { permission: 'units.read', audit: ['test.done'] } as const
  app.post('/api/v1/test/open', { config: open, schema: { querystring: { type: 'object' } } }, (request, reply) =>
    request.commitChange(reply, async () => ({ ...CHANGES.good, body: { n: (counted += 1) }, event: OPENED })),
  )
  await app.listen({ host: '127.0.0.1', port: 0 })
  changing = supertest(app.server)
})
afterAll(async () => {
  await app.close()
  await service.close()
})

const post = (name: string) => changing.post(`/api/v1/test/${name}`).set('authorization', office.authorization)

async function listTraces(name: string) {
  const { rows } = await service.app.pool.query<{ changed: number; audited: number }>(
    `select (select count(*) from sign_in_failures where key = $1) changed,
      (select count(*) from audit_events where subject_kind = 'test') audited`,
    [`test ${name}`],
  )
  return rows[0]
}

test('an event that the route did not declare fails, and the change with it', async () => {
  expectProblem(await post('undeclared'), { status: 500, code: 'internal' })
  expect(await listTraces('undeclared')).toEqual({ changed: 0, audited: 0 })
})

test('a change whose audit row cannot be written is not made', async () => {
  expectProblem(await post('refused'), { status: 500, code: 'internal' })
  expect(await listTraces('refused')).toEqual({ changed: 0, audited: 0 })
})

test('what goes out with the commit and finds another version than it was made on undoes the whole change', async () => {
  expectProblem(await post('stale'), { status: 412, code: 'stale_version' })
  expect(await listTraces('stale')).toEqual({ changed: 0, audited: 0 })
})

test('a change and its audit row are made together, with the answer, its status and its ETag', async () => {
  const answer = await post('good')
  expect({ status: answer.status, body: answer.body as object, etag: answer.headers.etag }).toEqual({
    status: 201,
    body: { done: true },
    etag: '"4"',
  })
  expect(await listTraces('good')).toEqual({ changed: 1, audited: 1 })
})

test('the audit row says who, on which day of the field, what of which record, old and new', async () => {
  const { rows } = await service.app.pool.query(
    `select username, actor_name, action, subject_key, old, new, field_at::date::text field_day,
      abs(extract(epoch from now() - recorded_at)) < 60 "isRecent"
    from audit_events left join accounts on accounts.id = account_id where subject_kind = 'test'`,
  )
  expect(rows).toEqual([
    {
      username: 'vpdp',
      actor_name: 'Văn phòng Điều phối nông thôn mới tỉnh',
      action: 'test.done',
      subject_key: 'one',
      old: 1,
      new: [2],
      field_day: '2019-07-22',
      isRecent: true,
    },
  ])
})

test('an answer that was kept for a key comes back with its status and ETag, and changes nothing more', async () => {
  const first = await post('good').set('idempotency-key', 'k1')
  const again = await post('good').set('idempotency-key', 'k1')
  expect(again.status).toBe(first.status)
  expect(again.headers.etag).toBe(first.headers.etag)
  expect(again.text).toBe(first.text)
  expect(await listTraces('good')).toMatchObject({ audited: 2 })
})

describe('a machine client that repeats a request', () => {
  async function signIn() {
    const client = await buildClient(service)
    const authorization = `Bearer ${await readClientToken(service, client)}`
    return (key: string, query = '') =>
      changing.post(`/api/v1/test/open${query}`).set({ authorization, 'idempotency-key': key })
  }
  const countRows = async () => {
    const { rows } = await service.app.pool.query(`select from audit_events where subject_kind = 'opened'`)
    return rows.length
  }

  test('gets the answer of the first one, and nothing is done twice, sent at once or later', async () => {
    const send = await signIn()
    const before = await countRows()
    const answers = await Promise.all([send('k1'), send('k1'), send('k1')])
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1)
    expect((await send('k1')).text).toBe(answers[0].text)
    expect(answers[0].status).toBe(201)
    expect(await countRows()).toBe(before + 1)
  })

  test('shares its keys with no other client and no account', async () => {
    const [one, other] = [await signIn(), await signIn()]
    const texts = [(await one('same')).text, (await other('same')).text]
    const person = changing.post('/api/v1/test/open').set('authorization', office.authorization)
    texts.push((await person.set('idempotency-key', 'same')).text)
    expect(new Set(texts).size).toBe(3)
  })

  test('must not use the key for something else, and not a key of any form', async () => {
    const send = await signIn()
    await send('k2').expect(201)
    expectProblem(await send('k2', '?other=1'), { status: 422, code: 'idempotency_key_reused' })
    expectProblem(await send('a key'), { status: 400, code: 'idempotency_key_invalid' })
  })
})

describe('what was audited stays as it is', () => {
  test.each([
    `update audit_events set actor_name = 'ai đó'`,
    'delete from audit_events',
    'truncate audit_events',
    `update audit_events set reason = 'x' where false`,
  ])('%s is refused, to the service and to the owner of the table', async (statement) => {
    await expect(service.app.pool.query(statement)).rejects.toThrow(/permission denied/)
    const owner = new pg.Client({ connectionString: service.databaseUrl })
    await owner.connect()
    await expect(owner.query(statement)).rejects.toThrow(/append-only/)
    await owner.end()
  })
})
