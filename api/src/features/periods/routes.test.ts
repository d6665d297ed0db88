import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { PeriodPage } from '@ntm/shared/periods/wire'
import { startTestApp, type Caller, type TestApp } from '../../testing/app.js'
import { expectProblem } from '../../testing/problem.js'

let service: TestApp
let caller: Caller

beforeAll(async () => {
  service = await startTestApp()
  caller = await service.as('mttq')
})
afterAll(() => service.close())

const list = async (query = '') => (await caller.get(`/api/v1/periods${query}`).expect(200)).body as PeriodPage

test('the months are listed from the one under way back to the first, with their days', async () => {
  const { data } = await list()
  expect(data[0]).toEqual({
    period: '2019-07',
    opensOn: '2019-07-01',
    dueOn: '2019-07-25',
    locksOn: '2019-08-05',
    consolidatedAt: null,
    criteriaSet: 'xa-2016-2020',
    isImported: false,
  })
  expect(data.at(-1)?.period).toBe('2018-01')
  expect(data).toHaveLength(19)
})

test('every month before the one under way was consolidated, after its lock day or on it', async () => {
  for (const { period, consolidatedAt, dueOn } of (await list()).data.slice(1)) {
    expect(consolidatedAt, period).not.toBeNull()
    expect((consolidatedAt ?? '') > dueOn, period).toBe(true)
  }
})

test('pages follow one another by cursor', async () => {
  const whole = (await list()).data.map(({ period }) => period)
  const first = await list('?limit=7')
  expect(first.page).toEqual({ next: whole[6], limit: 7 })
  const second = await list(`?limit=7&cursor=${first.page.next ?? ''}`)
  expect(second.data.map(({ period }) => period)).toEqual(whole.slice(7, 14))
  expect((await list('?cursor=2018-01')).data).toEqual([])
})

test('days that the provincial office has set are shown in place of the usual ones', async () => {
  await service.app.pool.query(
    `insert into periods (period, due_on, locks_on) values ('2019-07', '2019-07-28', '2019-08-10')
    on conflict (period) do update set due_on = excluded.due_on, locks_on = excluded.locks_on`,
  )
  expect((await list('?limit=1')).data).toMatchObject([{ dueOn: '2019-07-28', locksOn: '2019-08-10' }])
})

test('a cursor that is no month is refused', async () => {
  const answer = await caller.get('/api/v1/periods?cursor=2019-13')
  expectProblem(answer, { status: 400, code: 'cursor_invalid' })
})

describe('the calendar of a month', () => {
  const address = '/api/v1/periods/2019-08'

  test('is that of every month until the provincial office sets its days', async () => {
    const office = await service.as('vpdp')
    const answer = await office.get(address).expect(200)
    expect(answer.headers.etag).toBe('"0"')
    expect(answer.body).toMatchObject({ dueOn: '2019-08-25', locksOn: '2019-09-05' })
    const set = await office.patch(address, 0, { dueOn: '2019-08-27', reason: 'Lùi vì mưa bão.' }).expect(200)
    expect(set.headers.etag).toBe('"1"')
    expect(set.body).toMatchObject({ dueOn: '2019-08-27', locksOn: '2019-09-05' })
    expect((await office.get(address).expect(200)).body).toEqual(set.body)
  })

  test('is set by whoever read it as it stands', async () => {
    const office = await service.as('vpdp')
    expectProblem(await office.patch(address, 0, { dueOn: '2019-08-28' }), { status: 412, code: 'stale_version' })
    const blind = await office.request('patch', address).send({ dueOn: '2019-08-28' })
    expectProblem(blind, { status: 428, code: 'if_match_required' })
  })

  test.each([
    [{ dueOn: '2019-07-31' }, ['/dueOn']],
    [{ dueOn: '2019-09-10' }, ['/locksOn']],
    [{ locksOn: '2020-06-01' }, ['/locksOn']],
  ])('takes no days that make no sense: %j', async (days, pointers) => {
    const office = await service.as('vpdp')
    const answer = await office.patch(address, 1, days)
    expectProblem(answer, { status: 422, code: 'period_days_invalid', pointers })
  })

  test('is closed once the month is consolidated', async () => {
    const office = await service.as('vpdp')
    const { headers } = await office.get('/api/v1/periods/2019-06').expect(200)
    const version = Number(/\d+/.exec(headers.etag ?? '')?.[0])
    const answer = await office.patch('/api/v1/periods/2019-06', version, { locksOn: '2019-08-30' })
    expectProblem(answer, { status: 409, code: 'period_consolidated' })
  })

  test.each(['ubnd', 'huyen.615', 'xa.23512', 'so.syt', 'mttq', 'admin'])('is not for %s to set', async (username) => {
    const answer = await (await service.as(username)).patch(address, 1, { dueOn: '2019-08-28' })
    expectProblem(answer, { status: 403, code: 'forbidden' })
  })
})
