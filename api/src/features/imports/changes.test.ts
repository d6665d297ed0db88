import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ChangePage, CommuneChanges } from '@ntm/shared/imports/changes-wire'
import { startTestApp, type Caller, type TestApp } from '../../testing/app.js'
import { expectProblem } from '../../testing/problem.js'
import { addressOf, findCommune, JULY, listMeasures, readSheet } from '../../testing/sheets.js'
import { download, foreignBook, importFile, moveOn, xmlCells as cell } from './builders.js'

const HEAD = ['Kỳ', 'Mã xã', 'Mã chỉ tiêu', 'Giá trị', 'Tử số', 'Mẫu số', 'Ghi chú']

let service: TestApp
let office: Caller
/** Two communes of one district that are being filled in. */
let commune: string
let other: string
let percent: string
let amount: string
let met: string

beforeAll(async () => {
  service = await startTestApp()
  office = await service.as('vpdp')
  commune = await findCommune(service, 'draft', '615')
  other = await findCommune(service, 'notStarted')
  const measures = await listMeasures(office)
  const keyOf = (kind: string) => measures.find((measure) => measure.kind === kind)?.key ?? ''
  ;[percent, amount, met] = [keyOf('percent'), keyOf('number'), keyOf('boolean')]
})
afterAll(() => service.close())

const BLANK = '<c/>'
const row = (unit: string, measure: string, value = BLANK, rest: string[] = []) => [
  ...[JULY, unit, measure].map(cell.text),
  value,
  ...rest,
]
const check = async (caller: Caller, rows: string[][]) =>
  importFile(service, caller, await foreignBook(HEAD, rows), { dryRun: true })
const changesOf = async (caller: Caller, id: string, unit: string) =>
  (await caller.get(`/api/v1/imports/${id}/changes/${unit}`).expect(200)).body as CommuneChanges

test('a dry run shows each figure that would change, what stands there and what would, and the result of both', async () => {
  await service.as(`xa.${commune}`).then(async (caller) =>
    caller
      .patch(addressOf(commune), (await readSheet(caller, commune)).version, {
        values: [
          { measure: percent, value: 12.5, note: 'theo báo cáo' },
          { measure: met, value: false },
          { measure: amount, value: 40 },
        ],
      })
      .expect(200),
  )
  const found = await check(office, [
    row(commune, met, cell.text('Đạt')),
    row(commune, percent, BLANK, [cell.number(199), cell.number(200), cell.text('rà lại')]),
    row(commune, amount, cell.number(40)),
  ])
  expect([found.state, found.errors]).toEqual(['checked', []])
  const { changes, refused, figures, code } = await changesOf(office, found.id, commune)
  expect([code, refused, figures]).toEqual([commune, null, 2])
  const blank = { numerator: null, denominator: null, notApplicable: false, note: null }
  const byMeasure = new Map(changes.map((change) => [change.measure, change]))
  expect([...byMeasure.keys()].toSorted()).toEqual([met, percent].toSorted())
  expect(byMeasure.get(met)).toMatchObject({
    kind: 'boolean',
    old: { ...blank, value: false, result: 'notMet' },
    new: { ...blank, value: true, result: 'met' },
  })
  expect(byMeasure.get(percent)).toMatchObject({
    old: { ...blank, value: 12.5, note: 'theo báo cáo' },
    new: { value: 99.5, numerator: 199, denominator: 200, notApplicable: false, note: 'rà lại' },
  })
  expect(byMeasure.get(percent)?.name).not.toBe('')
  expect(byMeasure.get(percent)?.nameEn).not.toBe(byMeasure.get(percent)?.name)
})

test('what was written is told as it was planned, also after it was undone', async () => {
  const found = await check(office, [
    row(commune, met, cell.text('Đạt')),
    row(commune, percent, cell.number(12.25)),
    row(other, met, cell.text('Đạt')),
  ])
  const judged = await changesOf(office, found.id, commune)
  // One that is judged as it was.
  expect(judged.changes.filter((each) => each.old.result === each.new.result)).toHaveLength(1)
  const planned = await changesOf(office, found.id, other)
  expect(planned.changes).toMatchObject([
    { measure: met, old: { value: null, result: 'missing' }, new: { value: true } },
  ])
  const done = await moveOn(service, office, found, 'apply')
  expect(done.state).toBe('succeeded')
  expect(await changesOf(office, found.id, other)).toEqual(planned)
  expect(await changesOf(office, found.id, commune)).toEqual(judged)
  const undone = await moveOn(service, office, done, 'undo')
  expect(undone.state).toBe('undone')
  expect(await changesOf(office, found.id, other)).toEqual(planned)
})

test('a sheet that somebody changed after the check says that the file would be refused because of it', async () => {
  const found = await check(office, [row(commune, met, cell.text('Đạt'))])
  const caller = await service.as(`xa.${commune}`)
  const { version } = await readSheet(caller, commune)
  await caller.patch(addressOf(commune), version, { values: [{ measure: percent, value: 44 }] }).expect(200)
  const { refused, changes } = await changesOf(office, found.id, commune)
  expect([refused?.code, changes]).toEqual(['sheet_changed', []])
  const file = (await download(office, `/api/v1/imports/${found.id}/changes.csv?profile=excel`)).toString()
  expect(file.trim().split('\r\n').at(-1)).toMatch(new RegExp(`^${commune};.*;Phiếu đã có người sửa`))
})

test('communes come by pages with the criteria they meet before and after; the file has a row a figure', async () => {
  const rows = [commune, other].flatMap((unit) => [
    row(unit, percent, cell.number(61.5)),
    row(unit, met, cell.text('Đạt'), [BLANK, BLANK, cell.text('=1+1')]),
  ])
  const found = await check(office, rows)
  const address = `/api/v1/imports/${found.id}/changes`
  const first = (await office.get(`${address}?limit=1`).expect(200)).body as ChangePage
  expect(first.page).toEqual({ next: [commune, other].toSorted()[0], limit: 1 })
  const second = (await office.get(`${address}?limit=1&cursor=${first.page.next}`).expect(200)).body as ChangePage
  expect(second.page.next).toBeNull()
  const all = [...first.data, ...second.data]
  expect(all.map(({ code, figures }) => [code, figures])).toEqual([commune, other].toSorted().map((code) => [code, 2]))
  expect(all.find(({ code }) => code === other)?.met?.before).toBe(0)

  const machine = (await download(office, `${address}.csv`)).toString().trim().split('\r\n')
  expect(machine).toHaveLength(1 + 4)
  expect(machine[0]).toMatch(/^unit,unitName,measure/)
  expect(machine.find((line) => line.startsWith(`${other},`) && line.includes(`,${met},`))).toContain(",'=1+1,")
  const excel = (await download(office, `${address}.csv?profile=excel`)).toString()
  expect(excel).toMatch(/^\uFEFFMã xã;/)
  expect(excel).toContain(';61,5;')
  expectProblem(await office.get(`${address}?cursor=x'`), { status: 400, code: 'cursor_invalid' })
})

test('the changes are seen by the sender and those above; nobody else, and of no commune out of reach', async () => {
  const officer = await service.as('huyen.615')
  const found = await check(officer, [row(commune, met, cell.text('Đạt'))])
  const address = `/api/v1/imports/${found.id}/changes`
  for (const path of [address, `${address}/${commune}`, `${address}.csv`]) {
    await office.get(path).expect(200)
    for (const name of ['huyen.610', `xa.${commune}`]) {
      expectProblem(await (await service.as(name)).get(path), { status: 404, code: 'import_not_found' })
    }
    for (const name of ['ubnd', 'mttq']) {
      expectProblem(await (await service.as(name)).get(path), { status: 403, code: 'forbidden' })
    }
    expectProblem(await service.anonymous.get(path), { status: 401, code: 'not_signed_in' })
  }
  expectProblem(await office.get(`${address}/${other}`), { status: 404, code: 'unit_not_found' })
})

test('a file with errors changes nothing, and says so', async () => {
  const found = await check(office, [row(commune, met, cell.text('Đạt')), row(other, percent, cell.text('?'))])
  expect(found.state).toBe('failed')
  const page = (await office.get(`/api/v1/imports/${found.id}/changes`).expect(200)).body as ChangePage
  expect(page.data).toEqual([])
})
