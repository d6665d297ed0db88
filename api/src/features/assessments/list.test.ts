import { afterAll, beforeAll, expect, test } from 'vitest'
import { ASSESSMENT_STATUSES } from '@ntm/shared/assessments/status'
import type { AssessmentPage } from '@ntm/shared/assessments/wire'
import { startTestApp, type Caller, type TestApp } from '../../testing/app.js'
import { expectProblem } from '../../testing/problem.js'
import { JULY, listCommunes, readSheet } from '../../testing/sheets.js'

let service: TestApp
let office: Caller

beforeAll(async () => {
  service = await startTestApp()
  office = await service.as('vpdp')
})
afterAll(() => service.close())

async function list(query: string, caller = office): Promise<AssessmentPage> {
  return (await caller.get(`/api/v1/assessments?${query}`).expect(200)).body as AssessmentPage
}

const codesOf = ({ data }: AssessmentPage) => data.map(({ unit }) => unit.code)

test('pages follow one another by cursor: every commune once, in order of code, none left out', async () => {
  const whole = codesOf(await list(`period=${JULY}&limit=100`))
  expect(whole).toHaveLength(86)
  expect(whole).toEqual([...whole].sort())

  const paged: string[] = []
  let cursor: string | null = ''
  while (cursor !== null) {
    const page: AssessmentPage = await list(`period=${JULY}&limit=20${cursor && `&cursor=${cursor}`}`)
    expect(page.page.limit).toBe(20)
    paged.push(...codesOf(page))
    cursor = page.page.next
  }
  expect(paged).toEqual(whole)
})

test('a page that is just full is the last one', async () => {
  expect((await list(`period=${JULY}&limit=86`)).page).toEqual({ next: null, limit: 86 })
  expect((await list(`period=${JULY}&limit=85`)).page.next).not.toBeNull()
})

test('a page has 50 sheets unless it is told otherwise', async () => {
  const { data, page } = await list(`period=${JULY}`)
  expect(data).toHaveLength(50)
  expect(page.limit).toBe(50)
})

test('the statuses part the communes of the province among them', async () => {
  const counts = await Promise.all(
    ASSESSMENT_STATUSES.map(async (status) => (await listCommunes(service, status)).length),
  )
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(86)
  for (const count of counts.slice(0, 3)) expect(count).toBeGreaterThanOrEqual(10)
})

test('a district lists its own communes, a commune itself', async () => {
  const district = await list(`period=${JULY}&unit=615&limit=100`)
  expect(new Set(district.data.map(({ parent }) => parent.code))).toEqual(new Set(['615']))
  expect(codesOf(await list(`period=${JULY}&unit=23512`))).toEqual(['23512'])
})

test('without a unit the list is of the province, as far as the caller sees', async () => {
  const commune = await service.as('xa.23512')
  const seen = await list(`period=${JULY}&limit=100`, commune)
  expect(codesOf(seen)).toContain('23512')
  for (const { unit, status } of seen.data) if (unit.code !== '23512') expect(status).toBe('approved')
})

test('a row agrees with the sheet that it stands for', async () => {
  const { data } = await list(`period=${JULY}&unit=616&limit=100`)
  for (const row of data) {
    const { sheet } = await readSheet(office, row.unit.code)
    expect(row, row.unit.code).toMatchObject({
      status: sheet.status,
      revision: sheet.revision,
      dueOn: sheet.dueOn,
      timeliness: sheet.timeliness,
      submittedAt: sheet.submittedAt,
      answered: sheet.values.filter(({ result }) => result !== 'missing').length,
      measures: 50,
      met: sheet.status === 'notStarted' ? null : sheet.summary.met,
      returned: sheet.returned.length,
    })
  }
})

test('the denominator is that of the month: 86 until August 2019, 85 from September', async () => {
  expect((await list('period=2019-08&limit=100')).data).toHaveLength(86)
  const september = await list('period=2019-09&limit=100')
  expect(september.data).toHaveLength(85)
  expect(codesOf(september)).not.toContain('23473')
})

test.each([
  ['no period', '', '/query/period'],
  ['a thirteenth month', 'period=2019-13', '/query/period'],
  ['a quarter', 'period=2019-Q3', '/query/period'],
  ['two periods', `period=${JULY}&period=2019-06`, '/query/period'],
  ['no sheet', `period=${JULY}&limit=0`, '/query/limit'],
  ['too many sheets', `period=${JULY}&limit=501`, '/query/limit'],
  ['part of a sheet', `period=${JULY}&limit=1.5`, '/query/limit'],
  ['a number of sheets past all numbers', `period=${JULY}&limit=1e309`, '/query/limit'],
  ['a status that is none', `period=${JULY}&status=done`, '/query/status'],
  ['a unit that is no code', `period=${JULY}&unit=62%27--`, '/query/unit'],
  ['a parameter that is not known', `period=${JULY}&sort=name`, '/query/sort'],
  ['a parameter that every object has', `period=${JULY}&__proto__=1`, '/query/__proto__'],
])('a list of %s is malformed', async (_case, query, pointer) => {
  const answer = await office.get(`/api/v1/assessments?${query}`)
  expectProblem(answer, { status: 400, code: 'malformed_request', pointers: [pointer] })
})

test.each(['%00', '%ff', 'abc', '23512%20or%201=1', '9'.repeat(11), '%F0%9F%8C%BE', '../..'])(
  'the cursor %s is refused on every list',
  async (cursor) => {
    for (const path of [`/api/v1/assessments?period=${JULY}&`, '/api/v1/units?', '/api/v1/periods?']) {
      expectProblem(await office.get(`${path}cursor=${cursor}`), { status: 400, code: 'cursor_invalid' })
    }
  },
)

test('a list of a unit that was not there in that month is unknown', async () => {
  const answer = await office.get(`/api/v1/assessments?period=${JULY}&unit=99999`)
  expectProblem(answer, { status: 404, code: 'unit_not_found' })
})
