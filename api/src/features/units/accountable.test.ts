import { afterAll, beforeAll, expect, test } from 'vitest'
import type { AccountableView } from '@ntm/shared/units/wire'
import { startTestApp, type Caller, type TestApp } from '../../testing/app.js'
import { expectProblem } from '../../testing/problem.js'

let service: TestApp
let office: Caller

beforeAll(async () => {
  service = await startTestApp()
  office = await service.as('vpdp')
})
afterAll(() => service.close())

const addressOf = (code: string) => `/api/v1/units/${code}/accountable`
const TITLE = 'Chủ tịch UBND xã'

async function read(code: string, at = '2019-07-22') {
  const answer = await office.get(`${addressOf(code)}?at=${at}`).expect(200)
  return { view: answer.body as AccountableView, etag: answer.headers.etag ?? '' }
}

function put(code: string, etag: string, body: object, caller = office) {
  return caller.request('put', addressOf(code)).set('if-match', etag).send(body)
}

test('a successor takes over on the day named, and history keeps who answered before', async () => {
  const { view: before, etag } = await read('23512')
  const [old] = before.officials
  expect(before.officials).toMatchObject([{ from: '2016-07-01' }])
  const body = { name: '  Y  Hạnh ', title: TITLE, from: '2019-08-01' }
  const answer = await put('23512', etag, body).expect(200)
  expect((answer.body as AccountableView).officials).toMatchObject([
    { name: old?.name, from: '2016-07-01', to: '2019-07-31' },
    { name: 'Y Hạnh', title: TITLE, from: '2019-08-01' },
  ])
  expect(answer.headers.etag).toBe('"2"')
  expect((await read('23512', '2019-07-31')).view.current?.name).toBe(old?.name)
  expect((await read('23512', '2019-08-01')).view.current?.name).toBe('Y Hạnh')
  const unit = await office.get('/api/v1/units/23512?at=2019-08-01').expect(200)
  expect(unit.body).toMatchObject({ accountable: { name: 'Y Hạnh', title: TITLE } })
  const { body: audit } = await office.get('/api/v1/audit?subject=unit&limit=1').expect(200)
  expect(audit.data[0]).toMatchObject({
    action: 'unit.accountableNamed',
    old: { name: old?.name },
    new: { name: 'Y Hạnh', from: '2019-08-01' },
  })
})

test('the same day once more corrects the name, and the trail keeps the wrong one', async () => {
  const first = await put('23515', (await read('23515')).etag, { name: 'A Blap', title: TITLE, from: '2019-07-15' })
  const second = await put('23515', first.headers.etag ?? '', { name: 'A Blao', title: TITLE, from: '2019-07-15' })
  expect(second.status, second.text).toBe(200)
  expect((second.body as AccountableView).officials).toMatchObject([{ to: '2019-07-14' }, { name: 'A Blao' }])
  expect(second.headers.etag).toBe('"3"')
  const { body: audit } = await office.get('/api/v1/audit?subject=unit&limit=1').expect(200)
  expect(audit.data[0]).toMatchObject({ action: 'unit.accountableCorrected', old: { name: 'A Blap' } })
})

test('nobody is slipped in before the one in office', async () => {
  const { etag } = await read('23518')
  const answer = await put('23518', etag, { name: 'A', title: TITLE, from: '2016-06-30' })
  expectProblem(answer, { status: 422, code: 'accountable_before_current', pointers: ['/from'] })
})

test('a change needs the state that was read', async () => {
  const body = { name: 'A', title: TITLE, from: '2019-08-01' }
  expectProblem(await office.request('put', addressOf('23521')).send(body), { status: 428, code: 'if_match_required' })
  expectProblem(await put('23521', '"7"', body), { status: 412, code: 'stale_version' })
  const { etag } = await read('23521')
  const answers = await Promise.all([put('23521', etag, body), put('23521', etag, { ...body, name: 'B' })])
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 412])
})

test.each([
  ['a blank name', { name: '   ', title: TITLE, from: '2019-08-01' }, ['/name']],
  ['a day that is none', { name: 'A', title: TITLE, from: '2019-02-30' }, ['/from']],
  ['a field too many', { name: 'A', title: TITLE, from: '2019-08-01', phone: '1' }, ['/phone']],
])('%s is malformed', async (_case, body, pointers) => {
  expectProblem(await put('23512', '"1"', body), { status: 400, code: 'malformed_request', pointers })
})

test('a unit that does not exist on that day is not found', async () => {
  const body = { name: 'A', title: TITLE, from: '2019-08-01' }
  expectProblem(await put('99999', '"0"', body), { status: 404, code: 'unit_not_found' })
})

test.each(['admin', 'ubnd', 'so.syt', 'huyen.615', 'xa.23512', 'mttq'])('%s names nobody', async (username) => {
  const caller = await service.as(username)
  const body = { name: 'A', title: TITLE, from: '2019-08-01' }
  expectProblem(await put('23512', '"1"', body, caller), { status: 403, code: 'forbidden' })
  await caller.get(addressOf('23512')).expect(200)
})

test('who is not signed in reads and names nobody', async () => {
  const unsigned = { status: 401, code: 'not_signed_in' }
  expectProblem(await service.anonymous.get(addressOf('23512')), unsigned)
  expectProblem(await service.anonymous.put(addressOf('23512')).send({}), unsigned)
})
