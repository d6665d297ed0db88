import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ImportView } from '@ntm/shared/imports/wire'
import { startTestApp, type Caller, type TestApp } from '../../testing/app.js'
import { addressOf, JULY, listCommunes, listMeasures, readSheet } from '../../testing/sheets.js'
import {
  download,
  foreignBook,
  importFile,
  moveOn,
  readGrid,
  saveGrid,
  send,
  textAt,
  type,
  xmlCells as cell,
} from './builders.js'

const HEAD = ['Kỳ', 'Mã xã', 'Mã chỉ tiêu', 'Giá trị']

let service: TestApp
let office: Caller
let communes: string[]
let percent: string
let amount: string

beforeAll(async () => {
  service = await startTestApp()
  office = await service.as('vpdp')
  communes = await listCommunes(service, 'notStarted')
  const measures = await listMeasures(office)
  const keyOf = (kind: string) => measures.find((measure) => measure.kind === kind)?.key ?? ''
  ;[percent, amount] = [keyOf('percent'), keyOf('number')]
})
afterAll(() => service.close())

const bookOf = (unit: string, figures: readonly (readonly [string, number])[]) =>
  foreignBook(
    HEAD,
    figures.map(([measure, value]) => [...[JULY, unit, measure].map(cell.text), cell.number(value)]),
  )
const valueOf = async (unit: string, key: string) =>
  (await readSheet(office, unit)).sheet.values.find(({ measure }) => measure === key)?.value
const bring = async (content: Buffer) => {
  const found = await importFile(service, office, content)
  expect([found.state, found.errors]).toEqual(['succeeded', []])
  return found
}
const changesIn = async (unit: string) => {
  const { rows } = await service.app.pool.query<{ n: number }>(
    `select count(*)::int n from audit_events where action = 'assessment.changed' and subject_key like $1 || '/%'`,
    [(await readSheet(office, unit)).sheet.unit.uid],
  )
  return rows[0]?.n
}

test('a file that another took the place of is taken again; twice in a row it has one effect', async () => {
  const [unit = ''] = communes
  const [a, b] = [await bookOf(unit, [[percent, 61]]), await bookOf(unit, [[percent, 62]])]
  const first = await bring(a)
  await bring(b)
  const back = await bring(a)
  expect([back.id === first.id, back.changed, await valueOf(unit, percent)]).toEqual([false, 1, 61])
  const { version } = await readSheet(office, unit)
  const twice = await importFile(service, office, a)
  expect([twice.id, (await readSheet(office, unit)).version, await changesIn(unit)]).toEqual([back.id, version, 3])
})

test('that holds too where the other changed only what the first had found standing', async () => {
  const unit = communes[1] ?? ''
  await bring(await bookOf(unit, [[amount, 41]]))
  const a = await bookOf(unit, [
    [percent, 61],
    [amount, 41],
  ])
  const first = await bring(a)
  await bring(await bookOf(unit, [[amount, 42]]))
  const back = await bring(a)
  expect([back.id === first.id, await valueOf(unit, amount)]).toEqual([false, 41])
})

test('a file that found all of it standing is taken again once somebody has changed it', async () => {
  const unit = communes[2] ?? ''
  const commune = await service.as(`xa.${unit}`)
  const typed = (value: number, version: number) =>
    commune.patch(addressOf(unit), version, { values: [{ measure: percent, value }] }).expect(200)
  await typed(61, 0)
  const a = await bookOf(unit, [[percent, 61]])
  const first = await bring(a)
  expect(first.changed).toBe(0)
  expect((await importFile(service, office, a)).id).toBe(first.id)
  await typed(65, 1)
  await bring(a)
  expect(await valueOf(unit, percent)).toBe(61)
})

test('a hundred sendings of one file at once are one import', async () => {
  const unit = communes[3] ?? ''
  const content = await bookOf(unit, [[percent, 63]])
  const answers = await Promise.all(Array.from({ length: 100 }, () => send(office, content)))
  expect(new Set(answers.map(({ body }) => (body as ImportView).id)).size).toBe(1)
  await bring(content)
  expect(await changesIn(unit)).toBe(1)
})

/** The template of a commune with one figure filled in. */
async function fillTemplate(template: Buffer, value: number): Promise<Buffer> {
  const grid = await readGrid(template)
  const row = [...(grid.get('Phieu')?.keys() ?? [])].find((each) => textAt(grid, `Phieu!C${each}`) === percent)
  type(grid, `Phieu!H${row}`, value)
  return saveGrid(grid)
}

test('a template that was mended and sent again is taken; one that somebody typed after is not', async () => {
  const unit = communes[4] ?? ''
  const template = await download(office, `/api/v1/assessments/template.xlsx?unit=${unit}&period=${JULY}`)
  const [a, b] = [await fillTemplate(template, 61), await fillTemplate(template, 62)]
  await bring(a)
  await bring(b)
  const back = await bring(a)
  expect(await valueOf(unit, percent)).toBe(61)
  // Undone by the sender is no stranger's doing either.
  expect((await moveOn(service, office, back, 'undo')).state).toBe('undone')
  expect(await valueOf(unit, percent)).toBe(62)
  await bring(a)
  expect(await valueOf(unit, percent)).toBe(61)

  const commune = await service.as(`xa.${unit}`)
  const { version } = await readSheet(office, unit)
  await commune.patch(addressOf(unit), version, { values: [{ measure: percent, value: 99 }] }).expect(200)
  const refused = await importFile(service, office, b)
  expect([refused.state, refused.errors.map(({ code }) => code)]).toEqual(['failed', ['sheet_changed']])
  expect(await valueOf(unit, percent)).toBe(99)
})
