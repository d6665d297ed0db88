import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { SessionState } from '@ntm/shared/access/wire'
import { DEMO_PASSWORD } from '../../demo/demo-accounts.js'
import { startTestApp, type TestApp } from '../../testing/app.js'
import { expectProblem } from '../../testing/problem.js'
import { ACCOUNTS, makeAccount, readVersion, signIn, type SignedIn } from '../accounts/builders.js'
import { createSessionWatch } from './session-watch.js'

let service: TestApp
beforeAll(async () => {
  service = await startTestApp()
})
afterAll(() => service.close())

const ENDED = { status: 401, code: 'session_ended' }
/** Milliseconds within which an open page hears of its end. */
const SOON = 1_000

async function open(username: string) {
  const session = await signIn(service, username, await makeAccount(service, username))
  const { version } = (await session.send('get', '/me/session').expect(200)).body as SessionState
  return { session, version }
}

/** Asks and waits, as an open page does; sent at once, not when it is awaited. */
function follow({ send }: SignedIn, known: number, seconds = 20) {
  return send('get', `/me/session?known=${known}`)
    .set('prefer', `wait=${seconds}`)
    .then((answer) => answer)
}

test('who does not ask to wait is answered at once, changed or not', async () => {
  const { session, version } = await open('cho.1')
  const begun = Date.now()
  expect((await session.send('get', `/me/session?known=${version}`).expect(200)).body).toEqual({ version })
  expect((await session.send('get', '/me/session').set('prefer', 'wait=20').expect(200)).body).toEqual({ version })
  expect((await follow(session, version - 1)).body).toEqual({ version })
  expect(Date.now() - begun).toBeLessThan(SOON)
})

test('without news the wait ends after the time that was asked for', async () => {
  const { session, version } = await open('cho.2')
  const begun = Date.now()
  expect((await follow(session, version, 1)).body).toEqual({ version })
  expect(Date.now() - begun).toBeGreaterThanOrEqual(950)
})

test('an open page hears within a second that its account was disabled', async () => {
  const { session, version } = await open('cho.3')
  const answer = follow(session, version)
  await pause(200)
  const admin = await service.as('admin')
  const body = { action: 'disable', reason: 'Chuyển công tác' }
  await admin.post(`${ACCOUNTS}/cho.3/transitions`, await readVersion(admin, 'cho.3'), body).expect(200)
  const begun = Date.now()
  expectProblem(await answer, ENDED)
  expect(Date.now() - begun).toBeLessThan(SOON)
})

test('an open page hears within a second that its roles have changed', async () => {
  const { session, version } = await open('cho.4')
  const answer = follow(session, version)
  await pause(200)
  const admin = await service.as('admin')
  const current = await readVersion(admin, 'cho.4')
  await admin
    .request('put', `${ACCOUNTS}/cho.4/roles`)
    .set('if-match', `"${current}"`)
    .send({ roles: [{ role: 'observer', unit: '615' }] })
    .expect(200)
  const begun = Date.now()
  expect((await answer).body).toEqual({ version: current + 1 })
  expect(Date.now() - begun).toBeLessThan(SOON)
})

test('a place that is ended from another place hears of it, the other goes on', async () => {
  const here = await signIn(service, 'huyen.612', DEMO_PASSWORD)
  const there = await signIn(service, 'huyen.612', DEMO_PASSWORD)
  const { version } = (await here.send('get', '/me/session').expect(200)).body as SessionState
  const answers = [follow(here, version, 2), follow(there, version, 2)] as const
  await pause(200)
  await here.send('delete', '/me/sessions').expect(204)
  expectProblem(await answers[1], ENDED)
  expect((await answers[0]).status).toBe(200)
})

test('who is not signed in has no session to ask about', async () => {
  expectProblem(await service.anonymous.get('/api/v1/me/session'), { status: 401, code: 'not_signed_in' })
})

test('all who wait cost one query a look, and none when nobody waits', async () => {
  const asked: string[][] = []
  const watch = createSessionWatch(async (ids) => {
    asked.push(ids)
    return new Map(ids.map((id) => [id, id === 'c' ? 8 : 7]))
  })
  const never = new AbortController().signal
  const wait = (id: string) => watch.wait(id, 7, { milliseconds: 900, given: never })
  expect(await Promise.all([wait('a'), wait('a'), wait('b'), wait('c')])).toEqual([7, 7, 7, 8])
  expect(asked).toEqual([['a', 'b', 'c']])
  await pause(700)
  expect(asked.length).toBeLessThanOrEqual(2)
})

test('a database that is away ends nobody', async () => {
  let isAway = true
  const watch = createSessionWatch(async () => {
    if (isAway) throw new Error('away')
    return new Map()
  })
  const answer = watch.wait('a', 7, { milliseconds: 5_000, given: new AbortController().signal })
  await pause(600)
  isAway = false
  expect(await answer).toBeUndefined()
})

test('whoever leaves, or a service that stops, keeps nobody waiting', async () => {
  const watch = createSessionWatch(async (ids) => new Map(ids.map((id) => [id, 7])))
  const leaving = new AbortController()
  const left = watch.wait('a', 7, { milliseconds: 60_000, given: leaving.signal })
  leaving.abort()
  expect(await left).toBe(7)
  const stopped = watch.wait('a', 7, { milliseconds: 60_000, given: new AbortController().signal })
  watch.close()
  expect(await stopped).toBe(7)
  expect(await watch.wait('a', 7, { milliseconds: 60_000, given: new AbortController().signal })).toBe(7)
})
