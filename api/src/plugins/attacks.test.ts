import { createHmac, createSign, generateKeyPairSync } from 'node:crypto'
import { request as httpRequest } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { SessionView } from '@ntm/shared/access/wire'
import { DEMO_PASSWORD } from '../demo/demo-accounts.js'
import { buildClient, signInClient } from '../features/clients/builders.js'
import { keyIdOf } from '../key-ring.js'
import { startTestApp, TEST_SIGNING_KEY, type TestApp } from '../testing/app.js'
import { expectProblem } from '../testing/problem.js'

/** Ways in that were tried on others; `actor.test.ts` has the plain forgeries. */
let service: TestApp
let claims: Record<string, unknown>
beforeAll(async () => {
  service = await startTestApp({ publicUrl: 'https://ntm.example.vn' })
  const { authorization } = await service.as('vpdp')
  claims = payloadOf(authorization)
})
afterAll(() => service.close())

const ENDED = { status: 401, code: 'session_ended' }
/** The head of a true token. */
const HEAD = { alg: 'HS256', typ: 'JWT', kid: keyIdOf(TEST_SIGNING_KEY) }
const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')

function payloadOf(token: string): Record<string, unknown> {
  return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as Record<string, unknown>
}

function signWith(key: string | Buffer, head: object, payload: object = claims): string {
  const signed = `${encode(head)}.${encode(payload)}`
  return `${signed}.${createHmac('sha256', key).update(signed).digest('base64url')}`
}

const readMe = (token: string) => service.anonymous.get('/api/v1/me').set('authorization', `Bearer ${token}`)
const signIn = () =>
  service.anonymous.post('/api/v1/auth/login').send({ username: 'xa.23512', password: DEMO_PASSWORD })

describe('a token is refused', () => {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const publicPem = publicKey.export({ type: 'spki', format: 'pem' }).toString()

  test('that a private key of the attacker signed (RS256)', async () => {
    const signed = `${encode({ ...HEAD, alg: 'RS256' })}.${encode(claims)}`
    const signature = createSign('sha256').update(signed).sign(privateKey, 'base64url')
    expectProblem(await readMe(`${signed}.${signature}`), ENDED)
  })

  test('that takes a public key for the shared one (HS/RS confusion)', async () => {
    expectProblem(await readMe(signWith(publicPem, HEAD)), ENDED)
    expectProblem(await readMe(signWith(publicPem, { ...HEAD, alg: 'RS256' })), ENDED)
  })

  test('that brings its own key (jwk)', async () => {
    const jwk = publicKey.export({ format: 'jwk' })
    expectProblem(await readMe(signWith(publicPem, { ...HEAD, jwk })), ENDED)
  })

  test.each(['../../../../dev/null', "' union select '", 'https://evil.example/jwks', 'another', '', null, undefined])(
    'with an unknown kid (%s), whatever signed it',
    async (kid) => {
      expectProblem(await readMe(signWith('', { ...HEAD, kid })), ENDED)
      expectProblem(await readMe(signWith(TEST_SIGNING_KEY, { ...HEAD, kid })), ENDED)
    },
  )

  test('unless its head is, byte for byte, one that is signed here', async () => {
    await readMe(signWith(TEST_SIGNING_KEY, HEAD)).expect(200)
    const { alg, typ, kid } = HEAD
    expectProblem(await readMe(signWith(TEST_SIGNING_KEY, { kid, typ, alg })), ENDED)
    expectProblem(await readMe(signWith(TEST_SIGNING_KEY, { ...HEAD, crit: [] })), ENDED)
  })

  test.each(['None', 'NONE', 'nOnE', '', null])('that names no algorithm (alg: %s)', async (alg) => {
    expectProblem(await readMe(`${encode({ ...HEAD, alg })}.${encode(claims)}.`), ENDED)
  })

  test('of a megabyte, before it is looked at', async () => {
    const status = await new Promise((resolve, reject) => {
      const headers = { authorization: `Bearer ${'x'.repeat(1024 * 1024)}` }
      const sent = httpRequest(`${service.address}/api/v1/me`, { headers }, (answer) => {
        answer.resume()
        resolve(answer.statusCode)
      })
      sent.on('error', reject)
      sent.end()
    })
    expect(status).toBe(431)
    await service.anonymous.get('/health/live').expect(200)
  })

  test('of a person that claims to be a client, and of a client that claims to be a person', async () => {
    const { id } = await buildClient(service)
    const asClient = { ...claims, client_id: id, secret: 0, scope: 'units:read' }
    expectProblem(await readMe(signWith(TEST_SIGNING_KEY, HEAD, asClient)), { status: 401, code: 'client_refused' })
    const { sub, iat, exp, iss, aud } = claims
    const neither = { sub, iat, exp, iss, aud, client_id: id, scope: 'units:read' }
    expectProblem(await readMe(signWith(TEST_SIGNING_KEY, HEAD, neither)), ENDED)
  })

  test('of a client that wrote itself another scope', async () => {
    const client = await buildClient(service, { scopes: ['criteria:read'] })
    const get = await signInClient(service, client)
    const sent = get('/api/v1/units')
    const [head = '', , signature = ''] = sent.get('authorization').split('.')
    const widened = encode({ ...payloadOf(sent.get('authorization')), scope: 'units:read' })
    await sent.expect(403)
    const forged = `${head.replace('Bearer ', '')}.${widened}.${signature}`
    expectProblem(await service.anonymous.get('/api/v1/units').set('authorization', `Bearer ${forged}`), ENDED)
  })
})

describe('session fixation', () => {
  test('a refresh cookie that somebody planted before the sign-in stays what it was: nothing', async () => {
    const planted = 'ntm_refresh=planted-by-an-attacker-0123456789abcdef'
    const answer = await signIn().set('cookie', planted).expect(200)
    expect(answer.headers['set-cookie']).not.toContain('planted')
    expectProblem(await service.anonymous.post('/api/v1/auth/refresh').set('cookie', planted), ENDED)
  })

  test('a session of the attacker does not become that of the victim who signs in over it', async () => {
    const body = { username: 'huyen.615', password: DEMO_PASSWORD }
    const attacker = await service.anonymous.post('/api/v1/auth/login').send(body).expect(200)
    const cookie = String(attacker.headers['set-cookie']).split(';')[0] ?? ''
    const victim = await signIn().set('cookie', cookie).expect(200)
    const { accessToken } = victim.body as SessionView
    expect(payloadOf(accessToken).sid).not.toBe(payloadOf((attacker.body as SessionView).accessToken).sid)
    const renewed = await service.anonymous.post('/api/v1/auth/refresh').set('cookie', cookie).expect(200)
    expect((renewed.body as SessionView).account.username).toBe('huyen.615')
  })
})

describe('CSRF', () => {
  const paths = ['/api/v1/auth/login', '/api/v1/auth/refresh', '/api/v1/auth/logout']
  const hostile: [string, Record<string, string>][] = [
    ['another site', { 'sec-fetch-site': 'cross-site' }],
    ['a sister site', { 'sec-fetch-site': 'same-site' }],
    ['another origin', { origin: 'https://evil.example' }],
    ['an origin that begins alike', { origin: 'https://ntm.example.vn.evil.example' }],
    ['a page without an origin', { origin: 'null' }],
  ]

  test.each(paths.flatMap((path) => hostile.map(([name, headers]) => [name, path, headers] as const)))(
    'a form on %s cannot post to %s',
    async (_name, path, headers) => {
      const answer = await service.anonymous.post(path).set(headers)
      expectProblem(answer, { status: 403, code: 'foreign_origin' })
      expect(answer.headers['set-cookie']).toBeUndefined()
    },
  )

  test.each<[string, Record<string, string>]>([
    ['its own pages', { 'sec-fetch-site': 'same-origin', origin: 'http://localhost:5173' }],
    ['an older browser on the public address', { origin: 'https://ntm.example.vn' }],
    ['a program', {}],
  ])('%s may', async (_name, headers) => {
    await signIn().set(headers).expect(200)
  })

  test('the cookie goes to no other site and to no other path, and by itself opens nothing', async () => {
    const cookie = String((await signIn().expect(200)).headers['set-cookie'])
    expect(cookie).toMatch(/; Path=\/api\/v1\/auth;.*HttpOnly;.*SameSite=Strict/)
    const answer = await service.anonymous.get('/api/v1/me').set('cookie', cookie.split(';')[0] ?? '')
    expectProblem(answer, { status: 401, code: 'not_signed_in' })
  })
})

describe('open redirect', () => {
  test.each([
    '//evil.example',
    '//evil.example/%2e%2e',
    '/\\evil.example',
    '/%5cevil.example',
    '/%2f%2fevil.example',
    '///evil.example/..',
    '/assets//evil.example/',
    '/api/docs//evil.example',
    '/?next=https://evil.example',
    '/api/v1/auth/login?next=//evil.example',
    '/x%0d%0alocation:%20https://evil.example',
  ])('%s leads nowhere else', async (path) => {
    const { hostname, port } = new URL(service.address)
    const { status, location } = await new Promise<{ status: number; location: string | undefined }>((done, fail) => {
      const sent = httpRequest({ hostname, port, path, headers: { host: 'ntm.example.vn' } }, (answer) => {
        answer.resume()
        done({ status: answer.statusCode ?? 0, location: answer.headers.location })
      })
      sent.on('error', fail)
      sent.end()
    })
    expect(status).toBeLessThan(500)
    // Where a browser would land.
    if (location !== undefined) expect(new URL(location, 'https://ntm.example.vn/').host).toBe('ntm.example.vn')
    if (location !== undefined) expect(location).not.toContain('evil')
  })
})

describe('mass assignment', () => {
  test.each<[string, 'post' | 'patch', string, string, object]>([
    [
      'a role at the sign-in',
      'post',
      '/api/v1/auth/login',
      'vpdp',
      { username: 'a', password: 'b', role: 'administrator' },
    ],
    [
      'a role beside a new password',
      'post',
      '/api/v1/me/password',
      'xa.23512',
      { current: DEMO_PASSWORD, next: 'một câu dài để nhớ', roles: [{ role: 'administrator' }] },
    ],
    [
      'a password hash for a new account',
      'post',
      '/api/v1/accounts',
      'admin',
      { username: 'x', displayName: 'X', roles: [], passwordHash: '$argon2id$' },
    ],
    [
      'the id of a new account',
      'post',
      '/api/v1/accounts',
      'admin',
      { username: 'x', displayName: 'X', roles: [], id: 1 },
    ],
    [
      'the secret of a new client',
      'post',
      '/api/v1/clients',
      'admin',
      { name: 'X', unit: '62', scopes: ['units:read'], clientSecret: 'chosen' },
    ],
    [
      'the permissions of a new client',
      'post',
      '/api/v1/clients',
      'admin',
      { name: 'X', unit: '62', scopes: ['units:read'], permissions: ['audit.read'] },
    ],
    [
      'the status of a sheet',
      'patch',
      '/api/v1/assessments/23512/2019-07',
      'xa.23512',
      { values: [], status: 'approved' },
    ],
  ])('%s is refused, not overlooked', async (_name, method, path, username, body) => {
    const caller = await service.as(username)
    const answer = await caller.request(method, path).set('if-match', '"1"').send(body)
    expectProblem(answer, { status: 400, code: 'malformed_request' })
  })

  test.each(['{"values":[],"__proto__":{"x":1}}', '{"values":[],"constructor":{"prototype":{"x":1}}}'])(
    'a prototype is no JSON here: %s',
    async (body) => {
      const caller = await service.as('xa.23512')
      const sent = caller.request('patch', '/api/v1/assessments/23512/2019-07').set('if-match', '"1"')
      expectProblem(await sent.type('json').send(body), { status: 400, code: 'malformed_json' })
    },
  )
})
