import { afterAll, beforeAll, expect, test } from 'vitest'
import type { OverviewView, TrendView } from '@ntm/shared/analysis/wire'
import { startTestApp, type Caller, type TestApp } from '../../testing/app.js'

let service: TestApp
let office: Caller

beforeAll(async () => {
  service = await startTestApp()
  office = await service.as('vpdp')
})
afterAll(() => service.close())

async function readOverview(query: string): Promise<OverviewView> {
  const answer = await office.get(`/api/v1/overview?${query}`).expect(200)
  return answer.body as OverviewView
}

const bandsOf = (overview: { bands: { communes: number }[] }) => overview.bands.map(({ communes }) => communes)

test('June 2019 stands as the province published it', async () => {
  const june = await readOverview('unit=62&period=2019-06')
  expect(june).toMatchObject({ basis: 'official', communes: 86, counted: 86, recognised: 17 })
  expect(june.criteriaMet).toEqual({ total: 1052, mean: 12.23 })
  expect(bandsOf(june)).toEqual([18, 8, 19, 41, 0])
  expect(june.comparisons.find(({ kind }) => kind === 'lastDecember')?.criteriaMet).toEqual({ total: 981, mean: 11.41 })
})

test('the denominator is counted on the last day of the month: Đắk Long leaves the programme in September 2019', async () => {
  expect((await readOverview('unit=62&period=2019-08')).communes).toBe(86)
  expect((await readOverview('unit=62&period=2019-09')).communes).toBe(85)
})

test('what the districts show adds up to what the province shows', async () => {
  const june = await readOverview('unit=62&period=2019-06')
  const sum = (pick: (child: OverviewView['children'][number]) => number) =>
    june.children.reduce((total, child) => total + pick(child), 0)
  expect(june.children).toHaveLength(10)
  expect(sum((child) => child.communes)).toBe(86)
  expect(sum((child) => child.criteriaMet.total)).toBe(1052)
  for (const [index, band] of june.bands.entries()) {
    expect(sum((child) => child.bands[index]?.communes ?? 0)).toBe(band.communes)
  }
  expect(june.criteria.reduce((total, { met }) => total + met, 0)).toBe(1052)
})

test('a month under way counts only the communes that were approved', async () => {
  const july = await readOverview('unit=62&period=2019-07')
  expect(july.basis).toBe('approved')
  expect(july.counted).toBe(july.progress.approved)
  expect(july.criteria[0]?.noData).toBe(86 - july.counted)
})

test('the trend has a point a month, each with its own denominator', async () => {
  const answer = await office.get('/api/v1/trend?unit=62&from=2018-01&to=2019-06').expect(200)
  const { points } = answer.body as TrendView
  expect(points).toHaveLength(18)
  expect(points.at(-1)).toMatchObject({ period: '2019-06', communes: 86, total: 1052, mean: 12.23, at19: 18 })
})

test.each(['from=2019-02&to=2019-01', 'from=1990-01&to=2019-01'])('refuses the trend of %s', async (range) => {
  const answer = await office.get(`/api/v1/trend?unit=62&${range}`).expect(422)
  expect(answer.body).toMatchObject({ code: 'range_too_long' })
})
