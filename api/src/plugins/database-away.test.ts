import { setTimeout as pause } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import pg from 'pg'
import supertest from 'supertest'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { buildApp } from '../app.js'
import { DEMO_PASSWORD } from '../demo/demo-accounts.js'
import { startTestApp, type Caller, type TestApp } from '../testing/app.js'
import { startDatabaseProxy, type DatabaseProxy } from '../testing/database-proxy.js'
import { expectProblem } from '../testing/problem.js'
import { addressOf, findCommune, readSheet, takeStock } from '../testing/sheets.js'

/** The same service twice: one as ever, to look on, and one whose way to the database can be cut. */
let service: TestApp
let commune: Caller
let unit: string
let proxy: DatabaseProxy
let app: FastifyInstance
let away: ReturnType<typeof supertest>
let owner: pg.Client

beforeAll(async () => {
  service = await startTestApp()
  unit = await findCommune(service, 'notStarted')
  commune = await service.as(`xa.${unit}`)
  proxy = await startDatabaseProxy(service.app.config.databaseUrl)
  app = await buildApp({ ...service.app.config, databaseUrl: proxy.url })
  await app.listen({ host: '127.0.0.1', port: 0 })
  away = supertest(app.server)
  owner = new pg.Client({ connectionString: service.databaseUrl })
  await owner.connect()
})
afterAll(async () => {
  await owner.end()
  await app.close()
  await proxy.close()
  await service.close()
})
beforeEach(() => proxy.mend())

const UNAVAILABLE = { status: 503, code: 'unavailable' }

const signIn = () => away.post('/api/v1/auth/login').send({ username: 'vpdp', password: DEMO_PASSWORD })
const patch = (version: number) =>
  away
    .patch(addressOf(unit))
    .set({ authorization: commune.authorization, 'if-match': `"${version}"` })
    .send({ values: [{ measure: '11.1', value: 5 }] })
const get = (path: string) => away.get(path).set('authorization', commune.authorization)

test('while the database is away every request is asked to come back, and nothing is lost', async () => {
  await get('/api/v1/agencies').expect(200)
  const before = await takeStock(service)
  proxy.cut()
  // Longer than the service remembers who is calling.
  await pause(600)
  const answers = await Promise.all([
    get('/api/v1/me'),
    get('/api/v1/agencies'),
    get('/api/v1/units?q=dak'),
    get('/api/v1/overview?unit=62'),
    get('/api/v1/work'),
    get(addressOf(unit)),
    signIn(),
    patch(0),
    away.post('/api/v1/auth/refresh').set('cookie', 'ntm_refresh=anything'),
    away.post('/api/v1/auth/logout').set('cookie', 'ntm_refresh=anything'),
    away.get('/health/ready'),
  ])
  for (const answer of answers) {
    expectProblem(answer, UNAVAILABLE)
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0)
  }
  expect(await takeStock(service)).toEqual(before)
})

test('an outage signs nobody out: the refresh cookie stays', async () => {
  proxy.cut()
  const answer = await away.post('/api/v1/auth/refresh').set('cookie', 'ntm_refresh=anything')
  expectProblem(answer, UNAVAILABLE)
  expect(answer.get('Set-Cookie')).toBeUndefined()
})

test('the process is alive all the while, and what needs no database is served', async () => {
  proxy.cut()
  await away.get('/health/live').expect(200)
  await away.get('/api/v1/openapi.json').expect(200)
})

test('once the database is back the service is well again by itself', async () => {
  await get('/api/v1/agencies').expect(200)
  proxy.cut()
  expectProblem(await get('/api/v1/agencies'), UNAVAILABLE)
  proxy.mend()
  await away.get('/health/ready').expect(200)
  await get('/api/v1/agencies').expect(200)
  await signIn().expect(200)
  const { version } = await readSheet(commune, unit)
  await patch(version).expect(200)
})

test('a connection that is ended in the middle of a change leaves nothing of it', async () => {
  const { version } = await readSheet(commune, unit)
  const before = await takeStock(service)
  // Whoever holds the sheet makes the change wait in the middle of its transaction.
  const holder = await service.app.pool.connect()
  try {
    await holder.query('begin')
    await holder.query(`select from sheets s join units u on u.id = s.unit_id
      where u.code = '${unit}' and s.period = '2019-07' for update of s`)
    const waiting = patch(version).then((answer) => answer)
    await untilSomebodyWaits()
    proxy.cut()
    expectProblem(await waiting, UNAVAILABLE)
  } finally {
    await holder.query('rollback')
    holder.release()
  }
  proxy.mend()
  expect(await takeStock(service)).toEqual(before)
  await patch(version).expect(200)
})

test('connections that the server ends for a restart are made anew', async () => {
  await get('/api/v1/agencies').expect(200)
  await service.app.pool
    .query(
      `select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid()`,
    )
    .catch(() => undefined)
  await pause(50)
  await get('/api/v1/agencies').expect(200)
  await commune.get('/api/v1/agencies').expect(200)
})

async function untilSomebodyWaits(): Promise<void> {
  for (;;) {
    const { rows } = await owner.query(
      `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    )
    if (rows.length > 0) return
    await pause(20)
  }
}
