import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApp, type Caller, type TestApp } from '../../testing/app.js'
import { findCommune, JULY, listMeasures } from '../../testing/sheets.js'
import { download, foreignBook, importFile, readGrid, saveGrid, xmlCells as cell } from './builders.js'

const HEAD = ['Kỳ', 'Mã xã', 'Xã', 'Mã chỉ tiêu', 'Giá trị']

let service: TestApp
let office: Caller
let commune: string
let name: string
let percent: string

beforeAll(async () => {
  service = await startTestApp()
  office = await service.as('vpdp')
  commune = await findCommune(service, 'draft')
  const { body } = await office.get(`/api/v1/units/${commune}`).expect(200)
  name = (body as { name: string }).name
  percent = (await listMeasures(office)).find(({ kind }) => kind === 'percent')?.key ?? ''
})
afterAll(() => service.close())

const check = (content: Buffer, file?: string) =>
  importFile(service, office, content, { dryRun: true, ...(file === undefined ? {} : { name: file }) })

async function faultsOf(content: Buffer, file?: string) {
  return (await check(content, file)).errors.map(({ cell: place, code }) => [place, code])
}

const row = (called: string, value: string, unit = commune) => [...[JULY, unit, called, percent].map(cell.text), value]

test('a name beside the code is that of the commune in any spelling, or the row is refused', async () => {
  expect(await faultsOf(await foreignBook(HEAD, [row(`Xã ${name.toUpperCase()} (huyện)`, cell.number(80))]))).toEqual(
    [],
  )
  const found = await check(await foreignBook(HEAD, [row('Ngọk Tụ Khác', cell.number(80))]))
  expect(found.errors.map(({ cell: place, code, found: written }) => [place, code, written])).toEqual([
    ['Bang!C2', 'name_disagrees', 'Ngọk Tụ Khác'],
  ])
  expect(found.errors[0]?.message).toContain(`Mã ${commune} là của xã ${name}`)
})

test('what stands in a column without a name is an error, once, and not left out', async () => {
  const rows = [
    [...row(name, cell.number(80)), cell.text('cộng dồn')],
    [...row(name, cell.number(80), '00000'), cell.text('x')],
  ]
  const faults = await faultsOf(await foreignBook(HEAD, rows))
  expect(faults.filter(([, code]) => code === 'column_without_head')).toEqual([['Bang!F2', 'column_without_head']])
})

test('Excel made days of a month and of the code of a measure: they are read as what was meant', async () => {
  // 1 July 2019, and the 10th of January for 10.1.
  const line = [cell.day(43_647), cell.text(commune), cell.text(name), cell.day(43_475), cell.number(41.5)]
  const found = await check(await foreignBook(HEAD, [line]))
  expect([found.errors, found.period, found.figures]).toEqual([[], JULY, 1])
})

test('the list is found in a book with notes before it and under another name; a commune stands in one list', async () => {
  const template = await readGrid(
    await download(office, `/api/v1/assessments/template.xlsx?unit=${commune}&period=${JULY}`),
  )
  const list = template.get('Phieu') ?? new Map<number, Map<number, never>>()
  const note = new Map([[1, new Map([[0, { kind: 'text' as const, text: 'Ghi chép riêng' }]])]])
  const rest = [...template].filter(([sheet]) => sheet !== 'Phieu')
  const renamed = await check(await saveGrid(new Map([['Ghi chép', note], ['Phiếu tháng 7', list], ...rest])))
  expect([renamed.errors, renamed.communes]).toEqual([[], 1])
  const doubled = await saveGrid(new Map([['Phieu', list], ['Phieu (2)', list], ...rest]))
  expect(await faultsOf(doubled)).toEqual([['Phieu (2)!A5', 'second_list']])
})

test('a file with tabs, or with a title that has commas, is read by the line with its columns', async () => {
  const csv = (...lines: string[]) => Buffer.from(`\uFEFF${lines.join('\r\n')}\r\n`)
  const lines = ['Kỳ;Mã xã;Mã chỉ tiêu;Giá trị', `Tháng 07/2019;${commune};CT ${percent};80,5`]
  for (const content of [
    csv('Phiếu đánh giá, tháng 7, huyện Đắk Hà', ...lines),
    csv(...lines.map((line) => line.replaceAll(';', '\t'))),
  ]) {
    const found = await check(content, 'phieu.csv')
    expect([found.errors, found.period, found.figures]).toEqual([[], JULY, 1])
  }
})

test('a quote that is left open, and a page of the web, are told as that', async () => {
  expect(await faultsOf(Buffer.from(`Kỳ;Mã xã;Giá trị\r\n${JULY};"${commune};80\r\n`), 'phieu.csv')).toEqual([
    [null, 'broken_quotes'],
  ])
  const page = await office
    .request('post', '/api/v1/imports?dryRun=true')
    .attach('file', Buffer.from('<html><body><table><tr><td>Mã xã</td></tr></table></body></html>'), 'phieu.xls')
  expect([page.status, (page.body as { errors: { code: string }[] }).errors[0]?.code]).toEqual([422, 'web_page'])
})
