import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { SearchView } from '@ntm/shared/search/wire'
import { startTestApp, type TestApp } from '../../testing/app.js'
import { expectProblem } from '../../testing/problem.js'

let service: TestApp
beforeAll(async () => {
  service = await startTestApp()
})
afterAll(() => service.close())

async function search(q: string, username = 'vpdp'): Promise<SearchView> {
  const caller = await service.as(username)
  return (await caller.get(`/api/v1/search?q=${encodeURIComponent(q)}`).expect(200)).body as SearchView
}
const namesOf = ({ units }: SearchView) => units.map(({ unit }) => unit.fullName)

describe('units', () => {
  test.each([
    ['đăk mar', 'Xã Đắk Mar'],
    ['dak mar', 'Xã Đắk Mar'],
    ['mar đắk', 'Xã Đắk Mar'],
    ['Đắk Mar'.normalize('NFD'), 'Xã Đắk Mar'],
    ['xã đắk mar', 'Xã Đắk Mar'],
    ['23512', 'Xã Đắk Mar'],
    ['huyện đắk hà', 'Huyện Đắk Hà'],
    ['thành phố kon tum', 'Thành phố Kon Tum'],
    ['tỉnh kon tum', 'Tỉnh Kon Tum'],
    ['đắk maar', 'Xã Đắk Mar'],
  ])('%s finds %s first', async (typed, name) => {
    expect(namesOf(await search(typed))[0]).toBe(name)
  })

  test('an old or other name finds the unit, and is shown with it', async () => {
    const { units } = await search('pờ y')
    expect(units[0]?.unit.code).toBe('23395')
    expect(units[0]?.aliases.length).toBeGreaterThan(0)
    expect((await search('bờ y')).units[0]?.aliases).toEqual([])
  })

  test('one name in two districts is told apart by what it is in', async () => {
    const found = (await search('đăk long')).units.filter(({ unit }) => unit.kind === 'commune')
    expect(new Set(found.map(({ parent }) => parent?.name)).size).toBeGreaterThan(1)
  })

  test.each(['', ' ', 'khôngcóxãnàotênnhưvậy', '%', '_', "'; drop table units; --"])(
    '%j finds nothing',
    async (typed) => {
      expect((await search(typed)).units).toEqual([])
    },
  )

  test('units that are still to come are not found', async () => {
    expect((await search('đăk')).units.every(({ validFrom }) => (validFrom ?? '') <= '2019-07-22')).toBe(true)
  })
})

describe('sheets', () => {
  test('a month beside the name is the sheet of that month', async () => {
    const { sheets } = await search('đăk mar 6/2019')
    expect(sheets[0]).toMatchObject({ unit: { code: '23512' }, period: '2019-06', status: 'consolidated' })
  })

  test('the unit of a code is the one that held it in that month', async () => {
    expect((await search('23473 8/2019', 'vpdp')).units[0]?.unit.type).toBe('xã')
    const september = await search('23473 9/2019', 'vpdp')
    expect(september.units[0]?.unit.type).toBe('thị trấn')
    expect(september.sheets).toEqual([])
  })

  test.each([
    ['xa.23512', 1],
    ['huyen.615', 1],
    ['vpdp', 1],
    ['so.syt', 1],
    ['xa.23515', 0],
    ['huyen.616', 0],
  ])('%s is offered %i sheets of Đắk Mar under way', async (username, count) => {
    expect((await search('đăk mar 7/2019', username)).sheets).toHaveLength(count)
  })

  test('an administrator, who may open none, is offered none', async () => {
    const { units, sheets } = await search('đăk mar 6/2019', 'admin')
    expect(units).not.toEqual([])
    expect(sheets).toEqual([])
  })
})

test('is refused unsigned, and too long', async () => {
  expectProblem(await service.anonymous.get('/api/v1/search?q=dak'), { status: 401, code: 'not_signed_in' })
  const caller = await service.as('vpdp')
  expectProblem(await caller.get(`/api/v1/search?q=${'a'.repeat(101)}`), { status: 400, code: 'malformed_request' })
})

test('a name is looked up by its index, however many units there are', async () => {
  const owner = new pg.Client({ connectionString: service.databaseUrl })
  await owner.connect()
  await owner.query('set enable_seqscan = off')
  const { rows } = await owner.query<{ 'QUERY PLAN': string }>(
    `explain select id from units where search_key like '%dak mar%' and search_key like all ('{}'::text[])`,
  )
  await owner.end()
  expect(rows.map((row) => row['QUERY PLAN']).join('\n')).toContain('units_search')
})
