import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { buildApp } from '../../app.js'
import { startTestApp, type TestApp } from '../../testing/app.js'
import { startDatabaseProxy } from '../../testing/database-proxy.js'
import { listen, tellsOf, type Listening } from '../../testing/listen.js'
import { expectProblem } from '../../testing/problem.js'
import { addressOf, findCommune, fillAndSubmit, JULY, move, readSheet } from '../../testing/sheets.js'
import { buildClient, signInClient } from '../clients/builders.js'
import { ACCOUNTS, makeAccount, readVersion, signIn } from '../accounts/builders.js'

/** Milliseconds within which an open page hears of a commit, wherever it was made. */
const SOON = 1_000

let service: TestApp
/** A second process on the same database, as behind a proxy. */
let other: { address: string; close: () => Promise<void> }
let owner: pg.Client
const open: Listening[] = []

beforeAll(async () => {
  service = await startTestApp()
  const app = await buildApp({ ...service.app.config })
  other = { address: await app.listen({ host: '127.0.0.1', port: 0 }), close: () => app.close() }
  owner = new pg.Client({ connectionString: service.databaseUrl })
  await owner.connect()
  // What the demonstration was made by.
  await owner.query('delete from changes')
})
afterEach(async () => {
  await Promise.all(open.splice(0).map((listening) => listening.stop()))
})
afterAll(async () => {
  await owner.end()
  await other.close()
  await service.close()
})

async function hear(username: string, asked: { lastId?: string | undefined; query?: string } = {}, at = other.address) {
  const { authorization } = await service.as(username)
  const listening = await listen(at, { authorization, ...asked })
  open.push(listening)
  if (listening.status === 200) await listening.until(({ name }) => name === 'hello')
  return listening
}

async function save(unit: string, value: number) {
  const commune = await service.as(`xa.${unit}`)
  const { version } = await readSheet(commune, unit)
  await commune.patch(addressOf(unit), version, { values: [{ measure: '11.1', value }] }).expect(200)
  return { committedAt: Date.now(), version: version + 1 }
}

/** Waits for whatever would still come of what is committed by now. */
const settle = () => pause(SOON)

test('a commit is heard within a second on another copy of the service, without any figure', async () => {
  const unit = await findCommune(service, 'draft')
  const listening = await hear('vpdp')
  expect(listening.headers['content-type']).toBe('text/event-stream; charset=utf-8')
  expect(listening.headers['x-accel-buffering']).toBe('no')
  expect(listening.headers['cache-control']).toContain('no-transform')
  expect(listening.headers['content-encoding']).toBeUndefined()
  const { committedAt, version } = await save(unit, 7.25)
  const event = await listening.until(tellsOf(unit, JULY))
  expect(event.at - committedAt).toBeLessThan(SOON)
  expect(listening.changes()).toEqual([
    {
      kind: 'sheet',
      units: ['62', expect.any(String), unit],
      period: JULY,
      isPublic: false,
      version,
    },
  ])
  expect(JSON.stringify(event.data)).not.toContain('7.25')
})

test('work under way is heard by the line above and the agencies, and by nobody else', async () => {
  const unit = await findCommune(service, 'draft')
  const { sheet } = await readSheet(await service.as(`xa.${unit}`), unit)
  const stranger = sheet.parent.code === '615' ? '612' : '615'
  const near = await Promise.all([`xa.${unit}`, `huyen.${sheet.parent.code}`, 'ubnd', 'so.syt'].map((who) => hear(who)))
  const far = await Promise.all(
    [`huyen.${stranger}`, `xa.${stranger === '615' ? '23512' : '23434'}`, 'admin'].map((who) => hear(who)),
  )
  await save(unit, 6.5)
  await Promise.all(near.map((listening) => listening.until(tellsOf(unit, JULY))))
  await settle()
  for (const listening of far) expect(listening.changes()).toEqual([])
})

test('that a sheet moved on is heard by all who may see results, its version only by those who see the work', async () => {
  const unit = await findCommune(service, 'draft', '612')
  const listening = await hear('xa.23512')
  const line = await hear('vpdp')
  await fillAndSubmit(await service.as(`xa.${unit}`), unit)
  await listening.until(tellsOf(unit, JULY))
  expect(listening.changes()).toEqual([
    { kind: 'sheet', units: ['62', '612', unit], period: JULY, isPublic: true, version: null },
  ])
  await move(await service.as('huyen.612'), unit, { action: 'approve' })
  const { version } = await readSheet(await service.as('vpdp'), unit)
  await line.until(({ data }) => JSON.stringify(data).includes(`"version":${version}`))
})

test('a notice is told to the office that it is for', async () => {
  const unit = await findCommune(service, 'submitted', '615')
  const [told, neighbour] = [await hear(`xa.${unit}`), await hear('xa.23311')]
  const returned = [{ indicator: '11.1', reason: 'Thiếu danh sách hộ nghèo.' }]
  await move(await service.as('huyen.615'), unit, { action: 'return', returned })
  await told.until(({ data }) => JSON.stringify(data).includes('"kind":"notice"'))
  await settle()
  expect(neighbour.changes().map(({ kind }) => kind)).not.toContain('notice')
})

test('nothing is heard before the commit, and nothing after a roll-back', async () => {
  const { rows } = await owner.query<{ id: number; unit: string }>(
    `select s.id, u.code unit from sheets s join units u on u.id = s.unit_id where s.period = $1 and s.status = 'draft' limit 1`,
    [JULY],
  )
  const { id, unit = '' } = rows[0] ?? {}
  const listening = await hear('vpdp')
  await owner.query('begin')
  await owner.query('update sheets set updated_at = now() where id = $1', [id])
  await settle()
  expect(listening.changes()).toEqual([])
  await owner.query('rollback')
  await settle()
  expect(listening.changes()).toEqual([])
  await owner.query('begin')
  await owner.query('update sheets set updated_at = now() where id = $1', [id])
  const later = await findCommune(service, 'returned')
  await save(later, 5.5)
  // The one that began later and committed first is not held back, and does not hide the other.
  await listening.until(tellsOf(later, JULY))
  await owner.query('commit')
  await listening.until(tellsOf(unit, JULY))
})

test('whoever was away hears what was missed, and nothing twice; at another copy, too', async () => {
  const unit = await findCommune(service, 'draft', '611')
  const first = await hear('vpdp')
  await save(unit, 4.5)
  await first.until(tellsOf(unit, JULY))
  await first.stop()
  const missed = await save(unit, 4.6)
  const lastId = first.lastId()
  const again = await hear('vpdp', { lastId }, service.address)
  await again.until(tellsOf(unit, JULY))
  expect(again.changes().map(({ version }) => version)).toEqual([missed.version])
  await again.stop()
  const last = await hear('vpdp', { lastId: again.lastId() })
  await settle()
  expect(last.changes()).toEqual([])
})

test('a page that is new hears of what was committed while it loaded', async () => {
  const unit = await findCommune(service, 'draft', '611')
  await save(unit, 3.5)
  await (await hear('vpdp', { query: '?age=10' })).until(tellsOf(unit, JULY))
})

test('who missed what is not kept any more is told to ask for everything', async () => {
  const { lastId } = await hear('vpdp')
  const known = lastId()
  await owner.query('update changes_horizon set xid = pg_current_xact_id()')
  await (await hear('vpdp', { lastId: known })).until(({ name }) => name === 'reload')
  for (const strange of ['5:3:', 'là', '1:99999999999999:', '0:0:']) {
    const asked = strange === 'là' ? 'la' : strange
    await (await hear('vpdp', { lastId: asked })).until(({ name }) => name === 'reload')
  }
})

test('more than a page can follow one by one is told as everything', async () => {
  const listening = await hear('vpdp')
  await owner.query(`insert into changes (kind, unit_id, period, version, is_public)
    select 'sheet', id, '2019-07', n, true from units, generate_series(1, 5) n where kind = 'commune'`)
  await listening.until(({ name }) => name === 'reload')
})

test('the stream of a disabled account ends within a second, that of other rights begins anew', async () => {
  const fresh = await signIn(service, 'nghe.1', await makeAccount(service, 'nghe.1'))
  // A one-time password has to be changed before anything else.
  expectProblem(await fresh.send('get', '/events?seconds=0'), { status: 403, code: 'password_change_required' })
  const admin = await service.as('admin')
  const district = await hear('huyen.613')
  const roles = [{ role: 'observer', unit: '613' }]
  const version = await readVersion(admin, 'huyen.613')
  const put = admin.request('put', `${ACCOUNTS}/huyen.613/roles`).set('if-match', `"${version}"`)
  await put.send({ roles }).expect(200)
  const changed = Date.now()
  await district.ended
  expect(district.events.at(-1)).toMatchObject({ name: 'session', data: { version: version + 1 } })
  expect(Date.now() - changed).toBeLessThan(SOON)

  const disabled = await hear('huyen.613')
  const body = { action: 'disable', reason: 'Chuyển công tác' }
  await admin.post(`${ACCOUNTS}/huyen.613/transitions`, version + 1, body).expect(200)
  const ended = Date.now()
  await disabled.ended
  expect(disabled.events.at(-1)?.name).toBe('ended')
  expect(Date.now() - ended).toBeLessThan(SOON)
})

test('who is not signed in, and a machine, hear nothing', async () => {
  expectProblem(await service.anonymous.get('/api/v1/events'), { status: 401, code: 'not_signed_in' })
  const machine = await signInClient(service, await buildClient(service))
  expectProblem(await machine('/api/v1/events?seconds=0'), { status: 403, code: 'forbidden' })
})

test('one account has twenty seats at a copy, and each is free again when its page has gone', async () => {
  const pages = await Promise.all(Array.from({ length: 20 }, () => hear('ubnd')))
  expect((await hear('ubnd')).status).toBe(429)
  expect((await hear('vpdp')).status).toBe(200)
  await pages[0]?.stop()
  await expect.poll(async () => (await hear('ubnd')).status, { timeout: 2_000 }).toBe(200)
})

test('the database is asked a few times a second for all who listen, and not at all when nobody does', async () => {
  const quiet = await buildApp({ ...service.app.config })
  const address = await quiet.listen({ host: '127.0.0.1', port: 0 })
  const asked: string[] = []
  quiet.pool.on('acquire', () => asked.push('query'))
  await pause(1_200)
  expect(asked).toEqual([])
  await Promise.all(Array.from({ length: 15 }, () => hear('vpdp', {}, address)))
  asked.length = 0
  await pause(2_000)
  expect(asked.length).toBeGreaterThan(4)
  expect(asked.length).toBeLessThanOrEqual(12)
  expect((await fetch(`${address}/metrics`).then((answer) => answer.text())).includes('event_streams 15')).toBe(true)
  await Promise.all(open.splice(0).map((listening) => listening.stop()))
  await pause(600)
  asked.length = 0
  await pause(1_200)
  expect(asked).toEqual([])
  await quiet.close()
})

test('while the database is away a stream stays, and hears of everything when it is back', async () => {
  const proxy = await startDatabaseProxy(service.app.config.databaseUrl)
  const cut = await buildApp({ ...service.app.config, databaseUrl: proxy.url })
  const address = await cut.listen({ host: '127.0.0.1', port: 0 })
  const unit = await findCommune(service, 'draft', '611')
  const listening = await hear('vpdp', {}, address)
  proxy.cut()
  const { version } = await save(unit, 2.5)
  await settle()
  expect(listening.changes()).toEqual([])
  proxy.mend()
  await listening.until(tellsOf(unit, JULY), 5_000)
  expect(listening.changes().map((change) => change.version)).toEqual([version])
  expect(listening.events.map(({ name }) => name)).toEqual(['hello', 'changes'])
  await listening.stop()
  await cut.close()
  await proxy.close()
})

test('a service that stops lets its listeners go at once', async () => {
  const stopping = await buildApp({ ...service.app.config })
  const address = await stopping.listen({ host: '127.0.0.1', port: 0 })
  const listening = await hear('vpdp', {}, address)
  const begun = Date.now()
  await stopping.close()
  await listening.ended
  expect(Date.now() - begun).toBeLessThan(SOON)
})
