import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { MapView } from '@ntm/shared/boundaries/wire'
import { startTestApp, type Caller, type TestApp } from '../../testing/app.js'
import { expectProblem } from '../../testing/problem.js'

let service: TestApp
let leader: Caller

beforeAll(async () => {
  service = await startTestApp()
  leader = await service.as('ubnd')
})
afterAll(() => service.close())

const read = async (query: string) => (await leader.get(`/api/v1/map?${query}`).expect(200)).body as MapView
const inProgramme = ({ units }: MapView) => units.filter((unit) => unit.inProgramme)

describe('where the communes of a day lie', () => {
  test('are all of the province, in the programme or not, each with its rough middle and no boundary', async () => {
    const map = await read('unit=62&at=2019-06-30')
    expect(map).toMatchObject({ unit: { code: '62' }, day: '2019-06-30', official: null })
    expect(map.units).toHaveLength(102)
    expect(inProgramme(map)).toHaveLength(86)
    expect(map.units.every(({ middle, area }) => middle !== null && area === null)).toBe(true)
    expect(map.units.find(({ unit }) => unit.code === '23512')).toMatchObject({
      unit: { name: 'Đắk Mar' },
      parent: { code: '615' },
    })
  })

  test('are those of that day: Đắk Long is a commune to the last of August 2019 and a town after', async () => {
    const find = ({ units }: MapView) => units.find(({ unit }) => unit.code === '23473')
    expect(find(await read('unit=62&at=2019-08-31'))).toMatchObject({ inProgramme: true, unit: { type: 'xã' } })
    expect(find(await read('unit=62&at=2019-09-01'))).toMatchObject({ inProgramme: false, unit: { type: 'thị trấn' } })
    expect(inProgramme(await read('unit=62&at=2019-09-30'))).toHaveLength(85)
    expect((await read('unit=51&at=2025-07-01')).units).toHaveLength(40)
  })

  test('of a district are those below it, of a commune itself', async () => {
    expect(new Set((await read('unit=615&at=2019-06-30')).units.map(({ parent }) => parent.code))).toEqual(
      new Set(['615']),
    )
    expect((await read('unit=23512&at=2019-06-30')).units.map(({ unit }) => unit.code)).toEqual(['23512'])
  })

  test('without a question are those of the province today', async () => {
    expect(await read('')).toMatchObject({ unit: { code: '62' }, day: '2019-07-22' })
  })
})

test('a browser that has the map is told that it still holds, without the bytes', async () => {
  const first = await leader.get('/api/v1/map?unit=62&at=2019-06-30').expect(200)
  const { etag = '', 'cache-control': caching } = first.headers as Record<string, string>
  expect(caching).toBe('private, no-cache')
  const second = await leader.get('/api/v1/map?unit=62&at=2019-06-30').set('if-none-match', etag).expect(304)
  expect(second.text).toBe('')
  await leader.get('/api/v1/map?unit=62&at=2019-09-30').set('if-none-match', etag).expect(200)
})

describe('a question that cannot be answered', () => {
  test.each([
    ['unit=x', '/query/unit'],
    ['at=2019-02-30', '/query/at'],
    ['day=2019-06-30', '/query/day'],
  ])('%s is malformed', async (query, pointer) => {
    const answer = await leader.get(`/api/v1/map?${query}`)
    expectProblem(answer, { status: 400, code: 'malformed_request', pointers: [pointer] })
  })

  test('about a unit that is not there is 404, and without a session 401', async () => {
    expectProblem(await leader.get('/api/v1/map?unit=99999'), { status: 404, code: 'unit_not_found' })
    expectProblem(await leader.get('/api/v1/map?unit=51&at=2019-06-30'), { status: 404, code: 'unit_not_found' })
    await service.anonymous.get('/api/v1/map').expect(401)
  })
})
