import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { DEMO_PASSWORD } from '../../demo/demo-accounts.js'
import { startTestApp, type TestApp } from '../../testing/app.js'
import { expectProblem } from '../../testing/problem.js'
import { makeAccount, signIn } from '../accounts/builders.js'

let service: TestApp

beforeAll(async () => {
  service = await startTestApp({ trustProxy: ['127.0.0.1'] })
})
afterAll(() => service.close())

const GOOD = 'con trâu ăn lúa bên bờ suối'
const FIRST = { status: 403, code: 'password_change_required' }

test('a one-time password opens the way to a password of one’s own and to nothing else', async () => {
  const oneTime = await makeAccount(service, 'moi.vao')
  const first = await signIn(service, 'moi.vao', oneTime)
  expect(first.session.account.duty).toBe('changePassword')
  const me = await first.send('get', '/me').expect(200)
  expect(me.body).toMatchObject({ account: { duty: 'changePassword' } })
  for (const path of ['/units', '/work', '/assessments?period=2019-07', '/overview']) {
    expectProblem(await first.send('get', path), FIRST)
  }
  expectProblem(
    await service.anonymous
      .patch('/api/v1/assessments/23512/2019-07')
      .set({ authorization: `Bearer ${first.token}`, 'if-match': '"1"' })
      .send({}),
    FIRST,
  )
  await service.anonymous.post('/api/v1/auth/refresh').set('cookie', first.cookie).expect(200)

  await first.send('post', '/me/password', { current: oneTime, next: GOOD }).expect(204)
  expect((await first.send('get', '/me').expect(200)).body).toMatchObject({ account: { duty: null } })
  await first.send('get', '/work').expect(200)
  const again = await service.anonymous.post('/api/v1/auth/login').send({ username: 'moi.vao', password: oneTime })
  expectProblem(again, { status: 401, code: 'invalid_credentials' })
  expect((await signIn(service, 'moi.vao', GOOD)).session.account.duty).toBeNull()
})

test('one may sign out instead', async () => {
  const oneTime = await makeAccount(service, 'moi.ra')
  const { cookie } = await signIn(service, 'moi.ra', oneTime)
  await service.anonymous.post('/api/v1/auth/logout').set('cookie', cookie).expect(204)
})

test('a one-time password that nobody used in time opens nothing, and says so to who knows it', async () => {
  const oneTime = await makeAccount(service, 'cham.tre')
  await service.app.pool.query(`update accounts set one_time_until = now() where username = 'cham.tre'`)
  const login = (password: string) =>
    service.anonymous.post('/api/v1/auth/login').send({ username: 'cham.tre', password })
  expectProblem(await login(oneTime), { status: 401, code: 'one_time_password_expired' })
  expectProblem(await login('sai mật khẩu'), { status: 401, code: 'invalid_credentials' })
})

test('a change ends all other sessions, keeps this one, and leaves a row without either password', async () => {
  const here = await signIn(service, 'xa.23515', DEMO_PASSWORD)
  const there = await signIn(service, 'xa.23515', DEMO_PASSWORD)
  await here.send('post', '/me/password', { current: DEMO_PASSWORD, next: GOOD }).expect(204)
  await pause(1_000)
  await here.send('get', '/me').expect(200)
  expectProblem(await there.send('get', '/me'), { status: 401, code: 'session_ended' })
  const { rows } = await service.app.pool.query(
    `select action, actor_name, e::text whole from audit_events e where subject_key = 'xa.23515' order by id desc limit 1`,
  )
  expect(rows[0]).toMatchObject({ action: 'password.changed', actor_name: expect.stringMatching(/xã/) })
  expect(rows[0].whole).not.toMatch(/con trâu|NongThonMoi/)
})

test.each([
  ['short', 'ngắn quá', 'too_short'],
  ['endless', 'bốn con voi '.repeat(12), 'too_long'],
  ['common', 'Kontum@123456', 'common'],
  ['made of the own name', 'canbo.dakmar.23512', 'personal'],
  ['the same', DEMO_PASSWORD, 'same'],
])('a new password that is %s is refused, with the reason', async (_case, next, code) => {
  const { send } = await signIn(service, 'xa.23512', DEMO_PASSWORD)
  const answer = await send('post', '/me/password', { current: DEMO_PASSWORD, next })
  const problem = expectProblem(answer, { status: 422, code: 'password_refused', pointers: ['/next'] })
  expect(problem.errors?.[0]?.code).toBe(code)
})

test('a wrong current password is refused, and guessing it has an end', async () => {
  const { send } = await signIn(service, 'xa.23518', DEMO_PASSWORD)
  const guess = (current: string) => send('post', '/me/password', { current, next: GOOD })
  for (let attempt = 1; attempt <= 5; attempt += 1) {
    expectProblem(await guess(`đoán ${attempt}`), { status: 422, code: 'password_wrong', pointers: ['/current'] })
  }
  const refused = await guess(DEMO_PASSWORD)
  expectProblem(refused, { status: 429, code: 'too_many_attempts' })
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
})

test.each([
  ['nothing', {}, ['/current', '/next']],
  ['a field too many', { current: 'a', next: 'b', username: 'admin' }, ['/username']],
  ['half a surrogate pair', { current: 'a', next: 'b\ud800' }, ['/next']],
])('a change with %s is malformed', async (_case, body, pointers) => {
  const { send } = await signIn(service, 'xa.23521', DEMO_PASSWORD)
  expectProblem(await send('post', '/me/password', body), { status: 400, code: 'malformed_request', pointers })
})

test('a password is changed by who is signed in only', async () => {
  const answer = await service.anonymous.post('/api/v1/me/password').send({ current: DEMO_PASSWORD, next: GOOD })
  expectProblem(answer, { status: 401, code: 'not_signed_in' })
})

test('a refused sign-in leaves a row with the address, never the password nor a name that is nobody’s', async () => {
  const login = (username: string) =>
    service.anonymous
      .post('/api/v1/auth/login')
      .set('x-forwarded-for', '10.1.1.1')
      .send({ username, password: 'bí mật' })
  await login('mttq').expect(401)
  await login('MatKhauCuaToi').expect(401)
  const { rows } = await service.app.pool.query(`select subject_kind kind, subject_key key, account_id account, reason,
    e.new->>'address' address, e::text whole from audit_events e where action = 'session.refused' order by id desc limit 2`)
  expect(rows).toMatchObject([
    { kind: 'address', key: '10.1.1.1', account: null, reason: 'unknown name', address: '10.1.1.1' },
    { kind: 'account', key: 'mttq', account: null, reason: 'wrong password', address: '10.1.1.1' },
  ])
  for (const { whole } of rows) expect(whole).not.toMatch(/bí mật|matkhau/i)
})
