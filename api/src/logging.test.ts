import { connect } from 'node:net'
import supertest from 'supertest'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { FastifyInstance } from 'fastify'
import { buildApp } from './app.js'
import { readConfig } from './config.js'
import { APP_ROLE, withRole } from './db/app-role.js'
import { DEMO_PASSWORD } from './demo/demo-accounts.js'
import { KeyRing } from './key-ring.js'
import { TEST_SIGNING_KEY } from './testing/app.js'
import { createTestDatabase, type TestDatabase } from './testing/database.js'

const lines: string[] = []
let database: TestDatabase
let app: FastifyInstance
let port: number
beforeAll(async () => {
  database = await createTestDatabase({ demo: true })
  const config = {
    ...readConfig({ NTM_LOG_LEVEL: 'trace', NTM_DEMO: '1' }),
    databaseUrl: withRole(database.url, APP_ROLE),
    keyRing: new KeyRing([{ secret: TEST_SIGNING_KEY }]),
  }
  app = await buildApp(config, { write: (line) => void lines.push(line) })
  app.post('/broken', { config: { permission: 'public' } }, async (request) => {
    request.log.info({ sent: request.headers, headers: request.headers, password: DEMO_PASSWORD }, 'careless')
    // Fails in Drizzle, which names the parameters of the statement in its error.
    const { sql } = await import('drizzle-orm')
    return app.db.execute(sql`select ${DEMO_PASSWORD}::text, 1 / 0`)
  })
  await app.listen({ host: '127.0.0.1', port: 0 })
  const address = app.server.address()
  port = typeof address === 'object' && address !== null ? address.port : 0
})
afterAll(async () => {
  await app.close()
  await database.drop()
})

const logged = () => lines.join('')

test('the log holds no password, token, cookie or secret, whatever is sent and whatever fails', async () => {
  const client = supertest(app.server)
  const credentials = { username: 'admin', password: DEMO_PASSWORD }
  const signedIn = await client.post('/api/v1/auth/login').send(credentials).expect(200)
  const { accessToken } = signedIn.body as { accessToken: string }
  const cookie = String(signedIn.headers['set-cookie']).split(';')[0] ?? ''
  const authorization = `Bearer ${accessToken}`

  await client.post('/api/v1/auth/login').send({ username: 'admin', password: 'Sai-Mật-Khẩu-1' }).expect(401)
  await client
    .post('/api/v1/auth/login')
    .send({ ...credentials, extra: 'Trường-Lạ-1' })
    .expect(400)
  await client.post('/api/v1/auth/login').type('json').send(`{"password":"${DEMO_PASSWORD}`).expect(400)
  await client.get(`/api/v1/me?access_token=${accessToken}`).set({ authorization })
  await client.get(`/api/v1/absent?token=${accessToken}`).set({ authorization }).expect(404)
  await client.post('/api/v1/auth/refresh').set({ cookie }).expect(200)
  await client.post('/broken').set({ authorization, cookie }).expect(500)
  const made = await client
    .post('/api/v1/clients')
    .set({ authorization })
    .send({ name: 'Máy khách', unit: '62', scopes: ['units:read'] })
    .expect(201)
  const { clientId, clientSecret } = made.body as { clientId: string; clientSecret: string }
  const form = { grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret }
  const token = (await client.post('/oauth/token').type('form').send(form).expect(200)).body as { access_token: string }
  await client.post('/oauth/token').auth(clientId, clientSecret).type('form').send({}).expect(400)

  const basic = Buffer.from(`${clientId}:${clientSecret}`).toString('base64')
  const secrets = [DEMO_PASSWORD, 'Sai-Mật-Khẩu-1', 'Trường-Lạ-1', accessToken, clientSecret, token.access_token, basic]
  for (const secret of [...secrets, cookie.split('=')[1] ?? '', TEST_SIGNING_KEY]) {
    expect(secret.length).toBeGreaterThan(8)
    expect(logged()).not.toContain(secret)
  }
  expect(logged()).toContain('careless')
  expect(logged()).toContain('division by zero')
})

test('every line that belongs to a request carries the trace id of its answer, once', async () => {
  lines.length = 0
  const answer = await supertest(app.server).post('/broken').expect(500)
  const { traceId } = answer.body as { traceId: string }
  await expect.poll(() => lines.some((line) => line.includes('request completed'))).toBe(true)
  const own = lines.filter((line) => line.includes('traceId'))
  expect(own.length).toBeGreaterThanOrEqual(3)
  for (const line of own) {
    expect(line.match(/"traceId"/g)).toHaveLength(1)
    expect((JSON.parse(line) as { traceId: string }).traceId).toBe(traceId)
  }
})

/** What the service answers to bytes that no HTTP library would send. */
function sendRaw(text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = ''
    const socket = connect(port, '127.0.0.1', () => socket.write(text))
    socket.on('data', (part) => (answer += part.toString()))
    socket.on('close', () => resolve(answer))
    socket.on('error', reject)
  })
}

test.each([
  [
    'headers that are too long',
    `GET /health/live HTTP/1.1\r\nHost: x\r\nX-Long: ${'x'.repeat(20_000)}\r\n\r\n`,
    431,
    'headers_too_large',
  ],
  ['an address that is too long', `GET /${'x'.repeat(20_000)} HTTP/1.1\r\nHost: x\r\n\r\n`, 431, 'headers_too_large'],
  ['what is no HTTP', 'xin chào\r\n\r\n', 400, 'malformed_request'],
])('%s: a problem document and the end of the connection', async (_case, text, status, code) => {
  const answer = await sendRaw(text)
  expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
  expect(answer).toContain('application/problem+json')
  expect(JSON.parse(answer.slice(answer.indexOf('\r\n\r\n') + 4))).toMatchObject({ status, code })
})

test('a request may not arrive for ever, nor a connection stand still', () => {
  expect(app.server.requestTimeout).toBe(60_000)
  expect(app.server.headersTimeout).toBeLessThanOrEqual(60_000)
  expect(app.server.timeout).toBe(120_000)
})
