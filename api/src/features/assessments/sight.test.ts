import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { AssessmentPage } from '@ntm/shared/assessments/wire'
import { startTestApp, type Caller, type TestApp } from '../../testing/app.js'
import { expectProblem } from '../../testing/problem.js'
import { addressOf, fullAnswers, JULY, listCommunes, move, readSheet, takeStock } from '../../testing/sheets.js'

const DISTRICT = '615'

let service: TestApp
/** Three communes of one district: one submitted, one approved, one that has not begun. */
let open: string
let approved: string
let idle: string

beforeAll(async () => {
  service = await startTestApp()
  ;[open = ''] = await listCommunes(service, 'submitted', DISTRICT)
  ;[approved = ''] = await listCommunes(service, 'approved', DISTRICT)
  ;[idle = ''] = await listCommunes(service, 'notStarted', DISTRICT)
})
afterAll(() => service.close())

interface Sight {
  who: string
  account: () => string
  /** Answers to reading the submitted sheet and the approved one, and to writing in and reviewing the submitted one. */
  open: number
  approved: number
  edit: number
  review: number
}

// A review that would be the right person's is refused for its content (422), so that the sheet stays as it is.
const SIGHTS: Sight[] = [
  { who: 'the commune itself', account: () => `xa.${open}`, open: 200, approved: 200, edit: 409, review: 403 },
  { who: 'a commune beside it', account: () => `xa.${idle}`, open: 404, approved: 200, edit: 404, review: 404 },
  { who: 'a commune elsewhere', account: () => 'xa.23317', open: 404, approved: 200, edit: 404, review: 404 },
  { who: 'its district', account: () => `huyen.${DISTRICT}`, open: 200, approved: 200, edit: 403, review: 422 },
  { who: 'another district', account: () => 'huyen.616', open: 404, approved: 200, edit: 403, review: 404 },
  { who: 'the provincial office', account: () => 'vpdp', open: 200, approved: 200, edit: 403, review: 403 },
  { who: 'the leadership', account: () => 'ubnd', open: 200, approved: 200, edit: 403, review: 403 },
  { who: 'an agency', account: () => 'so.syt', open: 200, approved: 200, edit: 403, review: 403 },
  { who: 'an observer', account: () => 'mttq', open: 200, approved: 200, edit: 403, review: 403 },
  { who: 'an administrator', account: () => 'admin', open: 403, approved: 403, edit: 403, review: 403 },
]

const CODES: Record<number, string> = {
  403: 'forbidden',
  404: 'assessment_not_found',
  409: 'wrong_status',
  422: 'overrule_needs_reason',
}

function expectAnswer(answer: Awaited<ReturnType<Caller['get']>>, status: number): void {
  if (status === 200) expect(answer.status, answer.text).toBe(200)
  else expectProblem(answer, { status, code: CODES[status] ?? '' })
}

const readVersion = async (unit: string) => (await readSheet(await service.as('vpdp'), unit)).version

describe.each(SIGHTS)('$who', (sight) => {
  let caller: Caller
  beforeAll(async () => {
    caller = await service.as(sight.account())
  })

  test('reads a sheet under work, with all that belongs to it, or nothing of it', async () => {
    for (const part of ['', '/measure-history', '/changes?since=lastMonth', '/changes?since=lastSubmission']) {
      expectAnswer(await caller.get(addressOf(open) + part), sight.open)
    }
  })

  test('reads an approved sheet as everybody who reads sheets does', async () => {
    for (const part of ['', '/measure-history', '/changes?since=lastMonth']) {
      expectAnswer(await caller.get(addressOf(approved) + part), sight.approved)
    }
  })

  test('writes in no sheet but the own, and reviews none but those right below', async () => {
    const before = await takeStock(service)
    const version = await readVersion(open)
    expectAnswer(await caller.patch(addressOf(open), version, { values: [] }), sight.edit)
    const overrules = [{ criterion: 20, result: 'met', reason: 'Có biên bản nghiệm thu.' }]
    const review = { action: 'approve', overrules }
    expectAnswer(await caller.post(`${addressOf(open)}/transitions`, version, review), sight.review)
    expectAnswer(await caller.patch(addressOf(approved), await readVersion(approved), { values: [] }), 403)
    expect(await takeStock(service)).toEqual(before)
  })

  test('finds in the list exactly the sheets that can be read', async () => {
    const answer = await caller.get(`/api/v1/assessments?period=${JULY}&unit=${DISTRICT}&limit=100`)
    if (sight.open === 403) {
      expectAnswer(answer, 403)
      return
    }
    const listed = (answer.body as AssessmentPage).data.map(({ unit }) => unit.code)
    expect(listed.includes(open)).toBe(sight.open === 200)
    expect(listed).toContain(approved)
    for (const unit of listed) expectAnswer(await caller.get(addressOf(unit)), 200)
  })
})

test('a unit that is a commune nowhere is unknown to everybody', async () => {
  const office = await service.as('vpdp')
  for (const unit of ['62', '615', '99999', '0000000000']) {
    expectProblem(await office.get(addressOf(unit)), { status: 404, code: 'unit_not_found' })
  }
})

describe('whoever wrote in a sheet does not review it', () => {
  test('whatever roles that person holds', async () => {
    await service.app.pool.query(
      `insert into role_grants (account_id, role, unit_id)
      select a.id, 'districtOfficer', u.id from accounts a, units u where a.username = $1 and u.uid = $2`,
      [`xa.${idle}`, DISTRICT],
    )
    const both = await service.as(`xa.${idle}`)
    const { sheet, version } = await readSheet(both, idle)
    const criteria = sheet.criteria.map(({ number }) => ({ number, explanation: 'Giải trình của xã.' }))
    await both.patch(addressOf(idle), version, { values: await fullAnswers(both), criteria }).expect(200)
    expect((await move(both, idle, { action: 'submit' })).status).toBe(200)

    const before = await takeStock(service)
    const own = await readSheet(both, idle)
    expect(own.sheet.allowed).toMatchObject({ withdraw: true, approve: false, return: false })
    const returned = [{ indicator: '11.1', reason: 'Tự trả lại phiếu của mình.' }]
    expectProblem(await move(both, idle, { action: 'approve' }), { status: 403, code: 'own_sheet' })
    expectProblem(await move(both, idle, { action: 'return', returned }), { status: 403, code: 'own_sheet' })
    expect(await takeStock(service)).toEqual(before)

    expect((await move(both, open, { action: 'approve' })).status).toBe(200)
    expect((await move(await service.as(`huyen.${DISTRICT}`), idle, { action: 'approve' })).status).toBe(200)
  })
})
