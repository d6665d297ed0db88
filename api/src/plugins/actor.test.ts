import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, test } from 'vitest'
import { keyIdOf } from '../key-ring.js'
import { startTestApp, TEST_SIGNING_KEY, type TestApp } from '../testing/app.js'
import { expectProblem } from '../testing/problem.js'

let service: TestApp
let claims: Record<string, unknown>

beforeAll(async () => {
  service = await startTestApp()
  const { authorization } = await service.as('vpdp')
  const [, payload = ''] = authorization.split('.')
  claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as typeof claims
})
afterAll(() => service.close())

const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')

function forge(payload: object, { key = TEST_SIGNING_KEY, algorithm = 'HS256' } = {}): string {
  const head = { alg: algorithm, typ: 'JWT', kid: keyIdOf(TEST_SIGNING_KEY) }
  const signed = `${encode(head)}.${encode(payload)}`
  const digest = { HS256: 'sha256', HS384: 'sha384', HS512: 'sha512' }[algorithm]
  return `${signed}.${digest ? createHmac(digest, key).update(signed).digest('base64url') : ''}`
}

const seconds = (): number => Math.floor(Date.now() / 1_000)
const readMe = (authorization: string) => service.anonymous.get('/api/v1/me').set({ authorization })

test('a token that was signed here for a living session is taken', async () => {
  await readMe(`Bearer ${forge(claims)}`).expect(200)
})

test.each<[string, () => string]>([
  ['signed with another key', () => forge(claims, { key: 'another key that is long enough to sign with' })],
  ['without a signature (alg none)', () => forge(claims, { algorithm: 'none' })],
  ['signed with another algorithm', () => forge(claims, { algorithm: 'HS512' })],
  ['past its time', () => forge({ ...claims, iat: seconds() - 600, exp: seconds() - 1 })],
  ['before its time', () => forge({ ...claims, nbf: seconds() + 60 })],
  ['for another audience', () => forge({ ...claims, aud: 'another-service' })],
  ['of another issuer', () => forge({ ...claims, iss: 'another-issuer' })],
  ['without an audience', () => forge({ ...claims, aud: undefined })],
  ['without an end', () => forge({ ...claims, exp: undefined })],
  ['of a session that never was', () => forge({ ...claims, sid: '00000000-0000-4000-8000-000000000000' })],
  ['of a session that is no session', () => forge({ ...claims, sid: `' or true --` })],
  ['without a session', () => forge({ ...claims, sid: undefined })],
  ['of a session that is not text', () => forge({ ...claims, sid: { toString: 'x' } })],
  ['with a payload that was changed', () => forge(claims).replace(/\.[^.]+\./, `.${encode({ ...claims, sub: '1' })}.`)],
  ['far too long', () => forge({ ...claims, padding: 'x'.repeat(8_000) })],
  ['that is no token', () => 'not.a.token'],
])('a token %s is refused', async (_case, token) => {
  expectProblem(await readMe(`Bearer ${token()}`), { status: 401, code: 'session_ended' })
})

test.each(['Basic dnBkcDp4', 'Bearer', 'Bearer ', 'x'])('“%s” is no way to sign in', async (authorization) => {
  expectProblem(await readMe(authorization), { status: 401, code: 'session_ended' })
})

test('a request without a token is told to sign in, wherever it goes', async () => {
  for (const path of ['/api/v1/me', '/api/v1/units', '/api/v1/assessments/23512/2019-07', '/api/v1/work']) {
    expectProblem(await service.anonymous.get(path), { status: 401, code: 'not_signed_in' })
  }
})

test('the query, a cookie and the body are no place for a token', async () => {
  const token = forge(claims)
  const inQuery = await service.anonymous.get(`/api/v1/me?access_token=${token}`)
  expectProblem(inQuery, { status: 401, code: 'not_signed_in' })
  const inCookie = await service.anonymous.get('/api/v1/me').set('cookie', `token=${token}`)
  expectProblem(inCookie, { status: 401, code: 'not_signed_in' })
})

test('whoever may not use a route is refused before the request is looked at', async () => {
  const administrator = await service.as('admin')
  const answer = await administrator.patch('/api/v1/assessments/x/2019-99', 1, { anything: true })
  expectProblem(answer, { status: 403, code: 'forbidden' })
})
