import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { AgencyList, UnitPage, UnitView } from '@ntm/shared/units/wire'
import { startTestApp, type Caller, type TestApp } from '../../testing/app.js'
import { expectProblem } from '../../testing/problem.js'

let service: TestApp
let caller: Caller

beforeAll(async () => {
  service = await startTestApp()
  caller = await service.as('xa.23512')
})
afterAll(() => service.close())

const list = async (query: string) => (await caller.get(`/api/v1/units?${query}`).expect(200)).body as UnitPage
const read = async (path: string) => (await caller.get(`/api/v1/units/${path}`).expect(200)).body as UnitView
const codesOf = ({ data }: UnitPage) => data.map(({ code }) => code)

describe('a code means something only with a day', () => {
  test('23473 is xã Đắk Long to the last day of August 2019, and thị trấn Măng Đen from the first of September', async () => {
    expect(await read('23473?at=2019-08-31')).toMatchObject({
      fullName: 'Xã Đắk Long',
      type: 'xã',
      inProgramme: true,
      validTo: '2019-08-31',
      parentCode: '613',
    })
    expect(await read('23473?at=2019-09-01')).toMatchObject({
      fullName: 'Thị trấn Măng Đen',
      type: 'thị trấn',
      inProgramme: false,
      validFrom: '2019-09-01',
    })
  })

  test('each names the other as what it became and what it was', async () => {
    const before = await read('23473?at=2019-08-31')
    const after = await read('23473?at=2019-09-01')
    expect(before.successors).toMatchObject([{ uid: after.uid, on: '2019-09-01' }])
    expect(after.predecessors).toMatchObject([{ uid: before.uid, on: '2019-09-01' }])
  })

  test('without a day it is read on the day of the field', async () => {
    expect(await read('23473')).toMatchObject({ fullName: 'Xã Đắk Long' })
  })

  test('a unit is found from the province down', async () => {
    const { ancestors } = await read('23512')
    expect(ancestors.map(({ code, kind }) => `${kind} ${code}`)).toEqual(['province 62', 'district 615'])
  })

  test.each(['2025-06-30', '2025-07-01'])('on %s the province is what it was on that day', async (day) => {
    const [province] = (await list(`kind=province&at=${day}`)).data
    expect(province?.code).toBe(day === '2025-06-30' ? '62' : '51')
    expect((await list(`kind=district&at=${day}`)).data.length).toBe(day === '2025-06-30' ? 10 : 0)
  })

  test.each(['1000-01-01', '1900-01-01', '9999-12-31'])('a day as far off as %s is a day', async (day) => {
    await caller.get(`/api/v1/units?at=${day}`).expect(200)
  })
})

describe('the list', () => {
  test('has 10 districts and 86 communes of the programme in July 2019', async () => {
    expect((await list('kind=district')).data).toHaveLength(10)
    const communes = await list('kind=commune&limit=500')
    expect(communes.data.filter(({ inProgramme }) => inProgramme)).toHaveLength(86)
  })

  test('names who answers for each unit on that day, and nobody before the first was named', async () => {
    const [district] = (await list('q=dak ha&kind=district')).data
    expect(district).toMatchObject({ code: '615', accountable: (await read('615')).accountable })
    expect(district?.accountable).toMatchObject({ name: expect.any(String), title: expect.any(String) })
    const [before] = (await list('q=dak ha&kind=district&at=2016-06-30')).data
    expect(before).toMatchObject({ code: '615', accountable: null })
  })

  test('finds a name without its marks, in any case, and by its other spelling', async () => {
    expect((await list('q=dak mar')).data.map(({ name }) => name)).toContain('Đắk Mar')
    expect((await list('q=%C4%90%C4%83K%20MAR')).data.map(({ name }) => name)).toContain('Đắk Mar')
    const borderPost = await list('q=po y')
    expect(borderPost.data.map(({ name }) => name)).toContain('Bờ Y')
  })

  test('finds all communes that share a name, each in its district', async () => {
    const { data } = await list(`q=${encodeURIComponent('Đắk Long')}&kind=commune`)
    const named = data.filter(({ name }) => name === 'Đắk Long')
    expect(named.length).toBeGreaterThan(1)
    expect(new Set(named.map(({ parentCode }) => parentCode)).size).toBe(named.length)
  })

  test('takes what is looked for as text, not as a pattern', async () => {
    for (const q of ['%25', '_', '.*', `' or 1=1 --`, '\\']) {
      expect((await list(`q=${q.startsWith('%') ? q : encodeURIComponent(q)}`)).data, q).toEqual([])
    }
  })

  test('of a parent are the units right below it', async () => {
    const { data } = await list('parent=615&limit=500')
    expect(new Set(data.map(({ parentCode }) => parentCode))).toEqual(new Set(['615']))
    expect((await list('parent=62')).data).toHaveLength(10)
  })

  test('pages follow one another by cursor', async () => {
    const whole = codesOf(await list('limit=500'))
    const paged: string[] = []
    let cursor: string | null = ''
    while (cursor !== null) {
      const page: UnitPage = await list(`limit=40${cursor && `&cursor=${cursor}`}`)
      paged.push(...codesOf(page))
      cursor = page.page.next
    }
    expect(paged).toEqual(whole)
  })
})

describe('a question that cannot be answered', () => {
  test.each([
    ['?at=2019-02-30', '/query/at'],
    ['?at=0000-01-01', '/query/at'],
    ['?at=2019-2-3', '/query/at'],
    ['?at=', '/query/at'],
    ['?at=2019-07-01T00:00:00Z', '/query/at'],
    ['?kind=ward', '/query/kind'],
    ['?parent=x', '/query/parent'],
    ['?q=%00', '/query/q'],
    [`?q=${'x'.repeat(101)}`, '/query/q'],
    ['?limit=-1', '/query/limit'],
    ['/2', '/params/code'],
    ['/abc', '/params/code'],
    ['/23512?at=2019-13-01', '/query/at'],
    ['/23512?at=2019-07-01&at=2019-08-01', '/query/at'],
  ])('%s is malformed', async (path, pointer) => {
    const answer = await caller.get(`/api/v1/units${path}`)
    expectProblem(answer, { status: 400, code: 'malformed_request', pointers: [pointer] })
  })

  test('for a code that nobody held on that day is unknown', async () => {
    for (const path of ['99999', '51', '62?at=2025-07-01']) {
      expectProblem(await caller.get(`/api/v1/units/${path}`), { status: 404, code: 'unit_not_found' })
    }
  })
})

test('the agencies are listed with their names', async () => {
  const { data } = (await caller.get('/api/v1/agencies').expect(200)).body as AgencyList
  expect(data).toContainEqual({ code: 'snnptnt', name: 'Sở Nông nghiệp và Phát triển nông thôn' })
})
