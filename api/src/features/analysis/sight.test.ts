import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { MatrixView, OverviewView, TrendView } from '@ntm/shared/analysis/wire'
import { startTestApp, type Caller, type TestApp } from '../../testing/app.js'
import { expectProblem } from '../../testing/problem.js'

let service: TestApp
let office: Caller

beforeAll(async () => {
  service = await startTestApp()
  office = await service.as('vpdp')
})
afterAll(() => service.close())

const VIEWS = {
  overview: (unit: string, basis: string, period: string) => `overview?unit=${unit}&period=${period}&basis=${basis}`,
  matrix: (unit: string, basis: string, period: string) => `matrix?unit=${unit}&period=${period}&basis=${basis}`,
  trend: (unit: string, basis: string, period: string) => `trend?unit=${unit}&from=2019-05&to=${period}&basis=${basis}`,
}

describe.each(Object.entries(VIEWS))('%s', (_view, addressOf) => {
  test.each([
    ['xa.23512', '23512', 200],
    ['xa.23512', '23515', 403],
    ['xa.23512', '615', 403],
    ['xa.23512', '62', 403],
    ['huyen.615', '23512', 200],
    ['huyen.615', '615', 200],
    ['huyen.615', '616', 403],
    ['huyen.615', '62', 403],
    ['so.syt', '62', 200],
    ['vpdp', '62', 200],
    ['ubnd', '62', 200],
    ['mttq', '62', 200],
  ])('shows %s what is reported below %s in the month under way: %i', async (username, unit, status) => {
    const caller = await service.as(username)
    const answer = await caller.get(`/api/v1/${addressOf(unit, 'reported', '2019-07')}`)
    if (status === 200) expect(answer.status, answer.text.slice(0, 300)).toBe(200)
    else expectProblem(answer, { status, code: 'basis_not_visible' })
  })

  test('shows everybody what was approved, anywhere', async () => {
    for (const username of ['xa.23512', 'huyen.616', 'so.syt', 'mttq']) {
      const caller = await service.as(username)
      for (const unit of ['62', '615', '23515']) {
        await caller.get(`/api/v1/${addressOf(unit, 'approved', '2019-07')}`).expect(200)
      }
    }
  })

  test('is nothing for an administrator, who makes no figures and reads none', async () => {
    const administrator = await service.as('admin')
    const answer = await administrator.get(`/api/v1/${addressOf('62', 'official', '2019-06')}`)
    expectProblem(answer, { status: 403, code: 'forbidden' })
  })

  test('needs a sign-in', async () => {
    const answer = await service.anonymous.get(`/api/v1/${addressOf('62', 'official', '2019-06')}`)
    expectProblem(answer, { status: 401, code: 'not_signed_in' })
  })

  test.each([
    ['a unit that nobody knows', '99999', '2019-07', 404, 'unit_not_found'],
    ['a unit of another time', '51', '2019-07', 404, 'unit_not_found'],
  ])('does not know %s', async (_case, unit, period, status, code) => {
    expectProblem(await office.get(`/api/v1/${addressOf(unit, 'approved', period)}`), { status, code })
  })

  test.each([
    ['unit=abc', '/query/unit'],
    ['unit=62&unit=615', '/query/unit'],
    ['basis=official%27', '/query/basis'],
    ['basis=OFFICIAL', '/query/basis'],
    ['sort=met', '/query/sort'],
  ])('refuses %s', async (query, pointer) => {
    const address = addressOf('62', 'approved', '2019-07').split('?')[0] ?? ''
    const answer = await office.get(`/api/v1/${address}?${query}`)
    expectProblem(answer, { status: 400, code: 'malformed_request', pointers: [pointer] })
  })
})

describe('a month that no set judges', () => {
  test.each(['1900-01', '2009-04', '2022-01', '2025-07', '2099-12'])(
    '%s has no overview and no matrix',
    async (period) => {
      for (const view of ['overview', 'matrix']) {
        const answer = await office.get(`/api/v1/${view}?period=${period}`)
        expectProblem(answer, { status: 422, code: 'no_criteria_set' })
      }
    },
  )

  test.each(['1900-01', '2099-12'])('%s as the end of a trend is still a trend, of nothing', async (to) => {
    const answer = await office.get(`/api/v1/trend?to=${to}`).expect(200)
    const { points } = answer.body as TrendView
    expect(points).toHaveLength(24)
    expect(points.every(({ counted, mean }) => counted === 0 && mean === null)).toBe(true)
  })

  test('the first month of the set is compared with months before it, which have nothing', async () => {
    const answer = await office.get('/api/v1/overview?unit=62&period=2017-01').expect(200)
    const { counted, comparisons } = answer.body as OverviewView
    expect(counted).toBe(0)
    expect(comparisons.map((each) => [each.period, each.counted])).toEqual([
      ['2016-12', 0],
      ['2016-12', 0],
    ])
  })
})

describe('the matrix', () => {
  const readMatrix = async (query: string) =>
    (await office.get(`/api/v1/matrix?${query}`).expect(200)).body as MatrixView

  test('has a row a commune and a column a criterion, and agrees with the overview', async () => {
    const { rows, criteria } = await readMatrix('unit=62&period=2019-06')
    expect(criteria).toEqual(Array.from({ length: 19 }, (_, index) => index + 1))
    expect(rows).toHaveLength(86)
    expect(rows.reduce((sum, { met }) => sum + (met ?? 0), 0)).toBe(1052)
    for (const { results, met } of rows) {
      expect(results).toHaveLength(19)
      expect(results.filter((result) => result === 'met')).toHaveLength(met ?? -1)
    }
    const overview = (await office.get('/api/v1/overview?unit=62&period=2019-06').expect(200)).body as OverviewView
    for (const { number, met } of overview.criteria) {
      expect(rows.filter(({ results }) => results[number - 1] === 'met').length, `criterion ${number}`).toBe(met)
    }
  })

  test('of a commune is its own row, of a district those below it', async () => {
    expect((await readMatrix('unit=23512&period=2019-06')).rows.map(({ unit }) => unit.code)).toEqual(['23512'])
    const district = await readMatrix('unit=615&period=2019-06')
    expect(new Set(district.rows.map(({ parent }) => parent.code))).toEqual(new Set(['615']))
  })

  test('leaves a commune without a result empty, and never takes another basis for it', async () => {
    const { rows } = await readMatrix('unit=62&period=2019-07&basis=approved')
    for (const { status, met, results } of rows) {
      expect(met === null, status).toBe(status !== 'approved')
      if (met === null) expect(new Set(results)).toEqual(new Set([null]))
    }
    const official = await readMatrix('unit=62&period=2019-07&basis=official')
    expect(official.rows.every(({ met }) => met === null)).toBe(true)
  })

  test('of September 2019 has no row for the commune that became a town', async () => {
    const { rows } = await readMatrix('unit=62&period=2019-09')
    expect(rows).toHaveLength(85)
    expect(rows.some(({ unit }) => unit.code === '23473')).toBe(false)
  })
})
