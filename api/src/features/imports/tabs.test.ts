import { afterAll, beforeAll, expect, test } from 'vitest'
import { columnOf, type Cell } from '../../spreadsheets/cells.js'
import { startTestApp, type Caller, type TestApp } from '../../testing/app.js'
import { fullAnswers, readSheet } from '../../testing/sheets.js'
import { download, importFile, moveOn, readGrid, saveGrid, textAt, type, type Grid } from './builders.js'

const AUGUST = '2019-08'
type Rows = Map<number, Map<number, Cell>>

let service: TestApp
let officer: Caller
/** Communes of the district, and their templates without what is hidden in them. */
let communes: { code: string; name: string }[]
let tabs: Map<string, Rows>
let answers: Map<string, number | boolean>

beforeAll(async () => {
  service = await startTestApp({ clockStart: '2019-08-20T08:00:00+07:00' })
  officer = await service.as('huyen.615')
  answers = new Map((await fullAnswers(officer)).map(({ measure, value }) => [measure, value]))
  const { body } = await officer.get('/api/v1/units?kind=commune&parent=615&at=2019-08-31&limit=100').expect(200)
  communes = (body as { data: { code: string; name: string; inProgramme: boolean }[] }).data.filter(
    ({ inProgramme }) => inProgramme,
  )
  tabs = new Map()
  for (const { code } of communes) {
    const path = `/api/v1/assessments/template.xlsx?unit=${code}&period=${AUGUST}`
    tabs.set(code, fill(await readGrid(await download(officer, path))))
  }
})
afterAll(() => service.close())

function fill(grid: Grid): Rows {
  const list = grid.get('Phieu') ?? new Map<number, Map<number, Cell>>()
  for (const row of list.keys()) {
    const answer = answers.get(textAt(grid, `Phieu!C${row}`) ?? '')
    if (row <= 4 || answer === undefined) continue
    type(grid, `Phieu!H${row}`, typeof answer === 'boolean' ? (answer ? 'Đạt' : 'Chưa đạt') : answer)
  }
  return list
}

const tabOf = (code: string): Rows => structuredClone(tabs.get(code) ?? new Map<number, Map<number, Cell>>())
const textCell = (text: string): Cell => ({ kind: 'text', text })

/** The tab as many districts keep it: one commune, no columns of code and name; the title is theirs. */
function bareTab(code: string, title: string): Rows {
  const rows = tabOf(code)
  for (const cells of rows.values()) for (const column of [0, 1]) cells.delete(column)
  rows.set(1, new Map([[2, textCell(title)]]))
  return rows
}
const setCell = (rows: Rows, place: string, value: string | number) => {
  const cell: Cell = typeof value === 'number' ? { kind: 'number', value } : textCell(value)
  rows.get(Number(place.replaceAll(/\D/g, '')))?.set(columnOf(place), cell)
}
const check = async (book: Map<string, Rows>) => importFile(service, officer, await saveGrid(book), { dryRun: true })
const faultsOf = async (book: Map<string, Rows>) =>
  (await check(book)).errors.map(({ cell, code }) => [cell, code]).toSorted()

test('a book with a tab a commune is read whole: as templates were put together, or without their codes', async () => {
  const [first, second, third] = communes
  if (!first || !second || !third) throw new Error('The district has too few communes')
  const rest = communes.slice(3).map(({ code }): [string, Rows] => [`Phieu (${code})`, tabOf(code)])
  const book = new Map<string, Rows>([
    [first.name, bareTab(first.code, 'Phiếu đánh giá tháng 8 năm 2019')],
    [second.code, bareTab(second.code, 'Kỳ 08/2019')],
    ['Sheet3', bareTab(third.code, `Phiếu đánh giá kỳ 08/2019 – Xã ${third.name}`)],
    ['Tổng hợp', new Map([[1, new Map([[0, textCell('Cộng của huyện')]])]])],
    ...rest,
  ])
  const found = await check(book)
  expect([found.state, found.errors, found.communes, found.period]).toEqual(['checked', [], communes.length, AUGUST])
  const done = await moveOn(service, officer, found, 'apply')
  expect([done.state, done.changed]).toEqual(['succeeded', communes.length])
  for (const { code } of communes) {
    const { values } = (await readSheet(officer, code, AUGUST)).sheet
    const typed = values.filter(({ measure }) => answers.has(measure))
    expect(typed.filter(({ measure, value }) => value === answers.get(measure)).length, code).toBeGreaterThan(40)
  }
  expect((await moveOn(service, officer, done, 'undo')).state).toBe('undone')
})

test('errors are told at the cells of their tabs, by the reader and by the rules of typing', async () => {
  const [first = { code: '', name: '' }, second = { code: '', name: '' }] = communes
  const [a, b] = [bareTab(first.code, 'Kỳ 08/2019'), tabOf(second.code)]
  const rowOf = (rows: Rows, measure: string) =>
    [...rows].find(([, cells]) => {
      const cell = cells.get(2)
      return cell?.kind === 'text' && cell.text === measure
    })?.[0] ?? 0
  setCell(a, `H${rowOf(a, '10.1')}`, '1.100')
  setCell(b, `H${rowOf(b, '17.1a')}`, 101)
  expect(
    await faultsOf(
      new Map([
        [first.name, a],
        ['Hai', b],
      ]),
    ),
  ).toEqual(
    [
      [`${first.name}!H${rowOf(a, '10.1')}`, 'ambiguous_number'],
      [`Hai!H${rowOf(b, '17.1a')}`, 'out_of_range'],
    ].toSorted(),
  )
})

test('a tab is not taken for another commune’s, another month’s, or left out without a word', async () => {
  const [first = { code: '', name: '' }, second = { code: '', name: '' }, third = { code: '', name: '' }] = communes
  const good: [string, Rows] = ['Một', tabOf(first.code)]
  const copied = bareTab(second.code, `Kỳ 08/2019 – Xã ${third.name}`)
  expect(await faultsOf(new Map([good, [second.name, copied]]))).toEqual([[`${second.name}!A1`, 'tab_of_two_communes']])
  expect(await faultsOf(new Map([good, ['Hai', bareTab(second.code, 'Kỳ 08/2019')]]))).toEqual([
    ['Hai!A1', 'tab_without_commune'],
  ])
  expect(await faultsOf(new Map([good, [second.name, bareTab(second.code, 'Kỳ 07/2019')]]))).toEqual([
    [`${second.name}!A4`, 'wrong_period'],
  ])
  expect(await faultsOf(new Map([good, [second.name, bareTab(second.code, 'Phiếu')]]))).toEqual([
    [`${second.name}!A4`, 'no_period'],
  ])
  const headless = bareTab(third.code, 'Kỳ 08/2019')
  headless.delete(4)
  expect(await faultsOf(new Map([good, ['Hai', tabOf(second.code)], [third.name, headless]]))).toEqual([
    [`${third.name}!A1`, 'no_head'],
  ])
  expect(await faultsOf(new Map([good, [first.name, bareTab(first.code, 'Kỳ 08/2019')]]))).toEqual([
    [`${first.name}!A5`, 'second_list'],
  ])
})

test('a tab of a commune out of reach is refused, by its name and by its code', async () => {
  const [first = { code: '', name: '' }, second = { code: '', name: '' }] = communes
  const good: [string, Rows] = ['Một', tabOf(first.code)]
  const foreign = bareTab(second.code, 'Kỳ 08/2019')
  expect(await faultsOf(new Map([good, ['Bờ Y', foreign]]))).toEqual([['Bờ Y!A1', 'tab_without_commune']])
  const byCode = await faultsOf(new Map([good, ['23311', foreign]]))
  expect(byCode.map(([, code]) => code)).toEqual(['unknown_unit'])
})
