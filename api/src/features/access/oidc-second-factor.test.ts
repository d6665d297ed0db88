import { afterAll, beforeAll, expect, test } from 'vitest'
import type { SessionView } from '@ntm/shared/access/wire'
import { startTestApp, type TestApp } from '../../testing/app.js'
import { PUBLIC_URL, signInOutside, startProvider, type OutsideProvider } from '../../testing/outside-provider.js'

let provider: OutsideProvider
let strict: TestApp
beforeAll(async () => {
  provider = await startProvider()
  // No demonstration: there administrators and the provincial office need none.
  strict = await startTestApp({ publicUrl: PUBLIC_URL, oidc: provider.settings, demo: false })
})
afterAll(async () => {
  await strict.close()
  await provider.close()
})

async function signIn(username: string, told: string[] | undefined) {
  provider.tellMethods(told)
  const began = await strict.anonymous.get('/api/v1/auth/oidc/start').expect(303)
  const back = await signInOutside(String(began.headers.location), username)
  const cookie = began.get('Set-Cookie')?.[0]?.split(';')[0] ?? ''
  return strict.anonymous.get(`${back.pathname}${back.search}`).set('cookie', cookie).redirects(0).expect(303)
}

async function readDuty(answer: Awaited<ReturnType<typeof signIn>>): Promise<unknown> {
  const cookie =
    answer
      .get('Set-Cookie')
      ?.find((set) => set.startsWith('ntm_refresh='))
      ?.split(';')[0] ?? ''
  const session = await strict.anonymous.post('/api/v1/auth/refresh').set({ cookie }).expect(200)
  const { accessToken, account } = session.body as SessionView
  const authorization = `Bearer ${accessToken}`
  const status = (await strict.anonymous.get('/api/v1/units').set({ authorization })).status
  return { duty: account.duty, status }
}

test.each(['admin', 'vpdp'])('%s without one anywhere has to set one up before anything else', async (username) => {
  for (const told of [undefined, ['pwd'], ['pwd', 'otp']]) {
    expect(await readDuty(await signIn(username, told))).toEqual({ duty: 'enrolSecondFactor', status: 403 })
  }
})

test('nobody else needs one', async () => {
  expect(await readDuty(await signIn('huyen.615', ['pwd']))).toEqual({ duty: null, status: 200 })
})

test.each([
  ['says nothing', undefined, 'secondFactorDue'],
  ['asked for a password only', ['pwd'], 'secondFactorDue'],
  ['asked for a password twice', ['pwd', 'PWD', 'mfa '], 'secondFactorDue'],
  ['asked for a code too', ['pwd', 'otp'], null],
  ['asked for several things', ['mfa'], null],
])('who set one up here gets in only if the provider has one: it %s', async (_case, told, refusal) => {
  await strict.app.pool.query(
    `insert into second_factors (account_id, secret, confirmed_at)
     select id, '\\x00', now() from accounts where username = 'vpdp' on conflict do nothing`,
  )
  const answer = await signIn('vpdp', told)
  if (refusal !== null) expect(answer.headers.location).toBe(`/dang-nhap?loi=${refusal}`)
  else expect(await readDuty(answer)).toEqual({ duty: null, status: 200 })
})
