import { setTimeout as pause } from 'node:timers/promises'
import * as oauth from 'oauth4webapi'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '../../testing/app.js'
import { expectProblem } from '../../testing/problem.js'
import { askToken, buildClient, signInClient } from './builders.js'

let service: TestApp
beforeAll(async () => {
  service = await startTestApp({ trustProxy: ['loopback'] })
})
afterAll(() => service.close())

/** Longer than an actor is remembered. */
const SECOND = 1_000

describe('an ordinary OAuth library', () => {
  // The service under test has no TLS; the library marks what allows that as deprecated to make it stand out.
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  const overHttp = { [oauth.allowInsecureRequests]: true }

  test.each([
    ['client_secret_basic', oauth.ClientSecretBasic],
    ['client_secret_post', oauth.ClientSecretPost],
  ])('finds the service, signs in by %s and reads', async (_method, authenticate) => {
    const { id, secret } = await buildClient(service)
    const issuer = new URL(service.address)
    const found = await oauth.discoveryRequest(issuer, { algorithm: 'oauth2', ...overHttp })
    const server = await oauth.processDiscoveryResponse(issuer, found)
    const client: oauth.Client = { client_id: id }
    const answer = await oauth.clientCredentialsGrantRequest(
      server,
      client,
      authenticate(secret),
      new URLSearchParams({ scope: 'results:read' }),
      overHttp,
    )
    const token = await oauth.processClientCredentialsResponse(server, client, answer)
    expect(token).toMatchObject({ token_type: 'bearer', expires_in: 300, scope: 'results:read' })
    const url = new URL('/api/v1/overview?unit=615&period=2019-06', service.address)
    const read = await oauth.protectedResourceRequest(token.access_token, 'GET', url, undefined, undefined, overHttp)
    expect(read.status).toBe(200)
  })

  test('is told in its own words that the secret is wrong', async () => {
    const { id } = await buildClient(service)
    const issuer = new URL(service.address)
    const server = await oauth.processDiscoveryResponse(
      issuer,
      await oauth.discoveryRequest(issuer, { algorithm: 'oauth2', ...overHttp }),
    )
    const answer = await oauth.clientCredentialsGrantRequest(
      server,
      { client_id: id },
      oauth.ClientSecretPost('wrong'),
      {},
      overHttp,
    )
    await expect(oauth.processClientCredentialsResponse(server, { client_id: id }, answer)).rejects.toMatchObject({
      error: 'invalid_client',
    })
  })
})

describe('the token endpoint', () => {
  test('keeps its answers out of every cache', async () => {
    const answer = await askToken(service, await buildClient(service)).expect(200)
    expect(answer.headers).toMatchObject({ 'cache-control': 'no-store', pragma: 'no-cache' })
    expect(Object.keys(answer.body as object).sort()).toEqual(['access_token', 'expires_in', 'scope', 'token_type'])
  })

  test('gives the scopes of the client when none is asked for, and never one more', async () => {
    const client = await buildClient(service, { scopes: ['units:read', 'results:read'] })
    expect((await askToken(service, client).expect(200)).body).toMatchObject({ scope: 'units:read results:read' })
    const more = await askToken(service, client, { scope: 'units:read criteria:read' })
    expect({ status: more.status, body: more.body as object }).toMatchObject({
      status: 400,
      body: { error: 'invalid_scope' },
    })
  })

  test.each<[string, string, string, number]>([
    ['JSON', 'application/json', '{"grant_type":"client_credentials"}', 400],
    ['another grant', 'application/x-www-form-urlencoded', 'grant_type=password', 400],
    ['nothing', 'application/x-www-form-urlencoded', '', 400],
    ['a form that is far too long', 'application/x-www-form-urlencoded', `x=${'y'.repeat(20_000)}`, 400],
    ['no credentials', 'application/x-www-form-urlencoded', 'grant_type=client_credentials', 401],
  ])('refuses %s in the form of the RFC', async (_case, type, body, status) => {
    const answer = await service.anonymous.post('/oauth/token').set('content-type', type).send(body)
    expect(answer.status).toBe(status)
    expect(answer.headers).toMatchObject({ 'cache-control': 'no-store' })
    expect(answer.headers['content-type']).toContain('application/json')
    expect(Object.keys(answer.body as object)).toEqual(['error', 'error_description'])
  })

  test('challenges who failed with the Authorization header', async () => {
    const { id } = await buildClient(service)
    const answer = await service.anonymous
      .post('/oauth/token')
      .auth(id, 'wrong')
      .type('form')
      .send({ grant_type: 'client_credentials' })
    expect(answer.status).toBe(401)
    expect(answer.headers['www-authenticate']).toBe('Basic realm="ntm"')
  })

  test('lets a guesser wait, and nobody else', async () => {
    const client = await buildClient(service)
    const guess = () => askToken(service, { ...client, secret: 'x' }).set('x-forwarded-for', '203.0.113.7')
    for (let tries = 0; tries < 5; tries += 1) await guess().expect(401)
    const answer = await guess()
    expect(answer.status).toBe(429)
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0)
    expect(answer.body).toMatchObject({ error: 'temporarily_unavailable' })
    await askToken(service, client).expect(200)
  })

  test('writes each sign-in to the trail, under the name of the client', async () => {
    const client = await buildClient(service, { name: 'Kho dữ liệu Sở Tài chính' })
    await askToken(service, client).expect(200)
    const { rows } = await service.app.pool.query(
      `select account_id, actor_name, subject_key from audit_events where action = 'client.signedIn' and subject_key = $1`,
      [client.id],
    )
    expect(rows).toEqual([
      { account_id: null, actor_name: `Kho dữ liệu Sở Tài chính (máy khách ${client.id})`, subject_key: client.id },
    ])
  })

  test('tells where it is by the public address, whatever the request says', async () => {
    const elsewhere = await startTestApp({ publicUrl: 'https://ntm.example.vn' })
    const answer = await elsewhere.anonymous.get('/.well-known/oauth-authorization-server').set('host', 'evil.example')
    expect(answer.body).toMatchObject({
      issuer: 'https://ntm.example.vn',
      token_endpoint: 'https://ntm.example.vn/oauth/token',
    })
    await elsewhere.close()
  })
})

describe('a client reads', () => {
  const results = '/api/v1/overview?period=2019-06&unit='

  test.each<[string, string, number]>([
    ['results of its own unit', `${results}615`, 200],
    ['results of a unit below', `${results}23512`, 200],
    ['its own unit when it names none', '/api/v1/overview?period=2019-06', 200],
    ['not those of the unit above', `${results}62`, 404],
    ['not those of a sibling', `${results}616`, 404],
    ['not the matrix of a sibling', '/api/v1/matrix?period=2019-06&unit=616', 404],
    ['not the trend of the unit above', '/api/v1/trend?unit=62', 404],
    ['not what communes report in a month under way', '/api/v1/overview?period=2019-07&unit=615&basis=reported', 403],
    ['a unit below', '/api/v1/units/23512', 200],
    ['not a unit elsewhere', '/api/v1/units/23473', 404],
    ['criteria', '/api/v1/criteria-sets', 200],
    ['thresholds of a unit below', '/api/v1/criteria-sets/xa-2016-2020?unit=23512&period=2019-06', 200],
    ['not thresholds of a unit elsewhere', '/api/v1/criteria-sets/xa-2016-2020?unit=616&period=2019-06', 404],
    ['periods', '/api/v1/periods', 200],
    ['no sheets', '/api/v1/assessments?period=2019-06', 403],
    ['no sheet, approved or not', '/api/v1/assessments/23512/2019-06', 403],
    ['no trail', '/api/v1/audit', 403],
    ['no accounts or clients', '/api/v1/clients', 403],
    ['nobody’s work', '/api/v1/work', 403],
    ['no account of its own', '/api/v1/me', 403],
  ])('%s', async (_rule, path, status) => {
    const get = await signInClient(service, await buildClient(service))
    await get(path).expect(status)
  })

  test('in a list only the units within its own', async () => {
    const get = await signInClient(service, await buildClient(service))
    const { data } = (await get('/api/v1/units?limit=500').expect(200)).body as { data: { code: string }[] }
    const codes = data.map(({ code }) => code)
    expect(codes).toContain('615')
    expect(codes).toContain('23512')
    expect(codes).not.toContain('62')
    expect(codes).not.toContain('616')
  })

  test('no more than its token was made for', async () => {
    const get = await signInClient(service, await buildClient(service), { scope: 'criteria:read' })
    await get('/api/v1/criteria-sets').expect(200)
    await get(`${results}615`).expect(403)
  })
})

describe('within a second a client is stopped by', () => {
  async function signIn(addresses: string[] = []) {
    const client = await buildClient(service, { addresses })
    const get = await signInClient(service, client)
    await get('/api/v1/units/615').expect(200)
    return { client, read: () => get('/api/v1/units/615') }
  }
  const change = async (id: string, body: object) => {
    const administrator = await service.as('admin')
    await administrator.patch(`/api/v1/clients/${id}`, 1, body).expect(200)
  }

  test('disabling it', async () => {
    const { client, read } = await signIn()
    await change(client.id, { disabled: true })
    await pause(SECOND)
    expectProblem(await read(), { status: 401, code: 'client_refused' })
    await askToken(service, client).expect(401)
  })

  test('a secret that has expired', async () => {
    const { client, read } = await signIn()
    await service.app.pool.query('update client_secrets set expires_at = now() where client_id = $1', [client.id])
    await pause(SECOND)
    expectProblem(await read(), { status: 401, code: 'client_refused' })
    await askToken(service, client).expect(401)
  })

  test('a new secret, unless the old one was given time', async () => {
    const administrator = await service.as('admin')
    const [ended, kept] = [await signIn(), await signIn()]
    const renew = (id: string, body: object) =>
      administrator.request('post', `/api/v1/clients/${id}/secrets`).send(body).expect(201)
    await renew(ended.client.id, {})
    const oldValidUntil = new Date(Date.now() + 60_000).toISOString()
    const { clientSecret } = (await renew(kept.client.id, { oldValidUntil })).body as { clientSecret: string }
    await pause(SECOND)
    await ended.read().expect(401)
    await askToken(service, ended.client).expect(401)
    await kept.read().expect(200)
    await askToken(service, kept.client).expect(200)
    await askToken(service, { ...kept.client, secret: clientSecret }).expect(200)
  })

  test('a scope taken away', async () => {
    const { client, read } = await signIn()
    await change(client.id, { scopes: ['criteria:read'] })
    await pause(SECOND)
    await read().expect(403)
  })

  test('a list of addresses that its own is not on', async () => {
    const { client, read } = await signIn(['127.0.0.1'])
    await read().set('x-forwarded-for', '203.0.113.7').expect(401)
    await askToken(service, client).set('x-forwarded-for', '203.0.113.7').expect(401)
    await change(client.id, { addresses: ['203.0.113.0/24'] })
    await pause(SECOND)
    await read().expect(401)
    await read().set('x-forwarded-for', '203.0.113.7').expect(200)
  })
})
