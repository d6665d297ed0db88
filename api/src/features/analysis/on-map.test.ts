import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { MatrixView, OverviewView, TrendView } from '@ntm/shared/analysis/wire'
import { startTestApp, type Caller, type TestApp } from '../../testing/app.js'
import { expectProblem } from '../../testing/problem.js'
import { buildClient, signInClient } from '../clients/builders.js'

let service: TestApp
let leader: Caller
let client: pg.Client

beforeAll(async () => {
  service = await startTestApp()
  leader = await service.as('ubnd')
  client = new pg.Client({ connectionString: service.databaseUrl })
  await client.connect()
})
afterAll(async () => {
  await client.end()
  await service.close()
})

const read = async <T>(path: string) => (await leader.get(`/api/v1/${path}`).expect(200)).body as T
const overview = (query: string) => read<OverviewView>(`overview?${query}`)
const matrix = (query: string) => read<MatrixView>(`matrix?${query}`)
const trend = (query: string) => read<TrendView>(`trend?${query}`)
const sumOf = <T>(items: readonly T[], count: (item: T) => number) => items.reduce((sum, item) => sum + count(item), 0)

/** What was, byte for byte: nothing that is asked on another map may change it. */
async function readHistory(): Promise<string> {
  const { rows } = await client.query<{ hash: string }>(
    `select md5((select string_agg(r::text, '|' order by period, basis, unit_id) from monthly_results r)
      || (select string_agg(u::text, '|' order by id) from units u)
      || (select string_agg(s::text, '|' order by from_id, to_id) from unit_successions s)) hash`,
  )
  return rows[0]?.hash ?? ''
}

describe('on the map of its own day', () => {
  test('the province is what it is without a map', async () => {
    const { map, ...onMap } = await overview('unit=62&period=2019-06&map=2019-06-30')
    expect(map).toEqual({ day: '2019-06-30', apart: [] })
    expect(onMap).toEqual(await overview('unit=62&period=2019-06'))
    const plain = await matrix('unit=615&period=2019-06')
    const mapped = await matrix('unit=615&period=2019-06&map=2019-06-30')
    expect(mapped.rows).toEqual(plain.rows.map((row) => ({ ...row, place: row.unit })))
    const points = (await trend('unit=62&from=2018-01&to=2019-06&map=2019-06-30')).points
    expect(points.map(({ apart, ...point }) => (apart === 0 ? point : apart))).toEqual(
      (await trend('unit=62&from=2018-01&to=2019-06')).points,
    )
  })
})

describe('on the map of September 2019, where xã Đắk Long has become thị trấn Măng Đen', () => {
  test('its results of June stand under the town, and those of the province are the same in all', async () => {
    const before = await matrix('unit=23473&period=2019-06')
    const town = await matrix('unit=23473&period=2019-06&map=2019-09-01')
    expect(town.unit).toMatchObject({ type: 'thị trấn', name: 'Măng Đen' })
    expect(town.rows).toHaveLength(1)
    expect(town.rows[0]).toMatchObject({
      unit: { type: 'xã', name: 'Đắk Long' },
      place: { type: 'thị trấn', name: 'Măng Đen' },
      parent: { code: '613' },
      results: before.rows[0]?.results,
      met: before.rows[0]?.met,
    })
    const province = await overview('unit=62&period=2019-06&map=2019-09-01')
    expect(province.criteriaMet).toEqual({ total: 1052, mean: 12.23 })
    expect(province.communes).toBe(86)
    expect(province.bands.map(({ communes }) => communes)).toEqual([18, 8, 19, 41, 0])
    expect(province.map?.apart).toEqual([])
  })

  test('and its way through the months is that of the commune', async () => {
    const town = await trend('unit=23473&from=2018-01&to=2019-06&map=2019-09-01')
    const commune = await trend('unit=23473&from=2018-01&to=2019-06')
    expect(town.map).toEqual({ day: '2019-09-01' })
    expect(town.points.map(({ total, communes }) => [total, communes])).toEqual(
      commune.points.map(({ total, communes }) => [total, communes]),
    )
    // Without the map there is no commune of the programme under that code in September.
    expect((await trend('unit=23473&from=2018-01&to=2019-09')).points.every(({ communes }) => communes === 0)).toBe(
      true,
    )
  })
})

describe('on the map of July 2025, with forty communes and no districts', () => {
  test('every result of June 2019 is under the commune that its own became part of', async () => {
    const province = await overview('unit=51&period=2019-06&map=2025-07-01')
    expect(province.unit).toMatchObject({ code: '51', name: 'Quảng Ngãi' })
    expect(province.criteriaMet).toEqual({ total: 1052, mean: 12.23 })
    expect(sumOf(province.children, ({ communes }) => communes)).toBe(86)
    expect(sumOf(province.children, ({ criteriaMet }) => criteriaMet.total)).toBe(1052)
    expect(province.children.every(({ unit }) => unit.kind === 'commune')).toBe(true)
    const mar = province.children.find(({ unit }) => unit.code === '23512')
    expect(mar?.communes).toBe(2)
    const rows = (await matrix('unit=23512&period=2019-06&map=2025-07-01')).rows
    expect(rows.map(({ unit, place }) => [unit.code, place?.uid])).toEqual([
      ['23506', '2025-23512'],
      ['23512', '2025-23512'],
    ])
    expect(sumOf(rows, ({ met }) => met ?? 0)).toBe(mar?.criteriaMet.total)
  })

  test('criteria, groups and December of the year before are regrouped too', async () => {
    const then = await overview('unit=62&period=2019-06')
    const later = await overview('unit=51&period=2019-06&map=2025-07-01')
    expect(later.criteria).toEqual(then.criteria)
    expect(later.groups).toEqual(then.groups)
    expect(later.comparisons).toEqual(then.comparisons)
    expect([later.recognised, later.progress]).toEqual([then.recognised, then.progress])
  })
})

describe('where a commune was divided', () => {
  let communes: Record<string, number>
  beforeAll(async () => {
    // Đắk Mar is divided on 1 January 2020 between two communes of different districts.
    const { rows } = await client.query<{ code: string; id: number }>(
      `with parents as (select id, code, path from units where code in ('615', '610') and kind = 'district'),
        old as (update units set valid = daterange(lower(valid), '2020-01-01') where uid = '23512' returning id),
        made as (
          insert into units (uid, code, kind, type, name, full_name, search_key, parent_id, path, valid)
          select 'new-' || p.code, '99' || p.code, 'commune', 'xã', 'Mới ' || p.code, 'Xã Mới ' || p.code, 'moi', p.id,
            p.path, daterange('2020-01-01', '2025-07-01')
          from parents p returning id, code, path)
      select code, id from made`,
    )
    communes = Object.fromEntries(rows.map(({ code, id }) => [code, id]))
    await client.query(
      `update units u set path = p.path || u.id::text from units p where p.id = u.parent_id and u.uid like 'new-%'`,
    )
    await client.query(
      `insert into unit_successions (from_id, to_id, happened_on, legal_basis)
       select (select id from units where uid = '23512'), id, '2020-01-01', 'số 1' from unnest($1::int[]) id`,
      [Object.values(communes)],
    )
  })

  test('its result is counted in the province, in no district, and named apart', async () => {
    const before = await readHistory()
    const province = await overview('unit=62&period=2019-06&map=2020-06-30')
    expect(province.criteriaMet.total).toBe(1052)
    expect(sumOf(province.children, ({ communes: count }) => count)).toBe(85)
    expect(province.map?.apart).toEqual([
      {
        unit: expect.objectContaining({ code: '23512', name: 'Đắk Mar' }) as unknown,
        met: expect.any(Number) as unknown,
        places: expect.arrayContaining([
          expect.objectContaining({ uid: 'new-615' }),
          expect.objectContaining({ uid: 'new-610' }),
        ]) as unknown,
        isCounted: true,
      },
    ])
    const district = await overview('unit=615&period=2019-06&map=2020-06-30')
    expect(district.communes).toBe(9)
    expect(district.map?.apart).toMatchObject([{ unit: { code: '23512' }, isCounted: false }])
    const { points } = await trend('unit=615&from=2019-05&to=2019-06&map=2020-06-30')
    expect(points.map(({ communes: count, apart }) => [count, apart])).toEqual([
      [9, 1],
      [9, 1],
    ])
    expect((await matrix('unit=615&period=2019-06&map=2020-06-30')).rows).toHaveLength(9)
    expect(await readHistory()).toBe(before)
  })
})

describe('a question about a map', () => {
  test('reads the code of the unit on that day', async () => {
    expectProblem(await leader.get('/api/v1/overview?unit=51&period=2019-06'), { status: 404, code: 'unit_not_found' })
    expectProblem(await leader.get('/api/v1/overview?unit=62&period=2019-06&map=2025-07-01'), {
      status: 404,
      code: 'unit_not_found',
    })
  })

  test.each(['2019-02-30', '2019-07', ''])('with the day %s is malformed', async (day) => {
    for (const view of ['overview', 'matrix', 'trend']) {
      const answer = await leader.get(`/api/v1/${view}?unit=62&map=${day}`)
      expectProblem(answer, { status: 400, code: 'malformed_request', pointers: ['/query/map'] })
    }
  })

  test('shows nobody what was out of sight where it was', async () => {
    // What Đắk Long reports in July is for those above it; on another map it is under the same district.
    const district = await service.as('huyen.613')
    await district.get('/api/v1/overview?unit=23473&period=2019-07&basis=reported&map=2019-09-01').expect(200)
    const neighbour = await service.as('huyen.615')
    const answer = await neighbour.get('/api/v1/matrix?unit=23473&period=2019-07&basis=reported&map=2019-09-01')
    expectProblem(answer, { status: 403, code: 'basis_not_visible' })
    const far = await neighbour.get('/api/v1/overview?unit=23473&period=2019-07&basis=reported&map=2025-07-01')
    expectProblem(far, { status: 403, code: 'basis_not_visible' })
  })

  test('gives a program bound to a unit nothing from beyond it, not even what the month is compared with', async () => {
    // Măng Đen is a town since September; the months before it are those of the commune, which is not below the town.
    const program = await buildClient(service)
    await client.query(
      `update clients set unit_id = (select id from units where code = '23473' and type = 'thị trấn') where id = $1`,
      [program.id],
    )
    const get = await signInClient(service, program)
    const query = 'unit=23473&period=2019-09'
    await get(`/api/v1/overview?${query}`).expect(200)
    for (const path of [`overview?${query}`, 'matrix?unit=23473&period=2019-06', 'trend?unit=23473&to=2019-09']) {
      const answer = await get(`/api/v1/${path}&map=2019-09-30`)
      expectProblem(answer, { status: 403, code: 'forbidden' })
    }
    // The same answer is one for those who may see it.
    const { comparisons } = await overview(`${query}&map=2019-09-30`)
    expect(comparisons.find(({ kind }) => kind === 'lastDecember')?.counted).toBe(1)
  })
})
