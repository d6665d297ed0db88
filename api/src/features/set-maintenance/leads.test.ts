import { afterAll, beforeAll, expect, test } from 'vitest'
import type { IndicatorLeads } from '@ntm/shared/criteria/maintenance-wire'
import type { CriteriaSetView } from '@ntm/shared/criteria/wire'
import { startTestApp, type Caller, type TestApp } from '../../testing/app.js'
import { expectProblem } from '../../testing/problem.js'

const PATH = '/api/v1/criteria-sets/xa-2016-2020'
const CHANGE = { legalBasis: '15/QĐ-UBND', reason: 'Sắp xếp lại nhiệm vụ của các sở.' }

let service: TestApp
let office: Caller

beforeAll(async () => {
  service = await startTestApp()
  office = await service.as('vpdp')
})
afterAll(() => service.close())

async function read(indicator: string, caller = office) {
  const answer = await caller.get(`${PATH}/indicators/${indicator}/leads`).expect(200)
  return { view: answer.body as IndicatorLeads, version: Number(answer.headers.etag?.replaceAll('"', '')) }
}

async function change(indicator: string, body: object, caller = office) {
  const { version } = await read(indicator)
  return caller
    .request('put', `${PATH}/indicators/${indicator}/leads`)
    .set('if-match', `"${version}"`)
    .send({ ...CHANGE, ...body })
}

async function leadIn(period: string, indicator: string) {
  const set = (await office.get(`${PATH}?period=${period}`).expect(200)).body as CriteriaSetView
  return set.groups
    .flatMap(({ criteria }) => criteria.flatMap(({ indicators }) => indicators))
    .find(({ code }) => code === indicator)?.leadAgency
}

test('another agency is in charge from a day on, and the former one until the day before', async () => {
  const former = (await read('11.1')).view.current?.agency
  const answer = await change('11.1', { agency: 'snv', from: '2019-07-15' })
  expect(answer.status, answer.text).toBe(200)
  const { current, leads } = answer.body as IndicatorLeads
  expect(current).toMatchObject({ agency: 'snv', from: '2019-07-15', to: null, legalBasis: CHANGE.legalBasis })
  expect(leads).toMatchObject([{ agency: former, from: null, to: '2019-07-14' }, { agency: 'snv' }])
  expect(await leadIn('2019-06', '11.1')).toBe(former)
  expect(await leadIn('2019-07', '11.1')).toBe('snv')
})

test('a day ahead changes nothing before it comes', async () => {
  const former = (await read('12.1')).view.current?.agency
  expect((await change('12.1', { agency: 'snv', from: '2019-09-01' })).status).toBe(200)
  expect((await read('12.1')).view.current?.agency).toBe(former)
  expect(await leadIn('2019-07', '12.1')).toBe(former)
})

test('on the very day of the latest one it is corrected', async () => {
  expect((await change('12.1', { agency: 'syt', from: '2019-09-01' })).status).toBe(200)
  expect((await read('12.1')).view.leads).toMatchObject([{ to: '2019-08-31' }, { agency: 'syt', from: '2019-09-01' }])
})

test('the change is audited with who was in charge before', async () => {
  const { body } = await office.get('/api/v1/audit?action=indicator.leadChanged&limit=1').expect(200)
  expect((body as { data: object[] }).data[0]).toMatchObject({
    subject: { kind: 'indicator', key: 'xa-2016-2020/12.1' },
    old: { agency: 'snv', from: '2019-09-01' },
    new: { agency: 'syt', from: '2019-09-01', legalBasis: CHANGE.legalBasis },
    reason: CHANGE.reason,
  })
})

test.each([
  ['an agency that is none', { agency: 'khong-co', from: '2019-10-01' }, ['/agency']],
  ['the one in charge already', { agency: 'syt', from: '2019-10-01' }, ['/agency']],
  ['a day before the latest one began', { agency: 'snv', from: '2019-08-31' }, ['/from']],
  ['a day after the set', { agency: 'snv', from: '2022-01-01' }, ['/from']],
  ['hardly a reason', { agency: 'snv', from: '2019-10-01', reason: 'đổi' }, ['/reason']],
])('%s is refused', async (_what, body, pointers) => {
  const before = await read('12.1')
  expectProblem(await change('12.1', body), { status: 422, code: 'lead_invalid', pointers })
  expect(await read('12.1')).toEqual(before)
})

test.each(['admin', 'ubnd', 'so.snnptnt', 'huyen.615', 'xa.23512'])('%s may not', async (username) => {
  const answer = await change('13.1', { agency: 'snv', from: '2019-10-01' }, await service.as(username))
  expectProblem(answer, { status: 403, code: 'forbidden' })
})

test('whoever has not read the latest is refused, and of ten at once one is taken', async () => {
  const { version } = await read('14.1')
  const put = () =>
    office
      .request('put', `${PATH}/indicators/14.1/leads`)
      .set('if-match', `"${version}"`)
      .send({ ...CHANGE, agency: 'snv', from: '2019-10-01' })
  const answers = await Promise.all(Array.from({ length: 10 }, put))
  expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array.from({ length: 9 }, () => 412)])
  expectProblem(await put(), { status: 412, code: 'stale_version' })
  const unknown = await office.get(`${PATH}/indicators/99.9/leads`)
  expectProblem(unknown, { status: 404, code: 'indicator_not_found' })
})
