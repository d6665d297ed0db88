import { createServer, type Server } from 'node:http'
import { Provider } from 'oidc-provider'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { SessionView } from '@ntm/shared/access/wire'
import { startTestApp, type TestApp } from '../../testing/app.js'
import { expectProblem } from '../../testing/problem.js'

const PUBLIC_URL = 'https://ntm.example.vn'
const CALLBACK = `${PUBLIC_URL}/api/v1/auth/oidc/callback`
const CLIENT = { clientId: 'ntm', clientSecret: 'a secret that only these two know' }

let issuer: string
let provider: Server
let service: TestApp
beforeAll(async () => {
  provider = createServer()
  await new Promise<void>((done) => provider.listen(0, '127.0.0.1', done))
  const address = provider.address()
  issuer = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
  const answer = createProvider(issuer).callback()
  provider.on('request', (request, response) => void answer(request, response))
  const oidc = { issuer, ...CLIENT, usernameClaim: 'preferred_username' }
  service = await startTestApp({ publicUrl: PUBLIC_URL, secureCookies: true, oidc })
})
afterAll(async () => {
  await service.close()
  provider.closeAllConnections()
  await new Promise((done) => provider.close(done))
})

/** A real provider: whoever types a name there is that person. */
function createProvider(url: string): Provider {
  return new Provider(url, {
    clients: [{ client_id: CLIENT.clientId, client_secret: CLIENT.clientSecret, redirect_uris: [CALLBACK] }],
    findAccount: (_context, id) => ({ accountId: id, claims: () => ({ sub: id, preferred_username: id }) }),
    claims: { openid: ['sub'], profile: ['preferred_username'] },
    pkce: { required: () => true },
    ttl: { Interaction: 600, Session: 600, Grant: 600, AccessToken: 600, IdToken: 600 },
    cookies: { keys: ['a key for the cookies of the provider'] },
  })
}

/** Follows a browser through the pages of the provider until it is sent back; gives the address it is sent to. */
async function signInOutside(url: string, username: string): Promise<URL> {
  const jar = new Map<string, string>()
  let next = url
  let form: URLSearchParams | undefined
  for (let step = 0; step < 12; step += 1) {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await fetch(next, {
      redirect: 'manual',
      headers: { cookie },
      ...(form && { method: 'POST', body: form }),
    })
    for (const set of answer.headers.getSetCookie()) {
      const [name = '', value = ''] = (set.split(';')[0] ?? '').split('=')
      jar.set(name, value)
    }
    const location = answer.headers.get('location')
    if (location !== null) {
      const target = new URL(location, next)
      if (target.origin === PUBLIC_URL) return target
      next = target.href
      form = undefined
      continue
    }
    const page = await answer.text()
    const action = /<form[^>]*action="([^"]+)"/.exec(page)?.[1]
    const prompt = /name="prompt" value="(\w+)"/.exec(page)?.[1]
    if (action === undefined || prompt === undefined) throw new Error(`No form on ${next}: ${page.slice(0, 400)}`)
    next = new URL(action, next).href
    form = new URLSearchParams({ prompt, ...(prompt === 'login' ? { login: username, password: 'any' } : {}) })
  }
  throw new Error('The provider sends the browser around in circles')
}

interface Begun {
  /** Where the browser is sent. */
  url: string
  /** What it brings back. */
  cookie: string
}

async function begin(returnTo?: string): Promise<Begun> {
  const query = returnTo === undefined ? {} : { returnTo }
  const answer = await service.anonymous.get('/api/v1/auth/oidc/start').query(query).expect(303)
  return { url: String(answer.headers.location), cookie: answer.get('Set-Cookie')?.[0]?.split(';')[0] ?? '' }
}

const finish = (back: URL, cookie: string) =>
  service.anonymous.get(`${back.pathname}${back.search}`).set('cookie', cookie).redirects(0)

const REFUSED = { status: 401, code: 'outside_sign_in_refused' }

test('who signs in outside gets a session of an account that is here', async () => {
  const { url, cookie } = await begin('/tong-quan?period=2019-06')
  expect(Object.fromEntries(new URL(url).searchParams)).toMatchObject({
    redirect_uri: CALLBACK,
    response_type: 'code',
    code_challenge_method: 'S256',
  })
  const answer = await finish(await signInOutside(url, 'huyen.615'), cookie).expect(303)
  expect(answer.headers.location).toBe('/tong-quan?period=2019-06')
  const refresh = answer.get('Set-Cookie')?.find((set) => set.startsWith('ntm_refresh=')) ?? ''
  expect(refresh).toMatch(/HttpOnly; Secure; SameSite=Strict/)
  const renewed = await service.anonymous
    .post('/api/v1/auth/refresh')
    .set('cookie', refresh.split(';')[0] ?? '')
    .expect(200)
  expect((renewed.body as SessionView).account.username).toBe('huyen.615')
  const { rows } = await service.app.pool.query(
    `select actor_name actor, new from audit_events where action = 'session.started' and new ->> 'provider' = $1`,
    [issuer],
  )
  expect(rows).toEqual([{ actor: expect.stringContaining('Đắk Hà') as string, new: { provider: issuer } }])
})

test('what is remembered on the way is out of reach of scripts, and gone after ten minutes', async () => {
  const answer = await service.anonymous.get('/api/v1/auth/oidc/start').expect(303)
  expect(answer.get('Set-Cookie')?.[0]).toMatch(
    /^ntm_oidc=[\w-]+; Max-Age=600; Path=\/api\/v1\/auth\/oidc; HttpOnly; Secure; SameSite=Lax$/,
  )
})

test.each(['//evil.example', 'https://evil.example', '/\\evil.example', '/a/..//evil.example'])(
  'the way back leads nowhere else: %s',
  async (returnTo) => {
    const { url, cookie } = await begin(returnTo)
    const answer = await finish(await signInOutside(url, 'xa.23512'), cookie).expect(303)
    expect(answer.headers.location).toBe('/')
  },
)

describe('nobody gets in', () => {
  async function expectRefused(back: URL, cookie: string): Promise<void> {
    const answer = await finish(back, cookie)
    expectProblem(answer, REFUSED)
    expect(answer.get('Set-Cookie')?.some((set) => set.startsWith('ntm_refresh='))).toBe(false)
  }

  test('without an account here', async () => {
    const { url, cookie } = await begin()
    await expectRefused(await signInOutside(url, 'nguoi.la'), cookie)
  })

  test('with an account that is disabled, and the trail says so', async () => {
    await service.app.pool.query(`update accounts set disabled_at = now() where username = 'huyen.612'`)
    const { url, cookie } = await begin()
    await expectRefused(await signInOutside(url, 'huyen.612'), cookie)
    const { rows } = await service.app.pool.query(
      `select reason from audit_events where action = 'session.refused' and subject_key = 'huyen.612'`,
    )
    expect(rows).toEqual([{ reason: 'account disabled' }])
  })

  test('from another browser than the one that began (a planted sign-in)', async () => {
    const attacker = await begin()
    const victim = await begin()
    await expectRefused(await signInOutside(attacker.url, 'xa.23512'), victim.cookie)
    await expectRefused(await signInOutside((await begin()).url, 'xa.23512'), '')
  })

  test('with a state, a nonce or a verifier that was changed on the way', async () => {
    for (const part of ['state', 'nonce', 'verifier']) {
      const { url, cookie } = await begin()
      const [name = '', packed = ''] = cookie.split('=')
      const journey = JSON.parse(Buffer.from(packed, 'base64url').toString()) as Record<string, string>
      const changed = { ...journey, [part]: 'x'.repeat(43) }
      const planted = `${name}=${Buffer.from(JSON.stringify(changed)).toString('base64url')}`
      await expectRefused(await signInOutside(url, 'xa.23512'), planted)
    }
  })

  test('with a code that was used already', async () => {
    const { url, cookie } = await begin()
    const back = await signInOutside(url, 'xa.23512')
    await finish(back, cookie).expect(303)
    await expectRefused(back, cookie)
  })

  test.each(['', 'error=access_denied', 'code=invented', 'code=a&code=b'])('with “%s” for an answer', async (query) => {
    const { url, cookie } = await begin()
    const state = new URL(url).searchParams.get('state') ?? ''
    await expectRefused(new URL(`${CALLBACK}?${query}&state=${state}`), cookie)
  })
})

test('a provider that is away is said to be away, and found again when it is back', async () => {
  const oidc = { issuer: 'http://127.0.0.1:1', ...CLIENT, usernameClaim: 'sub' }
  const lonely = await startTestApp({ oidc })
  expectProblem(await lonely.anonymous.get('/api/v1/auth/oidc/start'), { status: 503, code: 'unavailable' })
  await lonely.close()
})

test('without settings there is no such sign-in', async () => {
  const plain = await startTestApp()
  expectProblem(await plain.anonymous.get('/api/v1/auth/oidc/start'), { status: 404, code: 'route_not_found' })
  await plain.close()
})
