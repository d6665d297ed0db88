import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '../../testing/app.js'
import { askToken, buildClient } from './builders.js'

let service: TestApp
beforeAll(async () => {
  service = await startTestApp({ trustProxy: ['loopback'] })
})
afterAll(() => service.close())

interface Row {
  actor_name: string
  subject_kind: string
  subject_key: string
  new: unknown
  reason: string
}

/** What the trail says of refusals from one address; each test has its own. */
async function readRefusals(address: string): Promise<Row[]> {
  const { rows } = await service.app.pool.query<Row>(
    `select actor_name, subject_kind, subject_key, new, reason from audit_events
     where action = 'client.refused' and new ->> 'address' = $1 order by id`,
    [address],
  )
  return rows
}

const expire = (id: string) =>
  service.app.pool.query('update client_secrets set expires_at = now() where client_id = $1', [id])
const disable = (id: string) => service.app.pool.query('update clients set disabled_at = now() where id = $1', [id])

test.each<[string, string, (id: string) => Promise<unknown>, { secret?: string; scope?: string }]>([
  ['wrong secret', '198.51.100.1', () => Promise.resolve(), { secret: 'a-secret-that-is-wrong' }],
  ['secret expired', '198.51.100.2', expire, {}],
  ['client disabled', '198.51.100.3', disable, {}],
  ['address not allowed', '198.51.100.4', () => Promise.resolve(), {}],
  ['scope not granted', '203.0.113.5', () => Promise.resolve(), { scope: 'exports:write' }],
])('a refusal for “%s” leaves one row, without the secret', async (reason, address, spoil, more) => {
  const addresses = reason === 'address not allowed' ? ['203.0.113.0/24'] : []
  const client = await buildClient(service, { name: 'Kho dữ liệu', addresses })
  await spoil(client.id)
  const { secret = client.secret, scope } = more
  const answer = await askToken(service, { ...client, secret }, scope === undefined ? {} : { scope }).set(
    'x-forwarded-for',
    address,
  )
  const isKnown = reason === 'scope not granted'
  expect(answer.status).toBe(isKnown ? 400 : 401)
  expect(answer.body).toMatchObject({ error: isKnown ? 'invalid_scope' : 'invalid_client' })
  const rows = await readRefusals(address)
  expect(rows).toEqual([
    {
      actor_name: isKnown ? `Kho dữ liệu (máy khách ${client.id})` : 'Chưa đăng nhập',
      subject_kind: 'client',
      subject_key: client.id,
      new: { address },
      reason,
    },
  ])
  expect(JSON.stringify(rows)).not.toContain(secret)
})

test('an id that no client has is not written down: it may be anything, also a secret', async () => {
  const id = 'my-secret-in-the-wrong-field'
  await askToken(service, { id, secret: 'x' }).set('x-forwarded-for', '198.51.100.6').expect(401)
  expect(await readRefusals('198.51.100.6')).toEqual([
    {
      actor_name: 'Chưa đăng nhập',
      subject_kind: 'address',
      subject_key: '198.51.100.6',
      new: { address: '198.51.100.6' },
      reason: 'unknown client',
    },
  ])
  const { rows } = await service.app.pool.query(`select from sign_in_failures where key like '%' || $1 || '%'`, [id])
  expect(rows).toEqual([])
})

test('guesses beyond the limit are neither answered nor written down, sent one by one or all at once', async () => {
  const client = await buildClient(service)
  const guess = (secret: string) => askToken(service, { ...client, secret }).set('x-forwarded-for', '198.51.100.7')
  const answers = await Promise.all(Array.from({ length: 20 }, (_, n) => guess(`wrong-${n}`)))
  expect(answers.filter(({ status }) => status === 401).length).toBeLessThanOrEqual(5)
  expect(answers.every(({ status }) => status === 401 || status === 429)).toBe(true)
  expect((await guess(client.secret)).status).toBe(429)
  const written = (await readRefusals('198.51.100.7')).length
  for (let tries = 0; tries < 3; tries += 1) await guess('wrong').expect(429)
  expect(await readRefusals('198.51.100.7')).toHaveLength(written)
})

test('a sign-in that succeeds forgets the failures before it', async () => {
  const client = await buildClient(service)
  const ask = (secret: string) => askToken(service, { ...client, secret }).set('x-forwarded-for', '198.51.100.8')
  for (let round = 0; round < 3; round += 1) {
    for (let tries = 0; tries < 3; tries += 1) await ask('wrong').expect(401)
    await ask(client.secret).expect(200)
  }
})

test('failures of a client count in PostgreSQL, so every copy of the service knows them', async () => {
  const client = await buildClient(service)
  await askToken(service, { ...client, secret: 'wrong' })
    .set('x-forwarded-for', '198.51.100.9')
    .expect(401)
  const { rows } = await service.app.pool.query(
    `select key, failures from sign_in_failures where key like '%198.51.100.9' order by key`,
  )
  expect(rows).toEqual([
    { key: `account:client:${client.id}@198.51.100.9`, failures: 1 },
    { key: 'address:198.51.100.9', failures: 1 },
  ])
})
