import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ComparisonView, DistributionView, SimilarView } from '@ntm/shared/analysis/compare-wire'
import { CONDITIONS } from '@ntm/shared/analysis/similar-units'
import type { MatrixView, OverviewView } from '@ntm/shared/analysis/wire'
import type { AssessmentView } from '@ntm/shared/assessments/wire'
import type { VillageList } from '@ntm/shared/villages/wire'
import { startTestApp, type Caller, type TestApp } from '../../testing/app.js'
import { expectProblem } from '../../testing/problem.js'

let service: TestApp
let office: Caller

beforeAll(async () => {
  service = await startTestApp()
  office = await service.as('vpdp')
})
afterAll(() => service.close())

async function read<T>(path: string, caller: Caller = office): Promise<T> {
  return (await caller.get(`/api/v1/${path}`).expect(200)).body as T
}

describe('units beside each other', () => {
  test('have the figures of their overviews, in the order asked for', async () => {
    const { kind, units } = await read<ComparisonView>('comparison?units=615,608&period=2019-06')
    expect(kind).toBe('district')
    expect(units.map(({ unit }) => unit.code)).toEqual(['615', '608'])
    for (const { unit, values, ...figures } of units) {
      const overview = await read<OverviewView>(`overview?unit=${unit.code}&period=2019-06`)
      expect(overview).toMatchObject(figures)
      expect(values).toEqual([])
    }
  })

  test('have, as communes, the results of the matrix and the answers of their sheets', async () => {
    const { units } = await read<ComparisonView>('comparison?units=23512,23515&period=2019-06')
    const { rows } = await read<MatrixView>('matrix?unit=615&period=2019-06')
    for (const { unit, criteria, criteriaMet, values } of units) {
      const row = rows.find((each) => each.unit.code === unit.code)
      expect(criteriaMet.total).toBe(row?.met)
      expect(criteria.map(({ met, notMet }) => (met ? 'met' : notMet ? 'notMet' : 'incomplete'))).toEqual(row?.results)
      const sheet = await read<AssessmentView>(`assessments/${unit.code}/2019-06`)
      expect(values.map((value) => ({ ...value, note: null }))).toEqual(
        sheet.values.map((value) => ({ ...value, note: null })),
      )
      expect(values).toHaveLength(50)
    }
  })

  test('one is enough to begin with, and one asked for twice stands there once', async () => {
    expect((await read<ComparisonView>('comparison?units=23512&period=2019-06')).units).toHaveLength(1)
    expect((await read<ComparisonView>('comparison?units=23512,23512&period=2019-06')).units).toHaveLength(1)
  })

  test('have no answers where there is no result on the basis', async () => {
    const { units } = await read<ComparisonView>('comparison?units=23512&period=2019-07&basis=official')
    expect(units[0]).toMatchObject({ counted: 0, values: [] })
  })

  test.each([
    ['23512,615', 422, 'kinds_mixed'],
    ['23311-01', 422, 'village_not_compared'],
    ['23512,99999', 404, 'unit_not_found'],
    ['1,2', 400, 'malformed_request'],
    ['23512,23515,23518,23500,23503,23506,23509', 400, 'malformed_request'],
  ])('%s are refused', async (units, status, code) => {
    expectProblem(await office.get(`/api/v1/comparison?units=${units}&period=2019-06`), { status, code })
  })

  test.each([
    ['xa.23512', '23512', 200],
    ['xa.23512', '23512,23515', 403],
    ['huyen.615', '23512,23515', 200],
    ['huyen.616', '23512', 403],
    ['so.syt', '23512,23515', 200],
    ['mttq', '615,608', 200],
  ])('show %s what %s report in the month under way: %i', async (username, units, status) => {
    const caller = await service.as(username)
    const answer = await caller.get(`/api/v1/comparison?units=${units}&period=2019-07&basis=reported`)
    if (status === 200) expect(answer.status).toBe(200)
    else expectProblem(answer, { status, code: 'basis_not_visible' })
  })
})

describe('a group of similar conditions', () => {
  test('says of each commune what is the same, most alike first, and leaves out the one it is of', async () => {
    const { unit, considered, units, startPeriod, conditions } = await read<SimilarView>(
      'similar-units?unit=23512&period=2019-06',
    )
    expect([unit.code, considered, startPeriod]).toEqual(['23512', 85, '2018-12'])
    expect(units.length).toBeGreaterThan(0)
    expect(units.length).toBeLessThanOrEqual(5)
    const counts = units.map(({ same }) => same)
    expect(counts).toEqual([...counts].sort((a, b) => b - a))
    for (const { unit: other, likeness, same, known, conditions: theirs } of units) {
      expect(other.code).not.toBe('23512')
      expect(CONDITIONS.filter((condition) => likeness[condition] === 'same')).toHaveLength(same)
      expect(2 * same).toBeGreaterThan(known)
      if (likeness.households === 'same') {
        const [small, large] = [theirs.households ?? 0, conditions.households ?? 0].sort((a, b) => a - b)
        expect(2 * (large ?? 0)).toBeLessThanOrEqual(3 * (small ?? 0))
      }
    }
  })

  test('knows villages and households from the villages, where a commune has listed them', async () => {
    const { conditions } = await read<SimilarView>('similar-units?unit=23311&period=2019-06')
    const { villages } = await read<VillageList>('units/23311/villages')
    expect(conditions.villages).toBe(villages.length)
    expect(conditions.hardships).toBe(2)
    const start = await read<OverviewView>('overview?unit=23311&period=2018-12')
    expect(conditions.start).toBe(start.criteriaMet.total)
    const sheet = await read<AssessmentView>('assessments/23311/2018-12')
    expect(conditions.povertyPercent).toBe(sheet.values.find(({ measure }) => measure === '11.1')?.value)
  })

  test.each([
    ['615', 422, 'not_a_commune'],
    ['99999', 404, 'unit_not_found'],
  ])('%s has none', async (unit, status, code) => {
    expectProblem(await office.get(`/api/v1/similar-units?unit=${unit}&period=2019-06`), { status, code })
  })
})

describe('one measure across communes', () => {
  const distributionOf = (query: string) => read<DistributionView>(`distribution?period=2019-06&${query}`)

  test.each(['10.1', '11.1', '2.1', '1.1'])('%s counts every commune once, as its sheets do', async (measure) => {
    const view = await distributionOf(`unit=62&measure=${measure}`)
    expect(view.communes).toBe(86)
    expect(Object.values(view.counts).reduce((sum, count) => sum + count, 0)).toBe(86)
    expect(view.rows).toHaveLength(86)
    for (const row of view.rows.slice(0, 6)) {
      const sheet = await read<AssessmentView>(`assessments/${row.unit.code}/2019-06`)
      const value = sheet.values.find((each) => each.measure === measure)
      expect(row).toMatchObject({ value: value?.value, numerator: value?.numerator, result: value?.result })
    }
  })

  test('has quartiles, fences and bars that agree with its rows', async () => {
    const { spread, fences, rows, bins, counts, measure } = await distributionOf('unit=62&measure=10.1')
    const values = rows.flatMap(({ value }) => (typeof value === 'number' ? [value] : []))
    expect([spread?.most, spread?.least]).toEqual([values[0], values.at(-1)])
    expect(bins.reduce((sum, bin) => sum + bin.communes, 0)).toBe(values.length)
    expect(bins.reduce((sum, bin) => sum + (bin.isMet ? bin.communes : 0), 0)).toBe(counts.met)
    for (const { value, outlier, beyond, gap, result } of rows) {
      const side = Number(value) < (fences?.low ?? 0) ? 'low' : Number(value) > (fences?.high ?? 0) ? 'high' : null
      expect([outlier, beyond === null]).toEqual([side, side === null])
      expect(gap !== null).toBe(result === 'notMet')
    }
    expect(measure).toMatchObject({ kind: 'number', comparator: '>=' })
  })

  test('puts the fewest first where fewer are better', async () => {
    const { rows } = await distributionOf('unit=62&measure=11.1')
    const values = rows.map(({ value }) => Number(value))
    expect(values).toEqual([...values].sort((a, b) => a - b))
    expect(rows[0]?.rank).toBe(1)
  })

  test('of yes or no has counts and no spread', async () => {
    const view = await distributionOf('unit=615&measure=1.1')
    expect(view).toMatchObject({ spread: null, fences: null, noFences: null, bins: [] })
    expect(view.measure).toMatchObject({ kind: 'boolean', threshold: null })
  })

  test('compares with the month before, by its official figures', async () => {
    const now = await distributionOf('unit=615&measure=11.1')
    const before = await read<DistributionView>('distribution?period=2019-05&unit=615&measure=11.1')
    const last = new Map(before.rows.map(({ unit, value }) => [unit.code, value]))
    expect(now.lastPeriod).toBe('2019-05')
    for (const { unit, lastValue } of now.rows) expect(lastValue).toBe(last.get(unit.code))
  })

  test('of a band has its communes only', async () => {
    const overview = await read<OverviewView>('overview?unit=62&period=2019-06')
    for (const { label, communes } of overview.bands) {
      expect((await distributionOf(`unit=62&measure=10.1&band=${label}`)).communes, label).toBe(communes)
    }
  })

  test('says of a month under way who has no result yet', async () => {
    const { counts } = await read<DistributionView>('distribution?unit=62&measure=10.1&period=2019-07')
    const overview = await read<OverviewView>('overview?unit=62&period=2019-07')
    expect(counts.noResult).toBe(86 - overview.counted)
  })

  test('takes the word of a returned sheet as it was sent, not as it is being corrected', async () => {
    const overview = await read<MatrixView>('matrix?unit=62&period=2019-07&basis=reported')
    const returned = overview.rows.find(({ status }) => status === 'returned')?.unit.code ?? ''
    const officer = await service.as(`xa.${returned}`)
    const reported = async () =>
      (await read<DistributionView>(`distribution?unit=${returned}&measure=10.1&period=2019-07&basis=reported`)).rows[0]
    const sent = await reported()
    const sheet = await officer.get(`/api/v1/assessments/${returned}/2019-07`)
    const values = [{ measure: '10.1', value: Number(sent?.value) + 1 }]
    const version = Number(sheet.headers.etag?.replaceAll('"', ''))
    await officer.patch(`/api/v1/assessments/${returned}/2019-07`, version, { values }).expect(200)
    expect(await reported()).toEqual(sent)
  })

  test.each([
    ['unit=62&measure=99.9', 404, 'measure_not_found'],
    ['unit=99999&measure=10.1', 404, 'unit_not_found'],
    ['unit=62', 400, 'malformed_request'],
    ['unit=62&measure=10.1&band=18', 400, 'malformed_request'],
  ])('%s is refused', async (query, status, code) => {
    expectProblem(await office.get(`/api/v1/distribution?period=2019-06&${query}`), { status, code })
  })

  test.each([
    ['xa.23512', '615', 403],
    ['huyen.615', '615', 200],
    ['so.syt', '62', 200],
  ])('shows %s what is reported below %s in the month under way: %i', async (username, unit, status) => {
    const caller = await service.as(username)
    const answer = await caller.get(`/api/v1/distribution?unit=${unit}&measure=10.1&period=2019-07&basis=reported`)
    if (status === 200) expect(answer.status).toBe(200)
    else expectProblem(answer, { status, code: 'basis_not_visible' })
  })
})

test.each(['comparison?units=62', 'similar-units?unit=23512', 'distribution?measure=10.1'])(
  '%s needs a sign-in and the right to read results',
  async (path) => {
    expectProblem(await service.anonymous.get(`/api/v1/${path}`), { status: 401, code: 'not_signed_in' })
    const administrator = await service.as('admin')
    expectProblem(await administrator.get(`/api/v1/${path}`), { status: 403, code: 'forbidden' })
  },
)
