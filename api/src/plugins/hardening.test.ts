import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildApp } from '../app.js'
import { startTestApp, type TestApp } from '../testing/app.js'
import { expectProblem } from '../testing/problem.js'

/** What holds for the service as a whole; `pages.test.ts` has the headers, `attacks.test.ts` the ways in. */
let service: TestApp
beforeAll(async () => {
  service = await startTestApp()
})
afterAll(() => service.close())

/** Another process on the same database, with settings of its own. */
async function ask(settings: Partial<TestApp['app']['config']>, url: string, headers: Record<string, string> = {}) {
  const lines: string[] = []
  const app = await buildApp({ ...service.app.config, ...settings }, { write: (line) => void lines.push(line) })
  const answer = await app.inject({ url, headers, remoteAddress: '10.0.0.9' })
  await app.close()
  return { answer, log: lines.join('') }
}

test.each(['/', '/api/v1/service', '/api/v1/nothing', '/health/live', '/oauth/token'])(
  'behind TLS %s keeps browsers to it for a year',
  async (path) => {
    const { answer } = await ask({ secureCookies: true }, path)
    expect(answer.headers['strict-transport-security']).toBe('max-age=31536000; includeSubDomains')
  },
)

describe('where a request says that it comes from', () => {
  const forwarded = { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https', host: 'ntm.example.vn' }
  const discover = async (trustProxy: string[] | false) =>
    (await ask({ trustProxy }, '/.well-known/oauth-authorization-server', forwarded)).answer.json<{ issuer: string }>()

  test('is not believed unless a proxy is named in the settings', async () => {
    expect(await discover(false)).toMatchObject({ issuer: 'http://ntm.example.vn' })
  })

  test('is not believed from another address than that of the proxy', async () => {
    expect(await discover(['loopback'])).toMatchObject({ issuer: 'http://ntm.example.vn' })
  })

  test('is believed from the proxy', async () => {
    expect(await discover(['10.0.0.0/8'])).toMatchObject({ issuer: 'https://evil.example' })
  })
})

test('an access token of a person lasts five minutes', async () => {
  const { authorization } = await service.as('vpdp')
  const payload = Buffer.from(authorization.split('.')[1] ?? '', 'base64url').toString()
  const { iat, exp } = JSON.parse(payload) as { iat: number; exp: number }
  expect(exp - iat).toBe(300)
})

describe('what is too large is refused', () => {
  const megabyte = 'x'.repeat(1024 * 1024)

  test('as the body of whatever takes one', async () => {
    const administrator = await service.as('admin')
    for (const path of ['/api/v1/accounts', '/api/v1/clients', '/api/v1/me/password']) {
      const answer = await administrator.request('post', path).send({ name: megabyte })
      expectProblem(answer, { status: 413, code: 'body_too_large' })
    }
    const form = await service.anonymous
      .post('/oauth/token')
      .type('form')
      .send({ client_id: 'x'.repeat(9_000) })
    expect(form.status).toBe(400)
    expect(form.body).toMatchObject({ error: 'invalid_request' })
  })

  test('as a part of an address', async () => {
    const office = await service.as('vpdp')
    expect((await office.get(`/api/v1/units/${'9'.repeat(201)}`)).status).toBe(414)
  })
})

test('the log keeps nothing of the way back from a sign-in outside, not even when the provider is away', async () => {
  const clientSecret = 'a secret that only these two know'
  const oidc = { issuer: 'http://127.0.0.1:1', clientId: 'ntm', clientSecret, name: 'Cổng', usernameClaim: 'sub' }
  const packed = { state: 'the-state-of-it', nonce: 'the-nonce-of-it', verifier: 'the-verifier-of-it', returnTo: '/' }
  const cookie = `ntm_oidc=${Buffer.from(JSON.stringify(packed)).toString('base64url')}`
  const url = '/api/v1/auth/oidc/callback?code=the-code-of-it&state=the-state-of-it'
  const { answer, log } = await ask({ oidc, logLevel: 'trace' }, url, { cookie })
  expect(answer.headers.location).toBe('/dang-nhap?loi=unavailable')
  expect(log).toContain('The sign-in outside failed')
  for (const secret of [clientSecret, 'the-code', 'the-state', 'the-nonce', 'the-verifier', cookie.slice(9)]) {
    expect(log).not.toContain(secret)
  }
})
