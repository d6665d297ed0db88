import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ImportView } from '@ntm/shared/imports/wire'
import { startTestApp, type Caller, type TestApp } from '../../testing/app.js'
import { expectProblem } from '../../testing/problem.js'
import { JULY, listCommunes, listMeasures, readSheet } from '../../testing/sheets.js'
import { buildPdf } from '../evidence/builders.js'
import { foreignBook, importFile, moveOn, work, xmlCells as cell } from './builders.js'
import { giveUp } from './run-import.js'

const HEAD = ['Kỳ', 'Mã xã', 'Mã chỉ tiêu', 'Giá trị']

let dataDir: string
let service: TestApp
let office: Caller
let communes: string[]
let percent: string

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'ntm-resume-'))
  service = await startTestApp({ dataDir })
  office = await service.as('vpdp')
  communes = await listCommunes(service, 'notStarted')
  percent = (await listMeasures(office)).find(({ kind }) => kind === 'percent')?.key ?? ''
})
afterAll(async () => {
  await service.close()
  await rm(dataDir, { recursive: true })
})

const bookOf = (unit: string, value: number) =>
  foreignBook(HEAD, [[...[JULY, unit, percent].map(cell.text), cell.number(value)]])
const tools = () => ({ pool: service.app.pool, clock: service.app.clock })
const query = async (text: string, values: unknown[]) => (await service.app.pool.query(text, values)).rows as unknown[]

const setDays = (due: string, lock: string) =>
  query(
    `insert into periods (period, due_on, locks_on) values ($1, $2, $3)
     on conflict (period) do update set due_on = excluded.due_on, locks_on = excluded.locks_on`,
    [JULY, due, lock],
  )
const countChanges = (unit: string) =>
  query(
    `select count(*)::int n from audit_events where action = 'assessment.changed' and subject_key like $1 || '/%'`,
    [unit],
  )

const valueOf = async (unit: string) =>
  (await readSheet(office, unit)).sheet.values.find(({ measure }) => measure === percent)?.value
const undo = (caller: Caller, { id, version }: { id: string; version: number }) =>
  caller.post(`/api/v1/imports/${id}/transitions`, version, { action: 'undo' })

test('undoing writes nothing in a month that was locked since', async () => {
  const unit = communes[6] ?? ''
  const done = await importFile(service, office, await bookOf(unit, 67))
  await setDays('2019-07-20', '2019-07-21')
  const late = await undo(office, done)
  await setDays('2019-07-25', '2019-08-05')
  expectProblem(late, { status: 409, code: 'import_locked_since' })
  expect(await valueOf(unit)).toBe(67)

  // Locked after it was asked for and before it is done.
  await undo(office, done).expect(202)
  await setDays('2019-07-20', '2019-07-21')
  const kept = await work(service, office, done.id)
  await setDays('2019-07-25', '2019-08-05')
  expect([kept.state, await valueOf(unit)]).toEqual(['succeeded', 67])
  expect([kept.undoRefused?.code, kept.undoRefused?.message]).toEqual([
    'import_locked_since',
    expect.stringContaining('đã khóa sổ nên không hoàn tác được nữa') as string,
  ])
  expect([(await moveOn(service, office, kept, 'undo')).state, await valueOf(unit)]).toEqual(['undone', null])
})

test('undoing is only for whoever may still write in the sheets', async () => {
  const [unit = ''] = await listCommunes(service, 'notStarted', '615')
  const officer = await service.as('huyen.615')
  const done = await importFile(service, officer, await bookOf(unit, 68))
  await undo(officer, done).expect(202)
  const place = (code: string) =>
    query(
      `update role_grants set unit_id = (select id from units where code = $1)
       where account_id = (select id from accounts where username = 'huyen.615')`,
      [code],
    )
  await place('616')
  const kept = await work(service, officer, done.id)
  await place('615')
  expect([kept.state, await valueOf(unit)]).toEqual(['succeeded', 68])
  expect(kept.undoRefused?.message).toContain('không còn quyền nhập số liệu của mọi xã')
})

test('undoing says which commune typed between the asking and the doing, until it is asked for again', async () => {
  const unit = communes[8] ?? ''
  const done = await importFile(service, office, await bookOf(unit, 70))
  await undo(office, done).expect(202)
  const commune = await service.as(`xa.${unit}`)
  const patch = { values: [{ measure: percent, value: 71 }] }
  await commune.patch(`/api/v1/assessments/${unit}/${JULY}`, 1, patch).expect(200)
  const kept = await work(service, office, done.id)
  const { sheet } = await readSheet(office, unit)
  expect([kept.state, kept.undoRefused?.code]).toEqual(['succeeded', 'import_edited_since'])
  expect(kept.undoRefused?.message).toContain(`Phiếu của ${sheet.unit.name} đã được sửa`)
  expectProblem(await undo(office, kept), { status: 409, code: 'import_edited_since' })
})

test('undoing leaves a commune that has typed since if it is told to, puts back the others, and says so', async () => {
  const [kept = '', back = ''] = communes.slice(10)
  const book = await foreignBook(
    HEAD,
    [kept, back].map((unit) => [...[JULY, unit, percent].map(cell.text), cell.number(73)]),
  )
  const done = await importFile(service, office, book)
  expect(done.left).toEqual({ count: 0, names: [] })
  const commune = await service.as(`xa.${kept}`)
  const patch = { values: [{ measure: percent, value: 74 }] }
  await commune.patch(`/api/v1/assessments/${kept}/${JULY}`, 1, patch).expect(200)
  const { name } = (await readSheet(office, kept)).sheet.unit
  const refused = await undo(office, done)
  expectProblem(refused, { status: 409, code: 'import_edited_since' })
  expect((refused.body as { detail: string }).detail).toMatch(
    new RegExp(`Phiếu của ${name} đã được sửa.*Giữ nguyên các phiếu này thì hoàn tác được các xã còn lại`),
  )
  const told = (await office.get(`/api/v1/imports/${done.id}`).expect(200)).body as ImportView
  expect(told.left).toEqual({ count: 1, names: [name] })

  const leaving = { action: 'undo', leaveEdited: true }
  await office.post(`/api/v1/imports/${done.id}/transitions`, done.version, leaving).expect(202)
  const undone = await work(service, office, done.id)
  expect([undone.state, undone.left]).toEqual(['undone', { count: 1, names: [name] }])
  expect([await valueOf(kept), await valueOf(back)]).toEqual([74, null])
  expect([await countChanges(kept), await countChanges(back)]).toEqual([[{ n: 2 }], [{ n: 2 }]])
  expect(
    await query(
      `select new -> 'changed' changed, new -> 'left' "left" from audit_events
      where action = 'import.undone' and subject_key = $1`,
      [done.id],
    ),
  ).toEqual([{ changed: 1, left: [name] }])
  expect((await readSheet(office, kept)).sheet.author).not.toBeNull()
})

test('undoing that would leave every commune is not done, and only an undoing leaves any', async () => {
  const unit = communes[12] ?? ''
  const done = await importFile(service, office, await bookOf(unit, 75))
  const commune = await service.as(`xa.${unit}`)
  const patch = { values: [{ measure: percent, value: 76 }] }
  await commune.patch(`/api/v1/assessments/${unit}/${JULY}`, 1, patch).expect(200)
  const move = (body: object) => office.post(`/api/v1/imports/${done.id}/transitions`, done.version, body)
  expectProblem(await move({ action: 'undo', leaveEdited: true }), { status: 409, code: 'import_edited_since' })
  expectProblem(await move({ action: 'apply', leaveEdited: true }), { status: 400, code: 'malformed_request' })
  expect(await valueOf(unit)).toBe(76)
})

test('undoing that broke down says so, and that nothing was taken back', async () => {
  const unit = communes[9] ?? ''
  const done = await importFile(service, office, await bookOf(unit, 72))
  await undo(office, done).expect(202)
  await giveUp(tools(), done.id)
  const kept = await work(service, office, done.id)
  expect([kept.state, kept.undoRefused?.code, await valueOf(unit)]).toEqual(['succeeded', 'internal', 72])
  const answer = await undo(office, kept).expect(202)
  expect((answer.body as ImportView).undoRefused).toBeNull()
  expect((await work(service, office, done.id)).state).toBe('undone')
})

test('undoing leaves whoever else had a hand in the sheet among its authors', async () => {
  const unit = communes[7] ?? ''
  const done = await importFile(service, office, await bookOf(unit, 69))
  const commune = await service.as(`xa.${unit}`)
  const evidence = `/api/v1/assessments/${unit}/${JULY}/evidence`
  await commune.request('post', evidence).field('criterion', '1').attach('file', buildPdf(), 'a.pdf').expect(201)
  const authors = () =>
    query(
      `select a.username from sheets s join units u on u.id = s.unit_id and u.code = $1
       join accounts a on a.id = any(s.author_ids) where s.period = $2 order by 1`,
      [unit, JULY],
    )
  expect(await authors()).toEqual([{ username: 'vpdp' }, { username: `xa.${unit}` }])
  expect((await moveOn(service, office, done, 'undo')).state).toBe('undone')
  expect(await authors()).toEqual([{ username: `xa.${unit}` }])
})
