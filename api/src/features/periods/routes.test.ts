import { afterAll, beforeAll, expect, test } from 'vitest'
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
