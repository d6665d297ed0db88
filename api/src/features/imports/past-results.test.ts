import { afterAll, beforeAll, expect, test } from 'vitest'
import type { MatrixView, OverviewView, TrendView } from '@ntm/shared/analysis/wire'
import type { DisciplineView } from '@ntm/shared/discipline/wire'
import type { PeriodPage } from '@ntm/shared/periods/wire'
import type { Clock } from '../../clock.js'
import { recomputeRecords } from '../consolidations/recompute.js'
import { startTestApp, type Caller, type TestApp } from '../../testing/app.js'
import { expectProblem } from '../../testing/problem.js'
import { download, importFile, moveOn, readGrid, saveGrid, send, textAt, type, work, type Grid } from './builders.js'
import { giveUp, runImport } from './run-import.js'

const SOURCE = { kind: 'pastResults', source: 'Báo cáo số 12/BC-BCĐ', sourceDate: '2016-01-15' }
const FIRST_ROW = 5
/** Of `Số tiêu chí đạt`. */
const COUNT = 'W'

let service: TestApp
let office: Caller
let grid: Grid
let communes: number

beforeAll(async () => {
  service = await startTestApp()
  office = await service.as('vpdp')
  grid = await readTemplate()
  communes = [...(grid.get('Ket_qua')?.keys() ?? [])].filter((row) => row >= FIRST_ROW).length
})
afterAll(() => service.close())

const readTemplate = async (year = '2015') =>
  readGrid(await download(office, `/api/v1/imports/past-template.xlsx?year=${year}`))

/** Communes meet 0, 1, … 19, 0, … criteria, in order of code. */
function fillCounts(filled: Grid, add = 0): number {
  let total = 0
  for (let index = 0; index < communes; index += 1) {
    const met = (index + add) % 20
    type(filled, `Ket_qua!${COUNT}${FIRST_ROW + index}`, met)
    total += met
  }
  return total
}

const csvOf = (...lines: string[]) => Buffer.from(['Mã xã,Kỳ,Số tiêu chí đạt', ...lines].join('\n'))
const csv = (fields: Record<string, string> = {}) => ({ name: 'cu.csv', fields: { ...SOURCE, ...fields } })

async function overview(period: string, query = '', unit = '62'): Promise<OverviewView> {
  return (await office.get(`/api/v1/overview?unit=${unit}&period=${period}${query}`).expect(200)).body as OverviewView
}

test('the template has a row for each commune of the programme then', () => {
  expect(textAt(grid, 'Ket_qua!A4')).toBe('Mã xã')
  expect(textAt(grid, `Ket_qua!${COUNT}4`)).toBe('Số tiêu chí đạt')
  expect(textAt(grid, 'Ket_qua!C5')).toBe('2015')
  expect(communes).toBe(86)
})

test.each(['huyen.610', 'xa.23512', 'ubnd'])('%s may not bring in past results', async (username) => {
  const caller = await service.as(username)
  const refused = await send(caller, csvOf('23512,2015,8'), csv())
  expectProblem(refused, { status: 403, code: 'forbidden' })
  const template = await caller.get('/api/v1/imports/past-template.xlsx?year=2015')
  expectProblem(template, { status: 403, code: 'forbidden' })
})

test('a source and its day have to be told, and the day cannot be to come', async () => {
  const file = csvOf('23512,2015,8')
  expectProblem(await send(office, file, { fields: { kind: 'pastResults' } }), {
    status: 422,
    code: 'import_without_source',
  })
  const later = { ...SOURCE, sourceDate: '2031-01-01' }
  expectProblem(await send(office, file, { fields: later }), { status: 422, code: 'import_source_in_future' })
  for (const odd of [{ source: 'a\u0000b' }, { sourceDate: '0000-01-01' }, { sourceDate: '2016-02-31' }]) {
    const refused = await send(office, file, { fields: { ...SOURCE, ...odd } })
    expectProblem(refused, { status: 400, code: 'malformed_request', pointers: [`/${Object.keys(odd)[0]}`] })
  }
  expectProblem(await send(office, file, { fields: { source: 'x' } }), { status: 400, code: 'malformed_request' })
})

test('a dry run finds errors at their cells and writes nothing', async () => {
  const file = csvOf(
    '23512,2015,8',
    '99999,2015,8',
    '23512,2010-12,8',
    '23515,2015,20',
    '23512,12/2015,9',
    ',2015,8',
    '23515,2014,',
    '23518,2018-01,4',
  )
  const found = await importFile(service, office, file, { ...csv(), dryRun: true })
  expect(found.state).toBe('failed')
  expect(found.errors.map(({ cell, code }) => [cell, code])).toEqual([
    ['A3', 'unit_unknown'],
    ['B4', 'period_outside'],
    ['C5', 'count_outside'],
    ['A6', 'named_twice'],
    ['A7', 'unit_missing'],
    ['C8', 'result_missing'],
    ['B9', 'period_outside'],
  ])
  expect((await overview('2015-12')).counted).toBe(0)
})

test('a code that nobody held then is told what became of it', async () => {
  const file = csvOf('23504,2011,3', '23473,2012,3', '23281,2012,3', '99999,2011,3')
  const { errors } = await importFile(service, office, file, { ...csv(), dryRun: true })
  expect(errors.map(({ unit, message }) => `${unit}: ${message}`)).toMatchInlineSnapshot(`
    [
      "23504: Vào kỳ 12/2011 chưa có xã Đăk Long (thành lập ngày 21/12/2013). Ghi kết quả vào xã có trước khi tách, hoặc xóa đi.",
      "23281: Vào kỳ 12/2012, mã 23281 là phường Quang Trung, không thuộc Chương trình. Kiểm tra lại mã xã, hoặc xóa kết quả này.",
      "99999: Không có xã nào mang mã 99999. Kiểm tra lại mã xã.",
    ]
  `)
})

test('a name that is not that of the code is an error at the name', async () => {
  const file = Buffer.from('Mã xã,Xã,Kỳ,Số tiêu chí đạt\n23512,xã Đăk Mar (huyện Đắk Hà),2015,8\n23515,Đắk Mar,2015,8')
  const found = await importFile(service, office, file, { ...csv(), dryRun: true })
  expect(found.errors.map(({ cell, code, found }) => [cell, code, found])).toEqual([
    ['B3', 'name_disagrees', 'Đắk Mar'],
  ])
  expect(found.errors[0]?.message).toMatch(/^Mã 23515 là của xã /)
})

test('with a column a year a wrong name is told once, and a year without the commune at the cell of the year', async () => {
  const lines = ['Mã xã,Xã,2011,2015', '23515,Đắk Mar,7,8', '23504,Đăk Long,7,8']
  const found = await importFile(service, office, Buffer.from(lines.join('\n')), { ...csv(), dryRun: true })
  expect(found.errors.map(({ cell, code, found }) => [cell, code, found])).toEqual([
    ['B2', 'name_disagrees', 'Đắk Mar'],
    ['C3', 'unit_unknown', '2011-12'],
  ])
})

test('counts in a column whose name is gone are an error, not left out', async () => {
  const file = Buffer.from('Mã xã,Xã,2015,\n23512,Đắk Mar,8,9')
  const found = await importFile(service, office, file, { ...csv(), dryRun: true })
  expect(found.errors.map(({ cell, code }) => [cell, code])).toEqual([['D2', 'column_without_head']])
})

test('marks that disagree with the count are named at the count', async () => {
  const spoiled = await readTemplate()
  type(spoiled, 'Ket_qua!D5', 'x')
  type(spoiled, `Ket_qua!${COUNT}5`, 2)
  type(spoiled, 'Ket_qua!E6', 'có lẽ')
  const found = await importFile(service, office, await saveGrid(spoiled), { fields: SOURCE, dryRun: true })
  expect(found.errors.slice(0, 2).map(({ cell, code }) => [cell, code])).toEqual([
    [`Ket_qua!${COUNT}5`, 'count_disagrees'],
    ['Ket_qua!E6', 'mark_unclear'],
  ])
})

test('counts of 2015 are brought in, shown as imported everywhere, undone, and brought in but once', async () => {
  const total = fillCounts(grid)
  const file = await saveGrid(grid)
  const checked = await importFile(service, office, file, { fields: SOURCE, dryRun: true })
  expect(checked).toMatchObject({
    state: 'checked',
    period: '2015-12',
    lastPeriod: '2015-12',
    periods: [],
    changed: 86,
    errorCount: 0,
  })
  expect((await overview('2015-12')).counted).toBe(0)
  const done = await moveOn(service, office, checked, 'apply')
  expect(done).toMatchObject({
    state: 'succeeded',
    kind: 'pastResults',
    source: SOURCE.source,
    changed: 86,
    periods: ['2015-12'],
  })

  const shown = await overview('2015-12')
  expect(shown).toMatchObject({ basis: 'official', asOf: '2016-01-15', counted: 86, criteriaSet: 'xa-2009' })
  expect(shown.imported).toEqual([{ source: SOURCE.source, issuedOn: '2016-01-15', communes: 86 }])
  expect(shown.criteriaMet).toEqual({ total, mean: Math.round((total / 86) * 100) / 100 })
  const onItsMap = await overview('2015-12', '&map=2015-12-31')
  expect(onItsMap.map?.apart).toEqual([])
  expect({ ...onItsMap, map: undefined }).toEqual({ ...shown, map: undefined })
  // Four rounds of 0–19 and then 0–5.
  expect(shown.bands.map(({ communes: count }) => count)).toEqual([4, 16, 20, 21, 25])
  expect(shown.criteria.every(({ met, notMet, noData }) => met === 0 && notMet === 0 && noData === 86)).toBe(true)

  // A year later and by another set: the counts can be compared, single criteria cannot.
  const later = await overview('2016-12', '&basis=official')
  const december = later.comparisons.find(({ kind }) => kind === 'lastDecember')
  expect(december).toMatchObject({ period: '2015-12', counted: 86, imported: true, criteria: [] })

  const matrix = (await office.get('/api/v1/matrix?unit=62&period=2015-12').expect(200)).body as MatrixView
  expect(matrix.rows).toHaveLength(86)
  expect(matrix.rows[8]).toMatchObject({ met: 8, isImported: true, status: 'consolidated' })
  expect(matrix.rows[8]?.results.every((result) => result === null)).toBe(true)

  const trend = (await office.get('/api/v1/trend?unit=62&from=2014-01&to=2019-06').expect(200)).body as TrendView
  expect(trend.points).toHaveLength(66)
  expect(trend.points.filter(({ imported }) => imported).map(({ period }) => period)).toEqual(['2015-12'])
  expect(trend.points.at(-1)).toMatchObject({ period: '2019-06', counted: 86 })

  const months = (await office.get('/api/v1/periods?limit=500').expect(200)).body as PeriodPage
  expect(months.data.at(-1)).toMatchObject({ period: '2015-12', criteriaSet: 'xa-2009', isImported: true })
  const reports = (await office.get('/api/v1/discipline?unit=62&from=2015-12&to=2015-12').expect(200))
    .body as DisciplineView
  expect(JSON.stringify(reports)).not.toMatch(/"expected":[1-9]/)
  const records = await recomputeRecords(service.app.db)
  expect(records).toMatchObject({ months: 18, differences: [] })

  // Sent again: the import that was, and no other.
  const again = await send(office, file, { fields: SOURCE })
  expect((again.body as { id: string }).id).toBe(done.id)

  const undone = await moveOn(service, office, done, 'undo')
  expect(undone.state).toBe('undone')
  const after = await overview('2015-12', '&basis=official')
  expect(after).toMatchObject({ counted: 0, criteriaMet: { total: 0, mean: null } })
  expect(after.imported).toBeUndefined()
  const period = await office.get('/api/v1/periods/2015-12').expect(200)
  expect((period.body as { consolidatedAt: string | null }).consolidatedAt).toBeNull()
})

test('marks are kept by criterion, by the set of the time', async () => {
  const marked = Buffer.from(
    [
      `Mã xã,Kỳ,${Array.from({ length: 19 }, (_, index) => `TC${index + 1}`).join(',')}`,
      `23512,2014,x,,1,${Array.from({ length: 16 }, () => '').join(',')}`,
    ].join('\n'),
  )
  const done = await importFile(service, office, marked, csv())
  expect(done.state, JSON.stringify(done.errors)).toBe('succeeded')
  const view = (await office.get('/api/v1/matrix?unit=23512&period=2014-12').expect(200)).body as MatrixView
  expect(view.rows[0]).toMatchObject({ met: 2, isImported: true })
  expect(view.rows[0]?.results.slice(0, 4)).toEqual(['met', 'notMet', 'met', 'notMet'])
})

test('results of another import are replaced only if asked for, in the trail, and come back when that is undone', async () => {
  const first = await importFile(service, office, csvOf('23512,2013,5'), csv())
  expect(first.state).toBe('succeeded')
  const second = csvOf('23512,2013,6')
  const refused = await importFile(service, office, second, csv())
  expect(refused.errors.map(({ cell, code }) => [cell, code])).toEqual([['B2', 'month_of_other_import']])
  const replaced = await importFile(service, office, second, csv({ replaces: 'true' }))
  expect(replaced.state).toBe('succeeded')
  expect((await overview('2013-12')).criteriaMet.total).toBe(6)
  const { rows } = await service.app.pool.query<{ old: unknown; new: { source: string } }>(
    `select old, new from audit_events where action = 'import.applied' and subject_key = $1`,
    [replaced.id],
  )
  expect(rows[0]?.old).toEqual({ replaced: [{ period: '2013-12', unit: '23512', met: 5, importId: first.id }] })
  expect(rows[0]?.new.source).toBe(SOURCE.source)

  const early = await office.post(`/api/v1/imports/${first.id}/transitions`, first.version, { action: 'undo' })
  expectProblem(early, { status: 409, code: 'import_replaced_since' })
  await moveOn(service, office, replaced, 'undo')
  expect((await overview('2013-12')).criteriaMet.total).toBe(5)
})

test('a file that another took the place of can be brought in again; twice in a row it is brought in once', async () => {
  const first = csvOf('23515,2013,5', '23515,2014,5')
  const bring = (content: Buffer) => importFile(service, office, content, csv({ replaces: 'true' }))
  const total = async () => (await overview('2013-12', '', '23515')).criteriaMet.total
  const original = await bring(first)
  await bring(csvOf('23515,2013,6'))
  expect(await total()).toBe(6)

  const back = await bring(first)
  expect(back.id).not.toBe(original.id)
  expect(back.state, JSON.stringify(back.errors)).toBe('succeeded')
  expect(await total()).toBe(5)
  const again = await bring(first)
  expect([again.id, again.version]).toEqual([back.id, back.version])

  await moveOn(service, office, again, 'undo')
  expect(await total()).toBe(6)
})

test('what an import took the place of comes back also when an undoing was given up before', async () => {
  const bring = (met: number) => importFile(service, office, csvOf(`23518,2013,${met}`), csv({ replaces: 'true' }))
  await bring(3)
  const second = await bring(4)
  await office.post(`/api/v1/imports/${second.id}/transitions`, second.version, { action: 'undo' }).expect(202)
  const tools = { pool: service.app.pool, clock: service.app.clock }
  const failing = Object.assign(Object.create(service.app.clock) as Clock, {
    now: () => {
      throw new Error('down')
    },
  })
  await expect(runImport({ ...tools, clock: failing }, second.id)).rejects.toThrow('down')
  await giveUp(tools, second.id)
  const kept = await work(service, office, second.id)
  expect([kept.state, kept.finishedAt]).toEqual(['succeeded', second.finishedAt])

  await moveOn(service, office, await bring(9), 'undo')
  expect((await overview('2013-12', '', '23518')).criteriaMet.total).toBe(4)
})

test('several sheets of a workbook are read, each in its own layout; what is none of ours is an error', async () => {
  const book = await readGrid(await download(office, '/api/v1/imports/past-template.xlsx'))
  expect(['B4', 'C4', 'I4'].map((cell) => textAt(book, `Ket_qua!${cell}`))).toEqual(['Xã', '2011', '2017'])
  expect([...(book.get('Ket_qua')?.keys() ?? [])].filter((row) => row >= FIRST_ROW)).toHaveLength(86)
  type(book, 'Ket_qua!D5', 4)
  type(book, 'Ket_qua!H5', 9)
  const year = await readTemplate('2017')
  book.set('Nam_2017', new Map([...(year.get('Ket_qua') ?? [])].filter(([row]) => row <= FIRST_ROW)))
  type(book, 'Nam_2017!C5', '6/2017')
  type(book, `Nam_2017!${COUNT}5`, 10)
  book.set('Trong', new Map([[1, new Map()]]))
  book.set('Ghi_chep', new Map([[1, new Map([[0, { kind: 'text', text: 'của riêng tôi' }]])]]))
  const spoiled = await importFile(service, office, await saveGrid(book), { fields: SOURCE, dryRun: true })
  expect(spoiled.errors.map(({ cell, code }) => [cell, code])).toEqual([['Ghi_chep!A1', 'no_head']])
  book.delete('Ghi_chep')
  const done = await importFile(service, office, await saveGrid(book), { fields: SOURCE })
  expect(done.state, JSON.stringify(done.errors)).toBe('succeeded')
  expect(done).toMatchObject({ figures: 3, communes: 1, period: '2012-12', lastPeriod: '2017-06' })
  expect(done.periods).toEqual(['2012-12', '2016-12', '2017-06'])
  await moveOn(service, office, done, 'undo')
})

test('the template is there as CSV too, and comes back through it', async () => {
  const text = (await download(office, '/api/v1/imports/past-template.csv?profile=excel')).toString()
  const [head, first = ''] = text.replace('\uFEFF', '').split('\r\n')
  expect(head).toBe('Mã xã;Xã;2011;2012;2013;2014;2015;2016;2017')
  const filled = Buffer.from([head, first.replace(/;;$/, ';7;')].join('\r\n'))
  const found = await importFile(service, office, filled, { ...csv(), dryRun: true })
  expect(found, JSON.stringify(found.errors)).toMatchObject({ state: 'checked', figures: 1, period: '2016-12' })
  const year = (await download(office, '/api/v1/imports/past-template.csv?year=2016')).toString()
  expect(year.split('\r\n', 1)[0]).toMatch(/^Mã xã,Xã,Kỳ,TC1,.*,TC19,Số tiêu chí đạt$/)
})

test('an imported month has no sheet: it is neither filled in nor consolidated', async () => {
  const done = await importFile(service, office, csvOf('23512,2017,8'), csv())
  expect(done.state, JSON.stringify(done.errors)).toBe('succeeded')
  for (const username of ['xa.23512', 'xa.23515', 'ubnd']) {
    const caller = await service.as(username)
    expectProblem(await caller.get('/api/v1/assessments/23512/2017-12'), { status: 404, code: 'month_imported' })
  }
  const commune = await service.as('xa.23512')
  const typed = await commune.patch('/api/v1/assessments/23512/2017-12', 0, { values: [{ measure: '11.1', value: 3 }] })
  expectProblem(typed, { status: 404, code: 'month_imported' })
  const other = await (
    await service.as('xa.23515')
  ).patch('/api/v1/assessments/23515/2017-12', 0, {
    values: [{ measure: '11.1', value: 3 }],
  })
  expect(other.status).toBe(409)
  const again = await office.request('post', '/api/v1/periods/2017-12/consolidation').send({})
  expectProblem(again, { status: 409, code: 'nothing_to_consolidate' })
  await moveOn(service, office, done, 'undo')
})

test('of two files that bring in the same month at once one does, and the other says why not', async () => {
  const sent = await Promise.all(
    [5, 6].map(async (met) => (await send(office, csvOf(`23512,2016,${met}`), csv())).body as { id: string }),
  )
  const ended = await Promise.all(sent.map(({ id }) => work(service, office, id)))
  expect(ended.map(({ state }) => state).toSorted()).toEqual(['failed', 'succeeded'])
  const lost = ended.find(({ state }) => state === 'failed')
  expect(lost?.errors.map(({ cell, code }) => [cell, code])).toEqual([['B2', 'month_of_other_import']])
})

test('a month that has sheets keeps its numbers', async () => {
  await service.app.pool.query(
    `insert into periods (period, due_on, locks_on) values ('2017-12', '2018-01-05', '2018-01-10')
     on conflict do nothing`,
  )
  await service.app.pool.query(
    `insert into consolidations (period, number, consolidated_at) values ('2017-12', 1, now())`,
  )
  const found = await importFile(service, office, csvOf('23512,2017,5'), csv({ replaces: 'true' }))
  expect(found.errors.map(({ cell, code }) => [cell, code])).toEqual([['B2', 'month_of_sheets']])
})
