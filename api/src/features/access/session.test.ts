import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { SessionView } from '@ntm/shared/access/wire'
import { DEMO_PASSWORD } from '../../demo/demo-accounts.js'
import { startTestApp, type TestApp } from '../../testing/app.js'
import { expectProblem } from '../../testing/problem.js'

let service: TestApp

beforeAll(async () => {
  service = await startTestApp()
})
afterAll(() => service.close())

const ENDED = { status: 401, code: 'session_ended' }

interface Opened {
  cookie: string
  token: string
}

type Answer = Awaited<ReturnType<typeof refresh>>

function readSession(answer: Answer): Opened {
  const cookie = answer.get('Set-Cookie')?.[0]?.split(';')[0] ?? ''
  return { cookie, token: (answer.body as SessionView).accessToken }
}

async function open(username: string): Promise<Opened> {
  const body = { username, password: DEMO_PASSWORD }
  return readSession(await service.anonymous.post('/api/v1/auth/login').send(body).expect(200))
}

async function refresh(cookie: string, key?: string) {
  const request = service.anonymous.post('/api/v1/auth/refresh').set('cookie', cookie)
  return key === undefined ? request : request.set('idempotency-key', key)
}

async function readMe(token: string) {
  return service.anonymous.get('/api/v1/me').set('authorization', `Bearer ${token}`)
}

/** The status of `GET /me` once the second within which a right has to bite is over. */
async function readMeSoon(token: string) {
  await pause(1_000)
  return readMe(token)
}

async function listEvents(username: string) {
  const { rows } = await service.app.pool.query<{ action: string; reason: string | null; actor: string }>(
    `select action, reason, actor_name actor from audit_events
    where subject_key = $1 or subject_key in (
      select s.id::text from sessions s join accounts a on a.id = s.account_id where a.username = $1)
    order by id`,
    [username],
  )
  return rows
}

test('a refresh gives a new access token and a new cookie; the new one works again', async () => {
  const first = await open('xa.23512')
  const answer = await refresh(first.cookie)
  expect(answer.status).toBe(200)
  const second = readSession(answer)
  expect(second.cookie).not.toBe(first.cookie)
  expect((await readMe(second.token)).body).toMatchObject({ account: { username: 'xa.23512' } })
  expect((await refresh(second.cookie)).status).toBe(200)
})

test('a refresh token that comes twice ends the session, also for whoever has the newer one', async () => {
  const first = await open('xa.23515')
  const second = readSession(await refresh(first.cookie))
  expectProblem(await refresh(first.cookie), ENDED)
  expectProblem(await refresh(second.cookie), ENDED)
  expectProblem(await readMeSoon(second.token), ENDED)
  const ending = (await listEvents('xa.23515')).at(-1)
  expect(ending).toMatchObject({ action: 'session.ended', reason: 'refresh token used twice' })
})

const KEY = '0d1c1f6e-6c1a-4b7e-9f0f-2a9f4f6f1c55'

test('a refresh whose answer was lost is answered once more under its key, with the same cookie', async () => {
  const { cookie } = await open('xa.23530')
  const lost = readSession(await refresh(cookie, KEY))
  const [again, once] = await Promise.all([refresh(cookie, KEY), refresh(cookie, KEY)])
  expect([again.status, once.status]).toEqual([200, 200])
  expect(readSession(again).cookie).toBe(lost.cookie)
  expect(readSession(once).cookie).toBe(lost.cookie)
  expect((await readMe(readSession(again).token)).status).toBe(200)
  // From here on it is as if nothing had been lost.
  const next = await refresh(lost.cookie, KEY)
  expect(next.status).toBe(200)
  expect((await listEvents('xa.23530')).filter(({ reason }) => reason === 'answered once more')).toHaveLength(2)
})

test.each<[string, string, { key?: string; isUsed?: boolean }]>([
  ['without its key', 'xa.23533', {}],
  ['under another key', 'xa.23534', { key: `${KEY}-other` }],
  ['once the cookie that it was answered with was used', 'xa.23536', { key: KEY, isUsed: true }],
])('a refresh token that comes twice %s ends the session', async (_how, username, { key, isUsed }) => {
  const { cookie } = await open(username)
  const next = readSession(await refresh(cookie, KEY))
  const latest = isUsed ? readSession(await refresh(next.cookie)) : next
  expectProblem(await refresh(cookie, key), ENDED)
  expectProblem(await refresh(latest.cookie), ENDED)
})

test('a key that anybody would guess is no key', async () => {
  const { cookie } = await open('xa.23539')
  await refresh(cookie, 'retry-1')
  expectProblem(await refresh(cookie, 'retry-1'), ENDED)
})

test('of two refreshes at the same moment one wins, and the session ends for both', async () => {
  const { cookie } = await open('xa.23518')
  const answers = await Promise.all([refresh(cookie), refresh(cookie)])
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 401])
  const winner = answers.find(({ status }) => status === 200)
  expectProblem(await refresh(winner ? readSession(winner).cookie : ''), ENDED)
})

test.each([
  ['no cookie', ''],
  ['an unknown token', 'ntm_refresh=never-given-to-anybody'],
  ['a token of another cookie', 'other=1'],
  ['a token that is far too long', `ntm_refresh=${'x'.repeat(4_000)}`],
])('a refresh with %s is refused', async (_case, cookie) => {
  expectProblem(await refresh(cookie), ENDED)
})

test('a refused refresh takes the useless cookie back', async () => {
  const first = await open('xa.23521')
  await refresh(first.cookie)
  const [cookie] = (await refresh(first.cookie)).get('Set-Cookie') ?? []
  expect(cookie).toMatch(/^ntm_refresh=;.*Path=\/api\/v1\/auth/)
  const [unknown] = (await refresh('ntm_refresh=never-given-to-anybody')).get('Set-Cookie') ?? []
  expect(unknown).toMatch(/^ntm_refresh=;/)
})

test('a sign-out ends the session: its cookie at once, its access token within a second', async () => {
  const { cookie, token } = await open('huyen.615')
  expect((await readMe(token)).status).toBe(200)
  const answer = await service.anonymous.post('/api/v1/auth/logout').set('cookie', cookie)
  expect(answer.status).toBe(204)
  expect(answer.get('Set-Cookie')?.[0]).toMatch(/^ntm_refresh=;/)
  expectProblem(await refresh(cookie), ENDED)
  expectProblem(await readMeSoon(token), ENDED)
  const ending = (await listEvents('huyen.615')).at(-1)
  expect(ending).toMatchObject({ action: 'session.ended', reason: 'signed out', actor: expect.stringMatching(/huyện/) })
})

test('a sign-out ends one session of the account, not its others', async () => {
  const here = await open('huyen.614')
  const there = await open('huyen.614')
  await service.anonymous.post('/api/v1/auth/logout').set('cookie', here.cookie).expect(204)
  expect((await readMeSoon(there.token)).status).toBe(200)
})

test('a sign-out without a session, or for the second time, is done already', async () => {
  await service.anonymous.post('/api/v1/auth/logout').expect(204)
  const { cookie } = await open('huyen.613')
  await service.anonymous.post('/api/v1/auth/logout').set('cookie', cookie).expect(204)
  const before = await listEvents('huyen.613')
  await service.anonymous.post('/api/v1/auth/logout').set('cookie', cookie).expect(204)
  expect(await listEvents('huyen.613')).toEqual(before)
})

test('an account that is closed is out within a second, with its token and with its cookie', async () => {
  const { cookie, token } = await open('huyen.612')
  expect((await readMe(token)).status).toBe(200)
  await service.app.pool.query(`update accounts set disabled_at = now() where username = 'huyen.612'`)
  expectProblem(await readMeSoon(token), ENDED)
  expectProblem(await refresh(cookie), ENDED)
})

test('a role that is taken away bites within a second; the account stays', async () => {
  const { token } = await open('huyen.611')
  const list = () => service.anonymous.get('/api/v1/assessments?period=2019-07').set('authorization', `Bearer ${token}`)
  expect((await list()).status).toBe(200)
  await service.app.pool.query(`update role_grants set valid = daterange(null, '2019-07-01')
    where account_id = (select id from accounts where username = 'huyen.611')`)
  await pause(1_000)
  expectProblem(await list(), { status: 403, code: 'forbidden' })
  expect((await readMe(token)).body).toMatchObject({ account: { roles: [], permissions: ['public', 'self'] } })
})

test('a session that has lapsed cannot be refreshed', async () => {
  const { cookie, token } = await open('huyen.610')
  await service.app.pool.query(`update sessions set expires_at = now() - interval '1 second'
    where account_id = (select id from accounts where username = 'huyen.610')`)
  expectProblem(await refresh(cookie), ENDED)
  expectProblem(await readMeSoon(token), ENDED)
})

test('/me tells the account, its roles with their scope, what it may do, and the day of the field', async () => {
  const district = await service.as('huyen.616')
  const answer = await district.get('/api/v1/me').expect(200)
  expect(answer.body).toMatchObject({
    account: { username: 'huyen.616', roles: [{ role: 'districtOfficer', unit: { code: '616', kind: 'district' } }] },
    today: '2019-07-22',
    currentPeriod: '2019-07',
    demo: true,
  })
  const { permissions } = (answer.body as SessionView).account
  expect(permissions).toContain('assessments.review')
  expect(permissions).not.toContain('assessments.edit')
  const agency = await service.as('so.snnptnt')
  const { body } = await agency.get('/api/v1/me').expect(200)
  expect(body).toMatchObject({
    account: { roles: [{ role: 'departmentOfficer', unit: null, agency: { code: 'snnptnt' } }] },
  })
})

test('a stranger learns of the service only what its first page shows', async () => {
  const answer = await service.anonymous.get('/api/v1/service').expect(200)
  expect(answer.body).toEqual({
    demo: true,
    today: '2019-07-22',
    currentPeriod: '2019-07',
    province: '62',
    outsideSignIn: null,
  })
})
