import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CriteriaSetList, CriteriaSetView } from '@ntm/shared/criteria/wire'
import { startTestApp, type Caller, type TestApp } from '../../testing/app.js'
import { expectProblem } from '../../testing/problem.js'

let service: TestApp
let caller: Caller

beforeAll(async () => {
  service = await startTestApp()
  caller = await service.as('xa.23512')
})
afterAll(() => service.close())

async function readSet(query = ''): Promise<CriteriaSetView> {
  return (await caller.get(`/api/v1/criteria-sets/xa-2016-2020${query}`).expect(200)).body as CriteriaSetView
}

const measuresOf = (set: CriteriaSetView) =>
  set.groups.flatMap(({ criteria }) =>
    criteria.flatMap(({ indicators }) => indicators.flatMap(({ measures }) => measures)),
  )
const thresholdOf = (set: CriteriaSetView, key: string) =>
  measuresOf(set).find((measure) => measure.key === key)?.threshold.value

test('the sets are listed with the days from and to which they judge', async () => {
  const { data } = (await caller.get('/api/v1/criteria-sets').expect(200)).body as CriteriaSetList
  expect(data).toMatchObject([{ code: 'xa-2016-2020', validFrom: expect.any(String) }])
})

test('the set of 2016–2020 has 5 groups, 19 criteria, 49 indicators and 50 measures', async () => {
  const set = await readSet()
  const criteria = set.groups.flatMap((group) => group.criteria)
  const indicators = criteria.flatMap((criterion) => criterion.indicators)
  expect(set.groups.map(({ code }) => code)).toEqual(['I', 'II', 'III', 'IV', 'V'])
  expect(criteria.map(({ number }) => number)).toEqual(Array.from({ length: 19 }, (_, index) => index + 1))
  expect(indicators).toHaveLength(49)
  expect(measuresOf(set)).toHaveLength(50)
  expect(indicators.filter(({ measures }) => measures.length === 2).map(({ code }) => code)).toEqual(['17.1'])
})

test('every measure has a threshold of its kind, said to be confirmed or not', async () => {
  for (const { key, kind, comparator, threshold } of measuresOf(await readSet())) {
    expect(threshold.value === true, key).toBe(kind === 'boolean')
    expect(comparator === 'is', key).toBe(kind === 'boolean')
    expect(typeof threshold.confirmed, key).toBe('boolean')
  }
})

test('every indicator names the agency that is in charge of it', async () => {
  const agencies = (await caller.get('/api/v1/agencies').expect(200)).body as { data: { code: string }[] }
  const codes = agencies.data.map(({ code }) => code)
  const set = await readSet()
  for (const { code, leadAgency } of set.groups.flatMap(({ criteria }) =>
    criteria.flatMap((each) => each.indicators),
  )) {
    expect(codes, code).toContain(leadAgency)
  }
})

test('a month without thresholds of its own year takes those of the nearest year', async () => {
  const early = await readSet('?period=2017-01')
  const late = await readSet('?period=2020-12')
  expect(thresholdOf(early, '10.1')).toBe(thresholdOf(late, '10.1'))
})

test('a threshold that was set for one unit holds for that unit alone', async () => {
  await service.app.pool.query(
    `insert into thresholds (measure_id, region, unit_id, year, value, confirmed)
    select t.measure_id, t.region, u.id, t.year, t.value + 1, true
    from thresholds t join measures m on m.id = t.measure_id, units u
    where m.key = '11.1' and u.uid = '23512' and t.region <> '*' limit 1`,
  )
  const general = thresholdOf(await readSet(), '11.1')
  // What seldom changes is remembered for a second.
  await expect
    .poll(async () => thresholdOf(await readSet('?unit=23512&period=2019-07'), '11.1'), { timeout: 3_000 })
    .toBe(Number(general) + 1)
  expect(thresholdOf(await readSet('?unit=23515&period=2019-07'), '11.1')).toBe(general)
})

test('a set, or a unit of that month, that is not there is unknown', async () => {
  const set = await caller.get('/api/v1/criteria-sets/xa-2021-2025')
  expectProblem(set, { status: 404, code: 'criteria_set_not_found' })
  const unit = await caller.get('/api/v1/criteria-sets/xa-2016-2020?unit=99999')
  expectProblem(unit, { status: 404, code: 'unit_not_found' })
})

test.each([
  ['/xa-2016-2020?period=2019-13', '/query/period'],
  ['/xa-2016-2020?unit=x', '/query/unit'],
  [`/${'x'.repeat(61)}`, '/params/code'],
])('%s is malformed', async (path, pointer) => {
  const answer = await caller.get(`/api/v1/criteria-sets${path}`)
  expectProblem(answer, { status: 400, code: 'malformed_request', pointers: [pointer] })
})
