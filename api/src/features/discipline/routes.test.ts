import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { DisciplineView } from '@ntm/shared/discipline/wire'
import { startTestApp, type Caller, type TestApp } from '../../testing/app.js'
import { expectProblem } from '../../testing/problem.js'

let service: TestApp
let office: Caller
let owner: pg.Pool

beforeAll(async () => {
  service = await startTestApp()
  office = await service.as('vpdp')
  owner = new pg.Pool({ connectionString: service.databaseUrl, max: 1 })
})
afterAll(async () => {
  await owner.end()
  await service.close()
})

async function read(query: string, caller = office): Promise<DisciplineView> {
  return (await caller.get(`/api/v1/discipline?${query}`).expect(200)).body as DisciplineView
}

test('without a range it is the twelve months to the one under way, which is not due yet', async () => {
  const view = await read('')
  expect(view.months).toHaveLength(12)
  expect(view.months.at(-1)).toMatchObject({ period: '2019-07', dueOn: '2019-07-25', isDue: false })
  expect(view.months.at(-2)).toMatchObject({ period: '2019-06', isDue: true, total: { expected: 86, reported: 86 } })
  expect(view.total.expected).toBe(86 * 11)
  expect(view.total.rate).toBe(100)
})

test('districts add up to the province, and communes to their district', async () => {
  const province = await read('unit=62&from=2019-03&to=2019-07')
  expect(province.rows).toHaveLength(10)
  for (const [index, { total }] of province.months.entries()) {
    const sum = (pick: (cell: DisciplineView['rows'][number]['months'][number]) => number) =>
      province.rows.reduce((all, { months }) => all + (months[index] ? pick(months[index]) : 0), 0)
    expect(sum(({ expected }) => expected)).toBe(total.expected)
    expect(sum(({ onTime }) => onTime)).toBe(total.onTime)
  }
  const district = await read('unit=615&from=2019-03&to=2019-07')
  expect(district.total).toEqual(province.rows.find(({ unit }) => unit.code === '615')?.total)
  expect(new Set(district.rows.map(({ parent }) => parent?.code))).toEqual(new Set(['615']))
})

test('every commune of the province can have its own row', async () => {
  const { rows, rowsAre } = await read('unit=62&from=2019-06&to=2019-06&rows=communes')
  expect(rowsAre).toBe('communes')
  expect(rows).toHaveLength(86)
  expect(rows.every(({ months }) => /^2019-0[67]-/.test(months[0]?.submittedOn ?? ''))).toBe(true)
})

test('a commune that left the programme owes nothing from that month on, and keeps what it owed before', async () => {
  const province = await read('unit=62&from=2019-07&to=2019-10&rows=communes')
  const cellsOf = (type: string) =>
    province.rows.find(({ unit }) => unit.code === '23473' && unit.type === type)?.months.map((cell) => cell.expected)
  expect(cellsOf('xã')).toEqual([1, 1, 0, 0])
  expect(cellsOf('thị trấn')).toBeUndefined()
})

test('late is judged by the first submission, whatever happens to the sheet afterwards', async () => {
  const june = async () => (await read('unit=23512&from=2019-06&to=2019-06')).rows[0]?.months[0]
  expect(await june()).toMatchObject({ expected: 1, reported: 1, onTime: 1 })
  const before = await june()
  await owner.query(`alter table sheets disable trigger sheets_consolidated_for_good`)
  const move = (at: string) =>
    owner.query(
      `update sheets set first_submitted_at = $1 where period = '2019-06' and unit_id = (select id from units where code = '23512' and valid @> '2019-06-30'::date)`,
      [at],
    )
  await move('2019-06-25T16:59:59Z')
  expect(await june()).toMatchObject({ onTime: 1, submittedOn: '2019-06-25' })
  await move('2019-06-25T17:00:00Z')
  expect(await june()).toMatchObject({ reported: 1, onTime: 0, submittedOn: '2019-06-26' })
  await move(`${before?.submittedOn ?? ''}T03:00:00Z`)
})

test.each(['from=2019-02&to=2019-01', 'from=2010-01&to=2019-01'])('refuses the range %s', async (range) => {
  expectProblem(await office.get(`/api/v1/discipline?${range}`), { status: 422, code: 'range_too_long' })
})

test('an unknown unit is not there, nobody reads it unsigned, and an administrator makes no figures', async () => {
  expectProblem(await office.get('/api/v1/discipline?unit=99999'), { status: 404, code: 'unit_not_found' })
  expectProblem(await service.anonymous.get('/api/v1/discipline'), { status: 401, code: 'not_signed_in' })
  const administrator = await service.as('admin')
  expectProblem(await administrator.get('/api/v1/discipline'), { status: 403, code: 'forbidden' })
})
