import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Problem } from '@ntm/shared/problems/wire'
import { startTestApp, type Caller, type TestApp } from '../../testing/app.js'
import { zipOfMany } from '../../spreadsheets/builders.js'
import { expectProblem } from '../../testing/problem.js'
import { findCommune, JULY, listMeasures, readSheet } from '../../testing/sheets.js'
import { listCatalogues } from '../criteria/queries.js'
import { findUnit } from '../units/queries.js'
import { foreignBook, importFile, send, xmlCells as cell } from './builders.js'
import { findTemplate } from './find-template.js'
import { planTemplate } from './plan-template.js'

const HEAD = ['Kỳ', 'Mã xã', 'Mã chỉ tiêu', 'Giá trị', 'Tử số', 'Mẫu số', 'Không áp dụng', 'Ghi chú']

let service: TestApp
let office: Caller
/** Whose sheet of July nobody has begun. */
let commune: string
let percent: string
let amount: string
let met: string

beforeAll(async () => {
  service = await startTestApp()
  office = await service.as('vpdp')
  commune = await findCommune(service, 'notStarted')
  const measures = await listMeasures(office)
  const keyOf = (kind: string) => measures.find((measure) => measure.kind === kind)?.key ?? ''
  ;[percent, amount, met] = [keyOf('percent'), keyOf('number'), keyOf('boolean')]
})
afterAll(() => service.close())

const row = (unit: string, measure: string, value = '', period = JULY) => [
  ...[period, unit, measure].map(cell.text),
  value,
]

/** What a dry run finds wrong, by cell. */
async function faultsOf(rows: string[][], caller = office): Promise<[string | null, string][]> {
  const found = await importFile(service, caller, await foreignBook(HEAD, rows), { dryRun: true })
  return found.errors.map(({ cell: place, code }) => [place, code])
}

test('a day, yes or no, an error and words are no figures; each is named by its cell', async () => {
  expect(
    await faultsOf([
      row(commune, percent, cell.day(43_651)),
      row(commune, amount, cell.boolean(true)),
      row(commune, met, cell.number(1)),
      row(commune, '17.1a', cell.error('#REF!')),
      row(commune, '17.1b', cell.text('22.May')),
      row(commune, '17.2', cell.formula('20+21.5', '')),
      row(commune, '4.2', cell.text('123456789012345678')),
    ]),
  ).toEqual([
    ['Bang!D2', 'is_a_date'],
    ['Bang!D3', 'is_a_boolean'],
    ['Bang!D4', 'not_met_or_not'],
    ['Bang!D5', 'is_an_error'],
    ['Bang!D6', 'not_a_number'],
    ['Bang!D7', 'not_calculated'],
    ['Bang!D8', 'too_many_digits'],
  ])
})

test('what Excel shows as 75 % is 75; what a formula came to counts; yes and no answer a question', async () => {
  const content = await foreignBook(HEAD, [
    row(commune, percent, cell.percent(0.75)),
    row(commune, amount, cell.formula('6*7.1', 42.6)),
    row(commune, met, cell.boolean(true)),
  ])
  const done = await importFile(service, office, content)
  expect([done.state, done.errors]).toEqual(['succeeded', []])
  const { values } = (await readSheet(office, commune)).sheet
  const written = new Map(values.map(({ measure, value }) => [measure, value]))
  expect([percent, amount, met].map((key) => written.get(key))).toEqual([75, 42.6, true])
})

test('a figure given twice names the row in which it stood first, also where both say the same', async () => {
  const { name } = (await readSheet(office, commune)).sheet.unit
  const found = await importFile(
    service,
    office,
    await foreignBook(HEAD, [
      row(commune, percent, cell.number(80)),
      row(commune, amount, cell.number(40)),
      row(commune, percent, cell.number(80)),
      row(commune, percent, cell.number(81)),
    ]),
    { dryRun: true },
  )
  expect(found.errors.map(({ cell: place, code }) => [place, code])).toEqual([
    ['Bang!C4', 'named_twice'],
    ['Bang!C5', 'named_twice'],
  ])
  expect(found.errors.map(({ message }) => message).join()).toContain('đã có ở dòng 2')
  expect(found.errors.map(({ unitName }) => unitName)).toEqual([name, name])
  expect(found.figures).toBe(2)
})

test('rows of communes out of the sender’s reach are refused, whoever the sender is, and nothing is written', async () => {
  const mine = await findCommune(service, 'notStarted', '610')
  const foreign = await findCommune(service, 'notStarted', '615')
  const rows = [row(mine, percent, cell.number(80)), row(foreign, percent, cell.number(80))]
  for (const name of ['huyen.610', `xa.${mine}`]) {
    const caller = await service.as(name)
    expect(await faultsOf(rows, caller)).toEqual([['Bang!B3', 'unknown_unit']])
    const refused = await importFile(service, caller, await foreignBook(HEAD, rows))
    expect([refused.state, refused.changed]).toEqual(['failed', 0])
  }
  const { sheet } = await readSheet(office, mine)
  expect(sheet.status).toBe('notStarted')
})

test('whoever may not import is refused before the file is looked at', async () => {
  const rows = [row(commune, percent, cell.number(80))]
  for (const name of ['ubnd', 'mttq']) {
    const refused = await send(await service.as(name), await foreignBook(HEAD, rows))
    expectProblem(refused, { status: 403, code: 'forbidden' })
  }
})

test.each([
  ['submitted', 'Muốn sửa, cán bộ xã rút phiếu về'],
  ['approved', 'trả lại phiếu trước khi tỉnh tổng hợp'],
] as const)('a sheet that is %s takes nothing from a file, and says what is to be done', async (status, advice) => {
  const unit = await findCommune(service, status)
  const before = await readSheet(office, unit)
  const rows = [row(unit, percent, cell.number(1.5))]
  const found = await importFile(service, office, await foreignBook(HEAD, rows), { dryRun: true })
  expect(found.errors.map(({ cell: place, code }) => [place, code])).toEqual([['Bang!B2', 'sheet_locked']])
  expect(found.errors[0]?.message).toContain(advice)
  expect(await readSheet(office, unit)).toEqual(before)
})

test('a month that is consolidated takes nothing from a file, and says what is to be done', async () => {
  const rows = [row(commune, percent, cell.number(1.5), '2019-06')]
  const found = await importFile(service, office, await foreignBook(HEAD, rows), { dryRun: true })
  expect(found.errors.map(({ cell: place, code }) => [place, code])).toEqual([['Bang!B2', 'sheet_locked']])
  expect(found.errors[0]?.message).toMatch(/tổng hợp|khóa/i)
})

test('a zip of 100,000 entries is refused as it is sent, within 2 seconds, and leaves no import', async () => {
  const before = await service.app.pool.query('select count(*) from imports')
  const content = zipOfMany(100_000)
  const begun = performance.now()
  const refused = await send(office, content)
  expect(performance.now() - begun).toBeLessThan(2_000)
  expectProblem(refused, { status: 422, code: 'import_refused' })
  expect((refused.body as Problem).errors?.map(({ code }) => code)).toEqual(['too_many_entries'])
  expect((await service.app.pool.query('select count(*) from imports')).rows).toEqual(before.rows)
})

test('a template that would not come back within the size of a file is refused before it is made', async () => {
  const unit = await findUnit(service.app.db, '62', '2019-07-31')
  if (!unit) throw new Error('The province is gone')
  const sets = await listCatalogues(service.app.db)
  const rules = { isLocked: () => false, thresholdOf: () => true as const }
  const make = (most: number) => findTemplate(service.app.db, { unit, period: JULY, sets, rules: { ...rules, most } })
  await expect(make(85)).rejects.toMatchObject({ code: 'template_too_large', status: 422 })
  const facts = await make(86)
  expect(facts.sheets).toHaveLength(86)

  // Every value has one rule that Excel holds whoever types to, and no rule more ranges than a reader likes to take.
  const [list] = planTemplate(facts, 'measures', true)
  const ranges = (list?.validations ?? []).map(({ range }) => range.split(' '))
  const rows = ranges.flat().flatMap((range) => {
    const [, letter, from = '', to = from] = /^([A-Z]+)(\d+)(?::H(\d+))?$/.exec(range) ?? []
    return letter === 'H'
      ? Array.from({ length: Number(to) - Number(from) + 1 }, (_, index) => Number(from) + index)
      : []
  })
  expect(rows.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 86 * 50 }, (_, index) => 5 + index))
  expect(Math.max(...ranges.map(({ length }) => length))).toBeLessThanOrEqual(500)
})
