import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestApp, type Caller, type TestApp } from '../../testing/app.js'
import { expectProblem } from '../../testing/problem.js'

let service: TestApp
let leader: Caller
let owner: pg.Client

beforeAll(async () => {
  service = await startTestApp()
  leader = await service.as('ubnd')
  owner = new pg.Client({ connectionString: service.databaseUrl })
  await owner.connect()
})
afterAll(async () => {
  await owner.end()
  await service.close()
})

const ADDRESSES = [
  'overview?unit=62&period=2019-07',
  'overview?unit=62&period=2019-07&map=2019-07-22',
  'matrix?unit=615&period=2019-07',
  'matrix?unit=615&period=2019-07&map=2019-07-22',
  'trend?unit=62&from=2019-05&to=2019-07&basis=approved',
  'trend?unit=62&from=2019-05&to=2019-07&basis=approved&map=2019-07-22',
  'comparison?units=615,616&period=2019-07',
]
/** Made of the sheets' values, which a result put right by hand leaves as they are. */
const OF_SHEETS = ['distribution?unit=615&period=2019-07&measure=11.1', 'similar-units?unit=23512&period=2019-07']

/** The approved result of a commune of district 615 becomes another, below all that is asked for here. */
const changeResult = () =>
  owner.query(`update monthly_results set met_mask = met_mask # 1, not_met_mask = not_met_mask & ~1
    where period = '2019-07' and basis = 'approved' and unit_id = (
      select r.unit_id from monthly_results r join units u on u.id = r.unit_id join units d on d.id = u.parent_id
      where r.period = '2019-07' and r.basis = 'approved' and d.code = '615' order by 1 limit 1)`)

describe.each([...ADDRESSES, ...OF_SHEETS])('%s', (address) => {
  const read = (held?: string) =>
    held === undefined ? leader.get(`/api/v1/${address}`) : leader.get(`/api/v1/${address}`).set('if-none-match', held)

  test('is not sent again to whoever has it', async () => {
    const first = await read().expect(200)
    const { etag = '', 'cache-control': caching } = first.headers as Record<string, string>
    expect(etag).toMatch(/^"[\w-]{43}"$/)
    expect(caching).toBe('private, no-cache')

    // As it was, after a proxy packed it, and beside others that are held.
    for (const held of [etag, `W/${etag}`, `"0", ${etag}`]) {
      const again = await read(held).expect(304)
      expect([again.text, again.headers.etag]).toEqual(['', etag])
    }
    expect((await read('"0"').expect(200)).text).toBe(first.text)
  })

  test('still holds after a commit that changed nothing of it', async () => {
    const { headers } = await read().expect(200)
    await owner.query('select pg_current_xact_id()')
    await read(String(headers.etag)).expect(304)
  })
})

test.each(ADDRESSES)('%s is sent again as soon as a result in it is another', async (address) => {
  const before = await leader.get(`/api/v1/${address}`).expect(200)
  await changeResult()
  const after = await leader.get(`/api/v1/${address}`).set('if-none-match', String(before.headers.etag)).expect(200)
  expect(after.text).not.toBe(before.text)
  expect(after.headers.etag).not.toBe(before.headers.etag)
})

test.each(['overview', 'matrix', 'overview?map=2019-07-22', 'matrix?map=2019-07-22'])(
  'whoever may not see what is reported in %s is refused, whatever they hold',
  async (view) => {
    const address = `/api/v1/${view}${view.includes('?') ? '&' : '?'}unit=616&period=2019-07&basis=reported`
    const { headers } = await leader.get(address).expect(200)
    const neighbour = await service.as('huyen.615')
    for (const held of [String(headers.etag), '*']) {
      const answer = await neighbour.get(address).set('if-none-match', held)
      expectProblem(answer, { status: 403, code: 'basis_not_visible' })
      expect(answer.headers).toMatchObject({ 'cache-control': 'no-store' })
      expect(answer.headers).not.toHaveProperty('etag')
    }
    expectProblem(await service.anonymous.get(address).set('if-none-match', '*'), {
      status: 401,
      code: 'not_signed_in',
    })
  },
)
