import { setTimeout as pause } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import supertest from 'supertest'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { OwnSessionList } from '@ntm/shared/access/wire'
import { buildApp } from '../../app.js'
import { DEMO_PASSWORD } from '../../demo/demo-accounts.js'
import { startTestApp, type TestApp } from '../../testing/app.js'
import { expectProblem } from '../../testing/problem.js'
import { ACCOUNTS, readVersion, signIn } from '../accounts/builders.js'

let service: TestApp
/** A second copy of the service on the same database. */
let copy: FastifyInstance

beforeAll(async () => {
  service = await startTestApp()
  copy = await buildApp(service.app.config)
  await copy.listen({ host: '127.0.0.1', port: 0 })
})
afterAll(async () => {
  await copy.close()
  await service.close()
})

const ENDED = { status: 401, code: 'session_ended' }
/** Milliseconds within which a right that is taken away is gone on every copy. */
const SOON = 1_000

function onCopy(token: string, path = '/me') {
  return supertest(copy.server).get(`/api/v1${path}`).set('authorization', `Bearer ${token}`)
}

/** Each of them works on the copy now, and so is remembered there. */
async function expectOpen(...tokens: string[]) {
  for (const token of tokens) await onCopy(token).expect(200)
}

async function list(session: Awaited<ReturnType<typeof signIn>>) {
  const answer = await session.send('get', '/me/sessions').expect(200)
  return (answer.body as OwnSessionList).data
}

test('the list names each device in plain words, with its address and times, and marks the one that asks', async () => {
  const browser = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:127.0) Gecko/20100101 Firefox/127.0'
  const login = { username: 'xa.23512', password: DEMO_PASSWORD }
  await service.anonymous.post('/api/v1/auth/login').set('user-agent', browser).send(login).expect(200)
  const here = await signIn(service, 'xa.23512', DEMO_PASSWORD)
  const sessions = await list(here)
  expect(sessions).toHaveLength(2)
  expect(sessions.filter(({ current }) => current)).toMatchObject([{ device: 'Thiết bị không rõ' }])
  expect(sessions.find(({ current }) => !current)).toMatchObject({
    device: 'Firefox trên máy tính Windows',
    address: expect.stringMatching(/127\.0\.0\.1|::1/),
    createdAt: expect.stringMatching(/Z$/),
    lastUsedAt: expect.stringMatching(/Z$/),
  })
})

test('one session is ended on every copy within a second, the others stay', async () => {
  const here = await signIn(service, 'xa.23515', DEMO_PASSWORD)
  const there = await signIn(service, 'xa.23515', DEMO_PASSWORD)
  await expectOpen(here.token, there.token)
  const other = (await list(here)).find(({ current }) => !current)
  await here.send('delete', `/me/sessions/${other?.id}`).expect(204)
  await pause(SOON)
  expectProblem(await onCopy(there.token), ENDED)
  await expectOpen(here.token)
  expectProblem(await here.send('delete', `/me/sessions/${other?.id}`), { status: 404, code: 'session_not_found' })
})

test('all others are ended at once', async () => {
  const here = await signIn(service, 'xa.23518', DEMO_PASSWORD)
  const others = [await signIn(service, 'xa.23518', DEMO_PASSWORD), await signIn(service, 'xa.23518', DEMO_PASSWORD)]
  await expectOpen(here.token, ...others.map(({ token }) => token))
  await here.send('delete', '/me/sessions').expect(204)
  await pause(SOON)
  for (const { token } of others) expectProblem(await onCopy(token), ENDED)
  await expectOpen(here.token)
  expect(await list(here)).toHaveLength(1)
})

test('nobody ends or sees the session of another', async () => {
  const mine = await signIn(service, 'xa.23521', DEMO_PASSWORD)
  const theirs = await signIn(service, 'huyen.615', DEMO_PASSWORD)
  const [session] = await list(theirs)
  expectProblem(await mine.send('delete', `/me/sessions/${session?.id}`), { status: 404, code: 'session_not_found' })
  expect((await list(mine)).map(({ id }) => id)).not.toContain(session?.id)
  const malformed = await mine.send('delete', `/me/sessions/1`)
  expectProblem(malformed, { status: 400, code: 'malformed_request', pointers: ['/params/id'] })
  const unsigned = { status: 401, code: 'not_signed_in' }
  expectProblem(await service.anonymous.get('/api/v1/me/sessions'), unsigned)
  expectProblem(await service.anonymous.delete('/api/v1/me/sessions'), unsigned)
  expectProblem(await service.anonymous.delete(`/api/v1/me/sessions/${session?.id}`), unsigned)
})

test('a sign-out, a disabling and a change of password bite on the other copy within a second', async () => {
  const admin = await service.as('admin')
  const out = await signIn(service, 'huyen.614', DEMO_PASSWORD)
  const disabled = await signIn(service, 'huyen.613', DEMO_PASSWORD)
  const reset = await signIn(service, 'huyen.612', DEMO_PASSWORD)
  await expectOpen(out.token, disabled.token, reset.token)
  await service.anonymous.post('/api/v1/auth/logout').set('cookie', out.cookie).expect(204)
  const body = { action: 'disable', reason: 'Nghỉ hưu' }
  await admin.post(`${ACCOUNTS}/huyen.613/transitions`, await readVersion(admin, 'huyen.613'), body).expect(200)
  await admin.post(`${ACCOUNTS}/huyen.612/one-time-password`, await readVersion(admin, 'huyen.612'), {}).expect(200)
  await pause(SOON)
  for (const { token } of [out, disabled, reset]) expectProblem(await onCopy(token), ENDED)
  const again = supertest(copy.server).post('/api/v1/auth/refresh').set('cookie', disabled.cookie)
  expectProblem(await again, ENDED)
})

test('a change of roles bites on the other copy within a second, and the session stays', async () => {
  const admin = await service.as('admin')
  const { token } = await signIn(service, 'huyen.611', DEMO_PASSWORD)
  await onCopy(token, '/assessments?period=2019-07').expect(200)
  await admin
    .request('put', `${ACCOUNTS}/huyen.611/roles`)
    .set('if-match', `"${await readVersion(admin, 'huyen.611')}"`)
    .send({ roles: [], reason: 'Chuyển công tác' })
    .expect(200)
  await pause(SOON)
  expectProblem(await onCopy(token, '/assessments?period=2019-07'), { status: 403, code: 'forbidden' })
  expect((await onCopy(token)).body).toMatchObject({ account: { roles: [], permissions: ['public', 'self'] } })
})
