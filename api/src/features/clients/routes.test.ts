import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ClientPage, ClientView, NewClientView } from '@ntm/shared/clients/wire'
import { startTestApp, type Caller, type TestApp } from '../../testing/app.js'
import { expectProblem } from '../../testing/problem.js'
import { askToken, buildClient } from './builders.js'

let service: TestApp
let administrator: Caller
beforeAll(async () => {
  service = await startTestApp()
  administrator = await service.as('admin')
})
afterAll(() => service.close())

const DAY = 86_400_000
const inDays = (days: number) => new Date(Date.now() + days * DAY).toISOString()
const valid = { name: 'Cổng dữ liệu', unit: '62', scopes: ['results:read'] }
const create = (body: object) => administrator.request('post', '/api/v1/clients').send(body)

test('a secret is shown once and kept as a hash', async () => {
  const { clientId, clientSecret } = (await create(valid).expect(201)).body as NewClientView
  expect(clientSecret).toMatch(/^[\w-]{43}$/)
  const record = await administrator.get(`/api/v1/clients/${clientId}`).expect(200)
  expect(record.text).not.toContain(clientSecret)
  const { rows } = await service.app.pool.query<{ kept: string }>(
    `select concat(c.*::text, s.*::text) kept from clients c join client_secrets s on s.client_id = c.id where c.id = $1`,
    [clientId],
  )
  expect(rows[0]?.kept).not.toContain(clientSecret)
})

test('a request that is repeated makes one client, and its secret is not kept for the repetition', async () => {
  const send = () => create(valid).set('idempotency-key', 'client-once').expect(201)
  const first = (await send()).body as NewClientView
  const second = (await send()).body as NewClientView
  expect(second).toEqual({ ...first, clientSecret: null })
  const { rows } = await service.app.pool.query(
    `select from idempotency_keys where response::text like '%' || $1 || '%'`,
    [first.clientSecret],
  )
  expect(rows).toEqual([])
})

test('a secret lasts a year unless it is told to last less', async () => {
  const { secrets } = (await create(valid).expect(201)).body as ClientView
  const days = (Date.parse(secrets[0]?.expiresAt ?? '') - Date.now()) / DAY
  expect(days).toBeGreaterThan(364)
  expect(days).toBeLessThanOrEqual(365)
  const short = (await create({ ...valid, secretExpiresAt: inDays(7) }).expect(201)).body as ClientView
  expect(Date.parse(short.secrets[0]?.expiresAt ?? '')).toBeLessThan(Date.now() + 8 * DAY)
})

test.each<[string, object, number, string, string]>([
  ['a secret for more than a year', { secretExpiresAt: inDays(367) }, 422, 'client_invalid', '/secretExpiresAt'],
  ['a secret that has expired', { secretExpiresAt: inDays(-1) }, 422, 'client_invalid', '/secretExpiresAt'],
  ['a range that is none', { addresses: ['10.0.0.0/40'] }, 422, 'client_invalid', '/addresses/0'],
  ['a scope nobody knows', { scopes: ['everything'] }, 400, 'malformed_request', '/scopes/0'],
  ['no scope', { scopes: [] }, 400, 'malformed_request', '/scopes'],
  ['an id of its own choice', { clientId: 'ntm_0000000000000000' }, 400, 'malformed_request', '/clientId'],
])('%s is refused', async (_case, change, status, code, pointer) => {
  expectProblem(await create({ ...valid, ...change }), { status, code, pointers: [pointer] })
})

test('a unit that does not exist is refused', async () => {
  expectProblem(await create({ ...valid, unit: '99999' }), { status: 422, code: 'unit_not_found' })
})

test('a client is renamed and disabled by whoever has read it as it stands', async () => {
  const { id } = await buildClient(service)
  const path = `/api/v1/clients/${id}`
  const etag = String((await administrator.get(path).expect(200)).headers.etag)
  expect(etag).toBe('"1"')
  const renamed = await administrator.patch(path, 1, { name: 'Tên mới' }).expect(200)
  expect(renamed.body).toMatchObject({ name: 'Tên mới', disabledAt: null })
  expect(renamed.headers.etag).toBe('"2"')
  expectProblem(await administrator.patch(path, 1, { disabled: true }), { status: 412, code: 'stale_version' })
  const disabled = (await administrator.patch(path, 2, { disabled: true }).expect(200)).body as ClientView
  expect(disabled.disabledAt).not.toBeNull()
  const enabled = await administrator.patch(path, 3, { disabled: false }).expect(200)
  expect(enabled.body).toMatchObject({ disabledAt: null })
  expectProblem(await administrator.patch(path, 4, {}), { status: 400, code: 'malformed_request' })
  expectProblem(await administrator.patch(path, 4, { unit: '62' }), { status: 400, code: 'malformed_request' })
})

test('two who change a client at once: one is told to look again', async () => {
  const { id } = await buildClient(service)
  const answers = await Promise.all(['A', 'B'].map((name) => administrator.patch(`/api/v1/clients/${id}`, 1, { name })))
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 412])
})

test.each(['2000-01-01T00:00:00Z', '0000-01-01T00:00:00Z', '2016-12-31T23:59:60Z'])(
  'a secret that is to end at %s, long past, ends now',
  async (oldValidUntil) => {
    const { id } = await buildClient(service)
    const administrator = await service.as('admin')
    const answer = await administrator.request('post', `/api/v1/clients/${id}/secrets`).send({ oldValidUntil })
    expect(answer.status, answer.text).toBe(201)
    expect((answer.body as ClientView).secrets).toHaveLength(1)
  },
)

test('what is done to clients is in the trail, without a secret', async () => {
  const client = await buildClient(service)
  await administrator.patch(`/api/v1/clients/${client.id}`, 1, { name: 'Tên mới' }).expect(200)
  const added = await administrator.request('post', `/api/v1/clients/${client.id}/secrets`).send({}).expect(201)
  const { rows } = await service.app.pool.query<{ action: string; told: string }>(
    `select action, concat(old::text, new::text) told from audit_events where subject_key = $1 order by id`,
    [client.id],
  )
  expect(rows.map(({ action }) => action)).toEqual(['client.created', 'client.changed', 'client.secretAdded'])
  const told = rows.map((row) => row.told).join()
  expect(told).not.toContain(client.secret)
  expect(told).not.toContain((added.body as NewClientView).clientSecret)
})

test('the list has every client once, page by page', async () => {
  const made = [await buildClient(service), await buildClient(service)].map(({ id }) => id)
  const seen: string[] = []
  let next: string | null = ''
  while (next !== null) {
    const answer = await administrator.get(`/api/v1/clients?limit=2${next && `&cursor=${next}`}`).expect(200)
    const { data, page } = answer.body as ClientPage
    seen.push(...data.map(({ clientId }) => clientId))
    next = page.next
  }
  expect(new Set(seen).size).toBe(seen.length)
  expect(seen).toEqual(expect.arrayContaining(made))
})

test('a client nobody made is not found', async () => {
  const path = '/api/v1/clients/ntm_0000000000000000'
  expectProblem(await administrator.get(path), { status: 404, code: 'client_not_found' })
  expectProblem(await administrator.patch(path, 1, { name: 'x' }), { status: 404, code: 'client_not_found' })
  const secrets = await administrator.request('post', `${path}/secrets`).send({})
  expectProblem(secrets, { status: 404, code: 'client_not_found' })
})

test.each(['xa.23512', 'huyen.615', 'so.syt', 'ubnd', 'mttq'])(
  '%s has nothing to do with clients',
  async (username) => {
    const caller = await service.as(username)
    const { id } = await buildClient(service)
    await caller.request('post', '/api/v1/clients').send(valid).expect(403)
    await caller.patch(`/api/v1/clients/${id}`, 1, { disabled: true }).expect(403)
    await caller.request('post', `/api/v1/clients/${id}/secrets`).send({}).expect(403)
  },
)

test('an expired secret no longer shows, and its client cannot sign in', async () => {
  const client = await buildClient(service)
  await service.app.pool.query('update client_secrets set expires_at = now() where client_id = $1', [client.id])
  const record = (await administrator.get(`/api/v1/clients/${client.id}`).expect(200)).body as ClientView
  expect(record.secrets).toEqual([])
  await askToken(service, client).expect(401)
})
