import { afterAll, beforeAll, expect, test } from 'vitest'
import type { AssessmentView } from '@ntm/shared/assessments/wire'
import { startTestApp, type Caller, type TestApp } from '../../testing/app.js'
import { expectProblem } from '../../testing/problem.js'
import { addressOf, fullAnswers, readSheet } from '../../testing/sheets.js'
import { download, importFile, moveOn, readGrid, saveGrid, textAt, type, type Grid } from './builders.js'

/** A month that nobody has begun, with the clock in it. */
const AUGUST = '2019-08'
const TEMPLATE = `/api/v1/assessments/template.xlsx?unit=62&period=${AUGUST}`

let service: TestApp
let office: Caller
let grid: Grid
let answers: Map<string, number | boolean>
/** What Đắk Cấm collects from its villages: nobody types it. */
let collected: readonly string[]

beforeAll(async () => {
  service = await startTestApp({ clockStart: '2019-08-20T08:00:00+07:00' })
  office = await service.as('vpdp')
  answers = new Map((await fullAnswers(office)).map(({ measure, value }) => [measure, value]))
  collected = (await readSheet(office, '23311', AUGUST)).sheet.villageMeasures
  grid = await readGrid(await download(office, TEMPLATE))
  fill(grid)
})
afterAll(() => service.close())

function fill(filled: Grid): void {
  for (const [row, cells] of filled.get('Phieu') ?? []) {
    const key = textAt(filled, `Phieu!C${row}`)
    const answer = key === undefined ? undefined : answers.get(key)
    if (textAt(filled, `Phieu!A${row}`) === '23311' && collected.includes(key ?? '')) continue
    if (row <= 4 || answer === undefined || cells.size === 0) continue
    type(filled, `Phieu!H${row}`, typeof answer === 'boolean' ? (answer ? 'Đạt' : 'Chưa đạt') : answer)
  }
}

test('the template of the province has a row for each measure of its 86 communes', () => {
  expect(textAt(grid, 'Phieu!A4')).toBe('Mã xã')
  expect(grid.get('Phieu')?.size).toBe(4 + 86 * 50)
})

test('the template shows last month as it was answered: yes as yes, figures as numbers', async () => {
  const july = await readGrid(await download(office, '/api/v1/assessments/template.xlsx?unit=23512&period=2019-07'))
  const june = (await readSheet(office, '23512', '2019-06')).sheet.values
  const shown = new Map([...(july.get('Phieu')?.keys() ?? [])].map((row) => [textAt(july, `Phieu!C${row}`), row]))
  const last = june.map(({ measure }) => textAt(july, `Phieu!G${shown.get(measure)}`))
  expect(last).toEqual(
    june.map(({ value }) => (typeof value === 'boolean' ? (value ? 'Đạt' : 'Chưa đạt') : String(value))),
  )
  expect(last).toContain('Đạt')
})

test('whoever takes a template along is named in the trail, with the unit, the month and how many communes', async () => {
  const find = `select actor_name, subject_kind, new from audit_events
    where action = 'template.downloaded' and subject_key = '62' order by id desc limit 1`
  const { rows } = await service.app.pool.query(find)
  expect(rows).toEqual([
    {
      actor_name: expect.stringContaining('Văn phòng') as string,
      subject_kind: 'unit',
      new: { period: AUGUST, format: 'xlsx', communes: 86 },
    },
  ])
})

test('a dry run finds five planted errors at their cells and writes nothing', async () => {
  const spoiled = await readGrid(await saveGrid(grid))
  const rowOf = (measure: string) =>
    [...(spoiled.get('Phieu') ?? [])].find(
      ([row]) => textAt(spoiled, `Phieu!A${row}`) === '23314' && textAt(spoiled, `Phieu!C${row}`) === measure,
    )?.[0] ?? 0
  const percent = rowOf('17.1a')
  type(spoiled, `Phieu!H${rowOf('10.1')}`, '1.100')
  type(spoiled, `Phieu!H${percent}`, 101)
  type(spoiled, 'Phieu!A160', '99999')
  type(spoiled, `Phieu!C220`, '77.7')
  type(spoiled, `Phieu!H${rowOf('1.1')}`, 'xong rồi')
  const found = await importFile(service, office, await saveGrid(spoiled), { dryRun: true })
  expect(found.state).toBe('failed')
  expect(found.errors.map(({ cell, code }) => [cell, code])).toEqual([
    [`Phieu!H${rowOf('1.1')}`, 'not_met_or_not'],
    [`Phieu!H${rowOf('10.1')}`, 'ambiguous_number'],
    [`Phieu!H${percent}`, 'out_of_range'],
    ['Phieu!A160', 'unknown_unit'],
    ['Phieu!C220', 'unknown_measure'],
  ])
  const { rows } = await service.app.pool.query(`select from sheets where period = $1`, [AUGUST])
  expect(rows).toHaveLength(0)
})

test('corrected it goes in, equal to typing; the same file again has no second effect', async () => {
  const content = await saveGrid(grid)
  const checked = await importFile(service, office, content, { dryRun: true })
  expect([checked.state, checked.errors, checked.communes, checked.changed]).toEqual(['checked', [], 86, 86])
  // What would change is shown before it is written.
  expect(checked.sheets).toHaveLength(86)
  expect(checked.sheets.find(({ code }) => code === '23512')).toEqual({ code: '23512', name: 'Đắk Mar', figures: 50 })
  const done = await moveOn(service, office, checked, 'apply')
  expect([done.state, done.changed]).toEqual(['succeeded', 86])

  // One commune types the same over it: every field is equal.
  const imported = (await readSheet(office, '23512', AUGUST)).sheet
  const commune = await service.as('xa.23512')
  const typed = await typeSame(commune)
  expect(comparable(imported)).toEqual(comparable(typed))

  // Something has happened since: it is read again, and finds all that it says standing.
  const { version } = await readSheet(office, '23512', AUGUST)
  const again = await importFile(service, office, content)
  expect([again.state, again.errors, again.communes, again.changed]).toEqual(['succeeded', [], 86, 0])
  expect((await readSheet(office, '23512', AUGUST)).version).toBe(version)
  // Nothing has: it is the import that was.
  expect((await importFile(service, office, content)).id).toBe(again.id)
  const late = await office.post(`/api/v1/imports/${done.id}/transitions`, done.version, { action: 'undo' })
  expectProblem(late, { status: 409, code: 'import_edited_since' })
  expect((late.body as { detail: string }).detail).toContain('Phiếu của Đắk Mar đã được sửa')
})

test('an officer of a district corrects by file, is an author then, and undoes it to what stood before', async () => {
  const officer = await service.as('huyen.615')
  const path = `/api/v1/assessments/template.xlsx?unit=615&period=${AUGUST}&layout=communes&ratios=true`
  const list = await readGrid(await download(officer, path))
  expect(textAt(list, 'Phieu!C4')).toBe('1.1')
  const before = await stock()
  type(list, 'Phieu!C5', 'Chưa đạt')
  const done = await importFile(service, officer, await saveGrid(list), { name: '../../huyen 615.xlsx' })
  expect([done.state, done.errors, done.changed, done.fileName]).toEqual(['succeeded', [], 1, 'huyen 615.xlsx'])
  const { rows } = await service.app.pool.query(
    `select count(*)::int n from audit_events where action = 'assessment.changed' and reason like 'Nhập từ tệp%615%'`,
  )
  expect(rows).toEqual([{ n: 1 }])
  expect(await stock()).not.toEqual(before)
  const undone = await moveOn(service, officer, done, 'undo')
  expect([undone.state, undone.errors]).toEqual(['undone', []])
  expect(await stock()).toEqual(before)
})

/** Types what stands in the file over what the file brought, so that every rule of typing has judged it. */
async function typeSame(commune: Caller): Promise<AssessmentView> {
  const { version } = await readSheet(commune, '23512', AUGUST)
  const cleared = [...answers.keys()].map((measure) => ({ measure, value: null }))
  await commune.patch(addressOf('23512', AUGUST), version, { values: cleared }).expect(200)
  const values = [...answers].map(([measure, value]) => ({ measure, value }))
  const answer = await commune.patch(addressOf('23512', AUGUST), version + 1, { values }).expect(200)
  return answer.body as AssessmentView
}

function comparable({ values, criteria, summary, status }: AssessmentView) {
  const byMeasure = values.toSorted((a, b) => (a.measure < b.measure ? -1 : 1))
  return { values: byMeasure, criteria, summary, status }
}

async function stock(): Promise<unknown> {
  const { rows } = await service.app.pool.query(
    `select count(*) sheets, sum(answered) answered, sum(hashtext(author_ids::text)) authors,
       (select sum(hashtext(v::text)) from sheet_values v where v.year = 2019) figures
     from sheets where period = $1`,
    [AUGUST],
  )
  return rows[0]
}
