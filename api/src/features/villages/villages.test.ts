import { afterAll, beforeAll, expect, test } from 'vitest'
import type { UnitPage } from '@ntm/shared/units/wire'
import type { VillageFiguresView } from '@ntm/shared/villages/figures-wire'
import { rollUp } from '@ntm/shared/villages/roll-up'
import type { VillageList, VillageView } from '@ntm/shared/villages/wire'
import { startTestApp, type Caller, type TestApp } from '../../testing/app.js'
import { expectProblem } from '../../testing/problem.js'

let service: TestApp
let officer: Caller
let cam: Caller

beforeAll(async () => {
  service = await startTestApp()
  officer = await service.as('xa.23512')
  cam = await service.as('xa.23311')
})
afterAll(() => service.close())

const LIST = '/api/v1/units/23512/villages'

async function list(code = '23512', caller = officer) {
  return (await caller.get(`/api/v1/units/${code}/villages`).expect(200)).body as VillageList
}

const add = (body: object, caller = officer, path = LIST) => caller.request('post', path).send(body)

const change = (code: string, version: number, body: object, caller = officer) =>
  caller.patch(`/api/v1/villages/${code}`, version, body)

const end = (code: string, version: number, body: object, caller = officer) =>
  caller.post(`/api/v1/villages/${code}/transitions`, version, { action: 'end', ...body })

test('a commune begins its list, and its villages are units below it', async () => {
  expect(await list()).toMatchObject({ villages: [], allowed: { manage: true } })
  const hardship = { decision: '582/QĐ-TTg', from: '2017-04-28', to: null }
  const answer = await add({
    ...{ type: 'thôn', name: ' Thôn  Mới '.normalize('NFD'), validFrom: '2018-03-01', begunBasis: '12/NQ-HĐND' },
    ...{ households: { households: 120, countedOn: '2019-01-01' }, hardship },
  })
  expect(answer.status, answer.text).toBe(201)
  expect(answer.headers.etag).toBe('"1"')
  expect(answer.body).toMatchObject({
    ...{ code: '23512-01', fullName: 'Thôn Thôn Mới', validFrom: '2018-03-01', validTo: '2025-06-30', version: 1 },
    ...{ households: [{ households: 120 }], hardships: [hardship] },
  })
  const second = await add({ type: 'làng', name: 'Kon Klốc' })
  expect(second.body).toMatchObject({ code: '23512-02', validFrom: null })

  const units = await officer.get('/api/v1/units?kind=village&parent=23512').expect(200)
  expect((units.body as UnitPage).data.map(({ code, inProgramme }) => [code, inProgramme])).toEqual([
    ['23512-01', false],
    ['23512-02', false],
  ])
  const unit = await officer.get('/api/v1/units/23512-01').expect(200)
  expect(unit.body).toMatchObject({ kind: 'village', parentCode: '23512' })
  const paged = await cam.get('/api/v1/units?kind=village&parent=23311&limit=4').expect(200)
  const { next } = (paged.body as UnitPage).page
  const rest = await cam.get(`/api/v1/units?kind=village&parent=23311&limit=50&cursor=${next ?? ''}`).expect(200)
  expect((rest.body as UnitPage).data).toHaveLength(5)
})

test('a village with the same name at the same time is refused, whatever its case', async () => {
  const answer = await add({ type: 'làng', name: 'kon klốc' })
  expectProblem(answer, { status: 422, code: 'village_invalid' })
  expect(answer.body.errors).toMatchObject([{ pointer: '/name', code: 'name_taken' }])
})

test('counts and decisions are added with their days, and corrected by the same day', async () => {
  const counted = await change('23512-01', 1, { households: { households: 131, countedOn: '2019-07-01' } }).expect(200)
  expect((counted.body as VillageView).households).toEqual([
    { households: 131, countedOn: '2019-07-01' },
    { households: 120, countedOn: '2019-01-01' },
  ])
  const replaced = await change('23512-01', 2, {
    hardship: { decision: '433/QĐ-UBDT', from: '2019-07-10', to: '2020-12-31' },
  }).expect(200)
  expect((replaced.body as VillageView).hardships).toEqual([
    { decision: '433/QĐ-UBDT', from: '2019-07-10', to: '2020-12-31' },
    { decision: '582/QĐ-TTg', from: '2017-04-28', to: '2019-07-09' },
  ])
  expectProblem(await change('23512-01', 2, { name: 'Khác' }), { status: 412, code: 'stale_version' })
  const { body: audit } = await (await service.as('vpdp')).get('/api/v1/audit?subject=unit&limit=1').expect(200)
  expect(audit.data[0]).toMatchObject({ action: 'village.changed', subject: { key: '23512-01' } })
})

test('two villages become one: they end with a day and a decision, and history tells', async () => {
  const merged = await add({ type: 'thôn', name: 'Hợp Nhất', validFrom: '2019-07-15', begunBasis: '20/NQ-HĐND' })
  const { code } = merged.body as VillageView
  for (const { code: old, version } of (await list()).villages.filter((each) => each.code !== code)) {
    const ended = await end(old, version, { lastDay: '2019-07-14', basis: '20/NQ-HĐND', successors: [code] })
    expect(ended.status, ended.text).toBe(200)
    expect(ended.body).toMatchObject({ validTo: '2019-07-14', endedBasis: '20/NQ-HĐND', successors: [{ code }] })
    expectProblem(await end(old, version + 1, { lastDay: '2019-07-14', basis: 'Lại' }), {
      status: 409,
      code: 'village_ended',
    })
  }
  const on = async (day: string) => {
    const answer = await officer.get(`/api/v1/units?kind=village&parent=23512&at=${day}`).expect(200)
    return (answer.body as UnitPage).data.map((each) => each.code)
  }
  expect(await on('2019-07-14')).toEqual(['23512-01', '23512-02'])
  expect(await on('2019-07-15')).toEqual([code])
})

test('what stands in a number of record keeps its name and its time', async () => {
  const [first] = (await list('23311', cam)).villages
  expect(first).toMatchObject({ code: '23311-01', isOnRecord: true })
  const renamed = await change('23311-01', 1, { name: '1A' }, cam)
  expectProblem(renamed, { status: 422, code: 'village_invalid' })
  expect(renamed.body.errors[0]).toMatchObject({ code: 'village_on_record' })
  const early = await end('23311-01', 1, { lastDay: '2019-06-29', basis: '20/NQ-HĐND' }, cam)
  expect(early.body.errors[0]).toMatchObject({ pointer: '/lastDay', code: 'village_on_record' })
})

test('a village that ends leaves the sums of the month under way, and stays in those that are over', async () => {
  const path = '/api/v1/assessments/23311'
  const figuresOf = async (period: string, measure: string) => {
    const { body } = await cam.get(`${path}/${period}/village-figures`).expect(200)
    const view = body as VillageFiguresView
    return { view, found: view.measures.find((each) => each.measure === measure) }
  }
  const before = (await figuresOf('2019-07', '9.2')).found
  const ended = await end('23311-05', 1, { lastDay: '2019-07-20', basis: '21/NQ-HĐND' }, cam)
  expect(ended.status, ended.text).toBe(200)
  const { view, found } = await figuresOf('2019-07', '9.2')
  expect(view.villages).toHaveLength(8)
  expect(found?.figures).toEqual(before?.figures.filter(({ village }) => village !== '23311-05'))
  expect(rollUp(found?.figures ?? [])).toEqual({ numerator: found?.numerator, denominator: found?.denominator })
  expect((await figuresOf('2019-06', '9.2')).found?.figures).toHaveLength(9)
})

test('nobody else keeps the list: not the neighbour, not the district, not the province', async () => {
  for (const account of ['xa.23515', 'huyen.615', 'vpdp', 'admin', 'ubnd']) {
    const caller = await service.as(account)
    expectProblem(await add({ type: 'thôn', name: 'Lạ' }, caller), { status: 403, code: 'forbidden' })
    expectProblem(await change('23512-03', 1, { name: 'Lạ' }, caller), { status: 403, code: 'forbidden' })
    expectProblem(await end('23512-03', 1, { lastDay: '2019-07-31', basis: 'Lạ' }, caller), {
      status: 403,
      code: 'forbidden',
    })
  }
  expectProblem(await service.anonymous.get(LIST), { status: 401, code: 'not_signed_in' })
  expectProblem(await officer.get('/api/v1/units/23512-77'), { status: 404, code: 'unit_not_found' })
  expectProblem(await officer.get('/api/v1/villages/23512'), { status: 404, code: 'unit_not_found' })
  expectProblem(await officer.get('/api/v1/units/615/villages'), { status: 404, code: 'unit_not_found' })
})

test('a name is of signs that are seen: two that look alike are one', async () => {
  for (const name of ['\u200B', '\uFEFF', ' . ']) {
    expectProblem(await add({ type: 'thôn', name }), { status: 400, code: 'malformed_request', pointers: ['/name'] })
  }
  const plain = await add({ type: 'thôn', name: 'Đắk \u202ETân\u200B' })
  expect(plain.body).toMatchObject({ name: 'Đắk Tân' })
  expectProblem(await add({ type: 'thôn', name: 'Đắk\u00A0Tân' }), { status: 422, code: 'village_invalid' })
})
