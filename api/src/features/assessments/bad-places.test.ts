import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { UnitPage } from '@ntm/shared/units/wire'
import { startTestApp, type Caller, type TestApp } from '../../testing/app.js'
import { expectProblem } from '../../testing/problem.js'
import { addressOf, takeStock } from '../../testing/sheets.js'

let service: TestApp
let commune: Caller
let office: Caller
let before: unknown

beforeAll(async () => {
  service = await startTestApp()
  commune = await service.as('xa.23512')
  office = await service.as('vpdp')
  before = await takeStock(service)
})
afterAll(async () => {
  expect(await takeStock(service)).toEqual(before)
  await service.close()
})

const VALUES = { values: [{ measure: '11.1', value: 5 }] }
const MALFORMED = { status: 400, code: 'malformed_request' }

describe('a period', () => {
  test.each(['2019-13', '2019-00', '2019-7', '2019', '2019-Q3', '2019-07-01', '20190-7', '1899-12', '2100-01', 'nay'])(
    'that is written %s is malformed, for reading and for writing',
    async (period) => {
      const pointers = ['/params/period']
      expectProblem(await commune.get(addressOf('23512', period)), { ...MALFORMED, pointers })
      expectProblem(await commune.patch(addressOf('23512', period), 0, VALUES), { ...MALFORMED, pointers })
    },
  )

  test.each([
    ['before the set is valid', '2016-11'],
    ['after the set', '2022-01'],
    ['long before', '1900-01'],
    ['long after the set, while the commune still was', '2025-06'],
  ])('%s (%s) is judged by no set', async (_case, period) => {
    const refusal = { status: 422, code: 'no_criteria_set' }
    expectProblem(await commune.get(addressOf('23512', period)), refusal)
    expectProblem(await commune.patch(addressOf('23512', period), 0, VALUES), refusal)
    expectProblem(await commune.post(`${addressOf('23512', period)}/transitions`, 0, { action: 'submit' }), refusal)
  })

  test('that has not come can be looked at, and is not open', async () => {
    const answer = await commune.get(addressOf('23512', '2019-08')).expect(200)
    expect(answer.body).toMatchObject({
      lock: { code: 'period_not_open', since: '2019-08-01' },
      allowed: { edit: false },
    })
    const refused = await commune.patch(addressOf('23512', '2019-08'), 0, VALUES)
    expect(expectProblem(refused, { status: 409, code: 'sheet_locked' }).detail).toMatch(/chưa mở/)
  })

  test('that was consolidated is closed for good, and says what can be done', async () => {
    const read = await commune.get(addressOf('23512', '2019-06')).expect(200)
    const version = Number(/\d+/.exec(read.headers.etag ?? '')?.[0])
    const refused = await commune.patch(addressOf('23512', '2019-06'), version, VALUES)
    expect(expectProblem(refused, { status: 409, code: 'sheet_locked' }).detail).toMatch(/đã tổng hợp.+mở lại phiếu/s)
    const district = await service.as('huyen.615')
    const move = { action: 'return', returned: [{ indicator: '11.1', reason: 'Xem lại số hộ nghèo.' }] }
    const moved = await district.post(`${addressOf('23512', '2019-06')}/transitions`, version, move)
    expectProblem(moved, { status: 409, code: 'wrong_status' })
  })
})

describe('a unit', () => {
  test.each(['x', '2351a', '2', '1'.repeat(11), '%27', '23512%00', '%C4%90ak', '-23512', '2e4'])(
    'that is written %s is malformed',
    async (unit) => {
      expectProblem(await commune.get(addressOf(unit)), { ...MALFORMED, pointers: ['/params/unit'] })
    },
  )

  test('that nobody has heard of is unknown', async () => {
    expectProblem(await office.get(addressOf('99999')), { status: 404, code: 'unit_not_found' })
    expectProblem(await commune.patch(addressOf('99999'), 0, VALUES), { status: 404, code: 'unit_not_found' })
  })

  test('that became a town in September 2019 is a commune of the programme until August', async () => {
    await office.get(addressOf('23473', '2019-08')).expect(200)
    expectProblem(await office.get(addressOf('23473', '2019-09')), { status: 422, code: 'not_in_programme' })
  })

  test('that became a town is out of its former officer’s sight, for writing too', async () => {
    const former = await service.as('xa.23473')
    const refusal = { status: 404, code: 'assessment_not_found' }
    expectProblem(await former.get(addressOf('23473', '2019-09')), refusal)
    expectProblem(await former.patch(addressOf('23473', '2019-09'), 0, VALUES), refusal)
  })

  test('that was made in 2025 lies in another province, out of sight of the office of Kon Tum', async () => {
    const made = await office.get('/api/v1/units?kind=commune&at=2025-07-01&limit=500').expect(200)
    const units = (made.body as UnitPage).data.filter(({ validFrom }) => validFrom === '2025-07-01')
    expect(units.length).toBeGreaterThan(0)
    const answers = await Promise.all(units.map(({ code }) => office.get(addressOf(code, '2025-07'))))
    for (const answer of answers) expectProblem(answer, { status: 404, code: 'assessment_not_found' })
  })

  test('that is a ward is no commune of the programme', async () => {
    const answer = await office.get('/api/v1/units?kind=commune&limit=500').expect(200)
    const ward = (answer.body as UnitPage).data.find(({ inProgramme }) => !inProgramme)?.code ?? ''
    expectProblem(await office.get(addressOf(ward)), { status: 422, code: 'not_in_programme' })
  })
})

test.each(['', '/measure-history', '/changes?since=lastMonth'])(
  '%s takes no query that it does not know',
  async (part) => {
    const address = addressOf('23512') + part
    const answer = await commune.get(`${address}${part.includes('?') ? '&' : '?'}status=draft`)
    expectProblem(answer, { ...MALFORMED, pointers: ['/query/status'] })
  },
)
