import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { HistoryPage } from '@ntm/shared/assessments/history-wire'
import type { AssessmentView } from '@ntm/shared/assessments/wire'
import type { ConsolidationCheck } from '@ntm/shared/periods/wire'
import type { NewVerification, VerificationOutcome, VerificationPage } from '@ntm/shared/verifications/wire'
import { startTestApp, type Caller, type TestApp } from '../../testing/app.js'
import { expectProblem } from '../../testing/problem.js'
import { addressOf, fillAndSubmit, findCommune, JULY, listCommunes, move, readSheet } from '../../testing/sheets.js'

const ADDRESS = '/api/v1/verifications'
/** In the charge of the department of health. */
const INDICATOR = '15.3'
const REASON = 'Chưa có kết quả cân đo của trạm y tế.'

let service: TestApp
let health: Caller

beforeAll(async () => {
  service = await startTestApp()
  health = await service.as('so.syt')
})
afterAll(() => service.close())

function verify(units: string[], verdict: NewVerification['verdict'], rest: Partial<NewVerification> = {}) {
  const body = { period: JULY, indicators: [INDICATOR], units, verdict, reason: REASON, ...rest }
  return health.request('post', ADDRESS).send(body)
}
async function list(query: string, caller = health): Promise<VerificationPage> {
  return (await caller.get(`${ADDRESS}?period=${JULY}&${query}`).expect(200)).body as VerificationPage
}
const stateOf = async (unit: string) => (await list(`unit=${unit}&indicator=${INDICATOR}`)).data[0]

test('every sheet that was sent waits for its departments, with what the commune answers', async () => {
  const { data } = await list(`indicator=${INDICATOR}&limit=500`)
  const sent = [...(await listCommunes(service, 'submitted')), ...(await listCommunes(service, 'approved'))].sort()
  expect(data.map(({ unit }) => unit.code)).toEqual(sent)
  expect(data[0]).toMatchObject({ agency: 'syt', state: 'waiting', verdict: null, allowed: true })
  expect(data[0]?.values).toMatchObject([{ measure: INDICATOR }])
  expect(typeof data[0]?.values[0]?.value).toBe('number')
})

test('an answer stands beside the threshold it was judged by and the value of the month before', async () => {
  const [row] = (await list(`indicator=${INDICATOR}`)).data
  const unit = row?.unit.code ?? ''
  const lastMonth = await readSheet(health, unit, '2019-06')
  const { sheet } = await readSheet(health, unit)
  const answer = sheet.values.find(({ measure }) => measure === INDICATOR)
  expect(row).toMatchObject({ status: sheet.status, submittedAt: sheet.submittedAt })
  expect(row?.values[0]).toMatchObject({
    threshold: answer?.threshold,
    lastMonth: lastMonth.sheet.values.find(({ measure }) => measure === INDICATOR)?.value,
  })
})

test('an agency finds its own indicators, and no other', async () => {
  const { data } = await list('agency=syt&limit=500')
  expect([...new Set(data.map(({ indicator }) => indicator))].sort()).toEqual(['15.2', '15.3', '17.6', '17.8'])
  expect(data.every(({ agency, values }) => agency === 'syt' && values.length === 1)).toBe(true)
})

test('pages follow one another, an indicator at a time, in the order of the set', async () => {
  const unit = await findCommune(service, 'approved')
  const whole = (await list(`unit=${unit}&limit=500`)).data.map(({ indicator }) => indicator)
  expect(whole).toHaveLength(49)
  const first = await list(`unit=${unit}&limit=20`)
  const second = await list(`unit=${unit}&limit=500&cursor=${first.page.next ?? ''}`)
  expect([...first.data, ...second.data].map(({ indicator }) => indicator)).toEqual(whole)
  expect(second.page.next).toBeNull()
  expectProblem(await health.get(`${ADDRESS}?period=${JULY}&cursor=x`), { status: 400, code: 'cursor_invalid' })
})

describe('one verdict on many sheets', () => {
  test('is recorded where it can be, and the rest is named with its reason', async () => {
    const submitted = await findCommune(service, 'submitted')
    const approved = await findCommune(service, 'approved')
    const draft = await findCommune(service, 'draft')
    const answer = await verify([submitted, approved, draft, '99999'], 'confirmed', { indicators: [INDICATOR, '11.1'] })
    const outcome = answer.body as VerificationOutcome
    expect(outcome.applied).toBe(2)
    expect(outcome.refused.map(({ unit, indicator, code }) => ({ unit, indicator, code }))).toEqual([
      { unit: submitted, indicator: '11.1', code: 'not_in_charge' },
      { unit: approved, indicator: '11.1', code: 'not_in_charge' },
      { unit: draft, indicator: null, code: 'not_submitted' },
      { unit: '99999', indicator: null, code: 'unit_not_found' },
    ])
    expect(await stateOf(submitted)).toMatchObject({ state: 'confirmed', by: /Y tế/ })
    expect((await verify([submitted], 'confirmed')).body).toMatchObject({
      applied: 0,
      refused: [{ code: 'already_recorded' }],
    })
  })

  test('stands in the story of each sheet', async () => {
    const unit = await findCommune(service, 'approved')
    const { data } = (await health.get(`${addressOf(unit)}/history`).expect(200)).body as HistoryPage
    expect(data[0]).toMatchObject({
      action: 'assessment.verified',
      verdict: 'confirmed',
      by: /Y tế/,
      reason: REASON,
      indicators: [{ indicator: INDICATOR }],
    })
  })

  test('that rejects needs a reason', async () => {
    const unit = await findCommune(service, 'submitted')
    const answer = await verify([unit], 'rejected', { reason: 'không' })
    expectProblem(answer, { status: 422, code: 'verification_needs_reason', pointers: ['/reason'] })
  })

  test('names only indicators of the set', async () => {
    const unit = await findCommune(service, 'submitted')
    const answer = await verify([unit], 'confirmed', { indicators: ['99.9'] })
    expectProblem(answer, { status: 422, code: 'verification_needs_reason', pointers: ['/indicators/0'] })
  })

  test.each([
    ['another department', 'so.sgddt', 'not_in_charge'],
    ['the district', 'huyen.615', 'forbidden'],
    ['the commune', 'xa.23512', 'forbidden'],
    ['the provincial office', 'vpdp', 'forbidden'],
    ['the administrator', 'admin', 'forbidden'],
  ])('is not for %s', async (_who, username, code) => {
    const unit = await findCommune(service, 'submitted')
    const body = { period: JULY, indicators: [INDICATOR], units: [unit], verdict: 'confirmed' }
    const answer = await (await service.as(username)).request('post', ADDRESS).send(body)
    expectProblem(answer, { status: 403, code })
  })
})

describe('what is rejected', () => {
  let unit: string
  let commune: Caller
  let district: Caller

  beforeAll(async () => {
    unit = await findCommune(service, 'notStarted')
    commune = await service.as(`xa.${unit}`)
    const { sheet } = await readSheet(commune, unit)
    district = await service.as(`huyen.${sheet.parent.code}`)
    await fillAndSubmit(commune, unit)
    expect((await verify([unit], 'rejected')).body).toMatchObject({ applied: 1, refused: [] })
  })
  const criterionOf = (sheet: AssessmentView) => sheet.criteria.find(({ number }) => number === 15)

  test('stands on the sheet with its reason, beside what the commune reports, and holds nothing up', async () => {
    const { sheet, version } = await readSheet(district, unit)
    expect(criterionOf(sheet)).toMatchObject({ reported: 'met', verified: 'notMet', official: null })
    expect(sheet.verifications).toMatchObject([
      { indicator: INDICATOR, verdict: 'rejected', reason: REASON, period: JULY, outdated: false },
    ])
    await district
      .post(`${addressOf(unit)}/transitions`, version, {
        action: 'return',
        returned: [{ indicator: INDICATOR, reason: 'Ngành y tế chưa xác nhận.' }],
      })
      .expect(200)
  })

  test('stays rejected when the commune sends another value, until that is confirmed', async () => {
    const { version } = await readSheet(commune, unit)
    await commune.patch(addressOf(unit), version, { values: [{ measure: INDICATOR, value: 20 }] }).expect(200)
    expect((await move(commune, unit, { action: 'submit' })).status).toBe(200)
    expect(await stateOf(unit)).toMatchObject({ state: 'rejected', outdated: true })
    expect((await move(district, unit, { action: 'approve' })).status).toBe(200)
    const office = await service.as('vpdp')
    const check = (await office.get(`/api/v1/periods/${JULY}/consolidation`).expect(200)).body as ConsolidationCheck
    expect(check.ready.find((each) => each.unit.code === unit)).toMatchObject({ rejected: [INDICATOR], unverified: 48 })
  })

  test('is not met in the number of record, where the district approved it', async () => {
    const office = await service.as('vpdp')
    await office.request('post', `/api/v1/periods/${JULY}/consolidation`).send({}).expect(200)
    const { sheet } = await readSheet(await service.as('mttq'), unit)
    expect(criterionOf(sheet)).toMatchObject({
      reported: 'met',
      approved: 'met',
      verified: 'notMet',
      official: 'notMet',
    })
  })

  test('is not verified any more once it is on record', async () => {
    expect((await verify([unit], 'confirmed')).body).toMatchObject({ applied: 0, refused: [{ code: 'not_submitted' }] })
  })

  test('can be confirmed on the correction that the province opens', async () => {
    const office = await service.as('vpdp')
    const reopening = { action: 'reopen', reason: 'Ngành y tế đã nhận danh sách.', expiresOn: '2019-07-31' } as const
    expect((await move(office, unit, reopening)).status).toBe(200)
    expect((await move(commune, unit, { action: 'submit' })).status).toBe(200)
    expect(await stateOf(unit)).toMatchObject({ state: 'rejected', revision: 2 })
    expect((await verify([unit], 'confirmed')).body).toMatchObject({ applied: 1 })
    expect((await move(district, unit, { action: 'approve' })).status).toBe(200)
    await office.request('post', `/api/v1/periods/${JULY}/consolidation`).send({}).expect(200)
    const { sheet } = await readSheet(commune, unit)
    expect(criterionOf(sheet)).toMatchObject({ approved: 'met', official: 'met' })
    const first = (await commune.get(`${addressOf(unit)}?revision=1`).expect(200)).body as AssessmentView
    expect(criterionOf(first)).toMatchObject({ official: 'notMet' })
  })
})

test('a rejection stands in later months until a later value is confirmed', async () => {
  const unit = await findCommune(service, 'submitted', '608')
  expect((await verify([unit], 'rejected')).body).toMatchObject({ applied: 1 })
  const later = await startTestApp({ clockStart: '2019-08-20T08:00:00+07:00' })
  try {
    const laterHealth = await later.as('so.syt')
    const body = { period: JULY, indicators: [INDICATOR], units: [unit], verdict: 'rejected', reason: REASON }
    await laterHealth.request('post', ADDRESS).send(body).expect(200)
    const commune = await later.as(`xa.${unit}`)
    await fillAndSubmit(commune, unit, { period: '2019-08' })
    const read = async () =>
      (await laterHealth.get(`${ADDRESS}?period=2019-08&unit=${unit}&indicator=${INDICATOR}`).expect(200))
        .body as VerificationPage
    expect((await read()).data).toMatchObject([{ state: 'rejected', verdictOf: JULY }])
    await laterHealth
      .request('post', ADDRESS)
      .send({ ...body, period: '2019-08', verdict: 'confirmed' })
      .expect(200)
    expect((await read()).data).toMatchObject([{ state: 'confirmed', verdictOf: '2019-08' }])
  } finally {
    await later.close()
  }
})

test('a rejection that was lifted on a correction of its month does not stand in the next', async () => {
  const later = await startTestApp({ clockStart: '2019-08-20T08:00:00+07:00' })
  try {
    const unit = await findCommune(later, 'submitted', '608')
    const [laterHealth, office] = [await later.as('so.syt'), await later.as('vpdp')]
    const [commune, district] = [await later.as(`xa.${unit}`), await later.as('huyen.608')]
    const say = (verdict: NewVerification['verdict']) =>
      laterHealth
        .request('post', ADDRESS)
        .send({ period: JULY, indicators: [INDICATOR], units: [unit], verdict, reason: REASON })
        .expect(200)

    await say('rejected')
    expect((await move(district, unit, { action: 'approve' })).status).toBe(200)
    await office.request('post', `/api/v1/periods/${JULY}/consolidation`).send({}).expect(200)
    const reopening = { action: 'reopen', reason: 'Trạm y tế đã cân đo đủ.', expiresOn: '2019-08-31' } as const
    expect((await move(office, unit, reopening)).status).toBe(200)
    expect((await move(commune, unit, { action: 'submit' })).status).toBe(200)
    expect((await say('confirmed')).body).toMatchObject({ applied: 1 })

    await fillAndSubmit(commune, unit, { period: '2019-08' })
    const path = `${ADDRESS}?period=2019-08&unit=${unit}&indicator=${INDICATOR}`
    const { data } = (await laterHealth.get(path).expect(200)).body as VerificationPage
    expect(data).toMatchObject([{ state: 'waiting', verdictOf: null }])
    expect((await readSheet(commune, unit, '2019-08')).sheet.verifications).toEqual([])
  } finally {
    await later.close()
  }
})
