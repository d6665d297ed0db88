import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ImportView } from '@ntm/shared/imports/wire'
import { startTestApp, type Caller, type TestApp } from '../../testing/app.js'
import { JULY, listCommunes, listMeasures, readSheet } from '../../testing/sheets.js'
import { foreignBook, importFile, moveOn, readGrid, saveGrid, send, work, xmlCells as cell } from './builders.js'
import { giveUp, runImport } from './run-import.js'

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

async function sendOne(unit: string, value: number): Promise<string> {
  return ((await send(office, await bookOf(unit, value))).body as ImportView).id
}
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

test('several workers at one import have one effect', async () => {
  const [unit = ''] = communes
  const id = await sendOne(unit, 61)
  await Promise.all(Array.from({ length: 4 }, () => runImport(tools(), id)))
  const done = await work(service, office, id)
  expect([done.state, done.changed]).toEqual(['succeeded', 1])
  const { sheet, version } = await readSheet(office, unit)
  expect(version).toBe(1)
  expect(await countChanges(sheet.unit.uid)).toEqual([{ n: 1 }])
})

test('an import whose worker died half way is begun anew: nothing of the first attempt is left', async () => {
  const unit = communes[1] ?? ''
  const id = await sendOne(unit, 62)
  await query(`update imports set state = 'running', done = 7 where id = $1`, [id])
  await query(
    `insert into import_values (import_id, unit_code, measure_key, row, value) values ($1, $2, $3, 2, 1), ($1, '23311', $3, 3, 1)`,
    [id, unit, percent],
  )
  await query(`insert into import_sheets (import_id, unit_code, row) values ($1, $2, 2), ($1, '23311', 3)`, [id, unit])
  const done = await work(service, office, id)
  expect([done.state, done.errors, done.communes, done.changed]).toEqual(['succeeded', [], 1, 1])
  const { values } = (await readSheet(office, unit)).sheet
  expect(values.find(({ measure }) => measure === percent)?.value).toBe(62)
})

test('after the last attempt it says that nothing was written, and lets go of the file', async () => {
  const unit = communes[2] ?? ''
  const id = await sendOne(unit, 63)
  await giveUp(tools(), id)
  const failed = await work(service, office, id)
  expect([failed.state, failed.errors.map(({ code }) => code)]).toEqual(['failed', ['internal']])
  expect(failed.errors[0]?.message).toContain('chưa có gì được ghi')
  expect(await query('select from import_files where import_id = $1', [id])).toHaveLength(0)
  expect((await readSheet(office, unit)).sheet.status).toBe('notStarted')
})

test('what somebody typed after the check is not overwritten: the file is refused whole', async () => {
  const unit = communes[3] ?? ''
  const checked = await importFile(service, office, await bookOf(unit, 64), { dryRun: true })
  expect([checked.state, checked.changed]).toEqual(['checked', 1])
  const commune = await service.as(`xa.${unit}`)
  const patch = { values: [{ measure: percent, value: 90 }] }
  await commune.patch(`/api/v1/assessments/${unit}/${JULY}`, 0, patch).expect(200)
  const refused = await moveOn(service, office, checked, 'apply')
  expect([refused.state, refused.changed, refused.errors.map(({ code }) => code)]).toEqual([
    'failed',
    0,
    ['sheet_changed'],
  ])
  const { values } = (await readSheet(office, unit)).sheet
  expect(values.find(({ measure }) => measure === percent)?.value).toBe(90)

  const again = await importFile(service, office, await bookOf(unit, 64.5), { dryRun: true })
  expect((await moveOn(service, office, again, 'apply')).state).toBe('succeeded')
})

test('a month that was locked after the check takes nothing', async () => {
  const unit = communes[4] ?? ''
  const checked = await importFile(service, office, await bookOf(unit, 65), { dryRun: true })
  await setDays('2019-07-20', '2019-07-21')
  const late = await moveOn(service, office, checked, 'apply')
  await setDays('2019-07-25', '2019-08-05')
  expect([late.state, late.changed, late.errors.map(({ code }) => code)]).toEqual(['failed', 0, ['sheet_locked']])
  expect((await readSheet(office, unit)).sheet.status).toBe('notStarted')
})

test('a sheet of one’s own before the list of the template does not get in the way', async () => {
  const unit = communes[5] ?? ''
  const content = await bookOf(unit, 66)
  const list = (await readGrid(content)).get('Bang') ?? new Map()
  const notes = new Map([[1, new Map([[0, { kind: 'text' as const, text: 'Ghi nhớ của tôi' }]])]])
  const book = await saveGrid(
    new Map([
      ['Ghi chu', notes],
      ['Phieu', list],
    ]),
  )
  const found = await importFile(service, office, book, { dryRun: true })
  expect([found.state, found.errors, found.changed]).toEqual(['checked', [], 1])
})
