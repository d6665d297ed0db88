import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { OutsideRefusal } from '@ntm/shared/access/outside-sign-in'
import type { SessionView } from '@ntm/shared/access/wire'
import { startTestApp, type TestApp } from '../../testing/app.js'
import {
  CALLBACK,
  PUBLIC_URL,
  signInOutside,
  startProvider,
  type OutsideProvider,
} from '../../testing/outside-provider.js'
import { expectProblem } from '../../testing/problem.js'

let provider: OutsideProvider
let issuer: string
let service: TestApp
beforeAll(async () => {
  provider = await startProvider()
  issuer = provider.issuer
  service = await startTestApp({ publicUrl: PUBLIC_URL, secureCookies: true, oidc: provider.settings })
})
afterAll(async () => {
  await service.close()
  await provider.close()
})

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
  async function expectRefused(back: URL, cookie: string, refusal: OutsideRefusal = 'interrupted'): Promise<void> {
    const answer = await finish(back, cookie).expect(303)
    expect(answer.headers.location).toBe(`/dang-nhap?loi=${refusal}`)
    expect(answer.get('Set-Cookie')?.some((set) => set.startsWith('ntm_refresh='))).toBe(false)
  }

  test('without an account here', async () => {
    const { url, cookie } = await begin()
    await expectRefused(await signInOutside(url, 'nguoi.la'), cookie, 'noAccount')
  })

  test('with an account that is disabled, and the trail says so', async () => {
    await service.app.pool.query(`update accounts set disabled_at = now() where username = 'huyen.612'`)
    const { url, cookie } = await begin()
    await expectRefused(await signInOutside(url, 'huyen.612'), cookie, 'accountDisabled')
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

  test.each<[string, OutsideRefusal]>([
    ['', 'interrupted'],
    ['error=access_denied', 'cancelled'],
    ['error=server_error', 'interrupted'],
    ['code=invented', 'interrupted'],
    ['code=a&code=b', 'interrupted'],
  ])('with “%s” for an answer: %s', async (query, refusal) => {
    const { url, cookie } = await begin()
    const state = new URL(url).searchParams.get('state') ?? ''
    await expectRefused(new URL(`${CALLBACK}?${query}&state=${state}&iss=${issuer}`), cookie, refusal)
  })

  test('and where they wanted to go is not forgotten, nor does it lead elsewhere', async () => {
    for (const [returnTo, kept] of [
      ['/phieu?x=1', '&returnTo=%2Fphieu%3Fx%3D1'],
      ['//evil.example', ''],
    ] as const) {
      const { url, cookie } = await begin(returnTo)
      const answer = await finish(await signInOutside(url, 'nguoi.la'), cookie)
      expect(answer.headers.location).toBe(`/dang-nhap?loi=noAccount${kept}`)
    }
  })
})

test('a provider that is away is said to be away on the sign-in page', async () => {
  const oidc = { ...provider.settings, issuer: 'http://127.0.0.1:1' }
  const lonely = await startTestApp({ oidc })
  const answer = await lonely.anonymous.get('/api/v1/auth/oidc/start').redirects(0).expect(303)
  expect(answer.headers.location).toBe('/dang-nhap?loi=unavailable')
  await lonely.close()
})

test('an address that nobody meant to type ends on the sign-in page too', async () => {
  const answer = await service.anonymous.get('/api/v1/auth/oidc/start?redirect=https://evil.example').redirects(0)
  expect(answer.status).toBe(303)
  expect(answer.headers.location).toBe('/dang-nhap?loi=interrupted')
})

test('the sign-in page learns that there is such a sign-in, and under which name', async () => {
  const { body } = await service.anonymous.get('/api/v1/service').expect(200)
  expect(body).toMatchObject({ outsideSignIn: { name: 'Cổng của tỉnh' } })
})

test('without settings there is no such sign-in, and no page speaks of it', async () => {
  const plain = await startTestApp()
  expect((await plain.anonymous.get('/api/v1/service').expect(200)).body).toMatchObject({ outsideSignIn: null })
  expectProblem(await plain.anonymous.get('/api/v1/auth/oidc/start'), { status: 404, code: 'route_not_found' })
  await plain.close()
})
