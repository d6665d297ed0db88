import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ImportView } from '@ntm/shared/imports/wire'
import { startTestApp, type Caller, type TestApp } from '../../testing/app.js'
import { expectProblem } from '../../testing/problem.js'
import { JULY, listCommunes, listMeasures, readSheet } from '../../testing/sheets.js'
import { buildPdf } from '../evidence/builders.js'
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

describe('undoing', () => {
  const valueOf = async (unit: string) =>
    (await readSheet(office, unit)).sheet.values.find(({ measure }) => measure === percent)?.value
  const undo = (caller: Caller, { id, version }: { id: string; version: number }) =>
    caller.post(`/api/v1/imports/${id}/transitions`, version, { action: 'undo' })

  test('writes nothing in a month that was locked since', async () => {
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

  test('is only for whoever may still write in the sheets', async () => {
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

  test('says which commune typed between the asking and the doing, until it is asked for again', async () => {
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

  test('that broke down says so, and that nothing was taken back', async () => {
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

  test('leaves whoever else had a hand in the sheet among its authors', async () => {
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
