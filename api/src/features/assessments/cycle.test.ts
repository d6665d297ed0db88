import { afterAll, beforeAll, expect, test } from 'vitest'
import type { MatrixView, OverviewView } from '@ntm/shared/analysis/wire'
import type { AssessmentView } from '@ntm/shared/assessments/wire'
import { startTestApp, type Caller, type TestApp } from '../../testing/app.js'
import { expectProblem } from '../../testing/problem.js'
import { addressOf, findCommune, fullAnswers, JULY, move, readSheet } from '../../testing/sheets.js'

// One sheet's way through July, each step resting on the one before.
let service: TestApp
let unit: string
let commune: Caller
let district: Caller
let office: Caller

beforeAll(async () => {
  service = await startTestApp()
  unit = await findCommune(service, 'notStarted', '615')
  commune = await service.as(`xa.${unit}`)
  district = await service.as('huyen.615')
  office = await service.as('vpdp')
})
afterAll(() => service.close())

const EXPLANATION = 'Bão số 3 làm hỏng công trình, đang sửa chữa.'

async function readOverview(basis: string): Promise<OverviewView> {
  const answer = await office.get(`/api/v1/overview?unit=62&period=${JULY}&basis=${basis}`).expect(200)
  return answer.body as OverviewView
}

async function readRows(basis: string) {
  const answer = await office.get(`/api/v1/matrix?unit=62&period=${JULY}&basis=${basis}`).expect(200)
  return new Map((answer.body as MatrixView).rows.map((row) => [row.unit.code, row]))
}

/** What the province sees of everybody, but for this commune's row, before and after a step. */
async function changesOf(basis: string, step: () => Promise<unknown>) {
  const [before, rowsBefore] = [await readOverview(basis), await readRows(basis)]
  await step()
  const [after, rowsAfter] = [await readOverview(basis), await readRows(basis)]
  const changed = [...rowsAfter].filter(([code, row]) => JSON.stringify(row) !== JSON.stringify(rowsBefore.get(code)))
  return { before, after, changed: changed.map(([code]) => code), row: rowsAfter.get(unit) }
}

const findBand = (overview: OverviewView, label: string) =>
  overview.bands.find((band) => band.label === label)?.communes ?? -1

test('a sheet that nobody has begun is answered as such, with version 0', async () => {
  const { sheet, version } = await readSheet(commune, unit)
  expect(version).toBe(0)
  expect(sheet).toMatchObject({
    status: 'notStarted',
    revision: 1,
    dueOn: '2019-07-25',
    locksOn: '2019-08-05',
    lock: null,
    receipt: null,
    timeliness: null,
    allowed: { edit: true, submit: false, withdraw: false, return: false, approve: false },
  })
  expect(sheet.values).toHaveLength(50)
  expect(new Set(sheet.values.map(({ result }) => result))).toEqual(new Set(['missing']))
})

test('the first value makes it a draft; the answer is the sheet with its new version', async () => {
  const values = [{ measure: '11.1', value: 8.2, note: '  Theo điều tra  ' }]
  const answer = await commune.patch(addressOf(unit), 0, { values }).expect(200)
  expect(answer.headers.etag).toBe('"1"')
  const sheet = answer.body as AssessmentView
  expect(sheet).toMatchObject({ status: 'draft', author: expect.stringContaining('xã'), allowed: { submit: true } })
  expect(sheet.values.find(({ measure }) => measure === '11.1')).toMatchObject({
    value: 8.2,
    note: 'Theo điều tra',
    result: 'notMet',
    threshold: { comparator: '<=', value: 7, confirmed: false },
  })
  expect(sheet.criteria[10]).toMatchObject({ number: 11, reported: 'notMet', approved: null, official: null })
})

test('a draft is no result yet: the figures of the province stay', async () => {
  const { before, after, changed } = await changesOf('reported', async () => {
    const values = await fullAnswers(commune, ['17.1a', '10.1'])
    const { version } = await readSheet(commune, unit)
    await commune.patch(addressOf(unit), version, { values }).expect(200)
  })
  expect(changed).toEqual([])
  expect(after.criteriaMet).toEqual(before.criteriaMet)
  expect((await readSheet(commune, unit)).sheet.summary).toEqual({ met: 17, notMet: 2, incomplete: 0 })
})

test('submitting gives a receipt, judges it on time, and changes what is reported by exactly this commune', async () => {
  const { version, sheet } = await readSheet(commune, unit)
  const lost = sheet.criteria.filter(({ lastMonth, reported }) => lastMonth === 'met' && reported === 'notMet')
  const criteria = lost.map(({ number }) => ({ number, explanation: EXPLANATION }))
  await commune.patch(addressOf(unit), version, { criteria }).expect(200)

  const { before, after, changed, row } = await changesOf('reported', async () => {
    const submitted = await move(commune, unit, { action: 'submit' })
    expect(submitted.status, submitted.text).toBe(200)
    expect(submitted.body).toMatchObject({
      status: 'submitted',
      receipt: expect.stringMatching(new RegExp(`^NTM-1907-${unit}-1-\\d{2}$`)),
      timeliness: 'onTime',
      lock: { code: 'under_review', since: '2019-07-22' },
      allowed: { edit: false, submit: false, withdraw: true, return: false, approve: false },
    })
  })
  expect(changed).toEqual([unit])
  expect(row).toMatchObject({ status: 'submitted', met: 17 })
  expect(after.counted).toBe(before.counted + 1)
  expect(after.criteriaMet.total).toBe(before.criteriaMet.total + 17)
  expect(findBand(after, '15-18')).toBe(findBand(before, '15-18') + 1)
  expect((await readRows('approved')).get(unit)).toMatchObject({ met: null, results: expect.arrayContaining([null]) })
})

test('the district sends it back with a reason for each indicator, and the commune reads them', async () => {
  const returned = [
    { indicator: '10.1', reason: 'Chưa đính kèm phiếu điều tra thu nhập.' },
    { indicator: '17.1', reason: 'Số hộ không khớp với số của thôn.' },
  ]
  const refused = await move(district, unit, { action: 'return', returned: [{ indicator: '0.0', reason: 'ngắn' }] })
  expectProblem(refused, {
    status: 422,
    code: 'return_needs_reasons',
    pointers: ['/returned/0/indicator', '/returned/0/reason'],
  })
  const answer = await move(district, unit, { action: 'return', reason: 'Xem lại hai chỉ tiêu.', returned })
  expect(answer.status, answer.text).toBe(200)
  const { sheet } = await readSheet(commune, unit)
  expect(sheet).toMatchObject({
    status: 'returned',
    review: { action: 'return', by: expect.stringContaining('huyện'), reason: 'Xem lại hai chỉ tiêu.' },
    allowed: { edit: true, submit: true, withdraw: false },
  })
  expect(sheet.returned).toEqual(returned)
})

test('the corrected sheet goes in once more: a new receipt, the first submission still decides on time', async () => {
  const { version, sheet } = await readSheet(commune, unit)
  await commune.patch(addressOf(unit), version, { values: await fullAnswers(commune, ['17.1a']) }).expect(200)
  const answer = await move(commune, unit, { action: 'submit' })
  expect(answer.status, answer.text).toBe(200)
  const again = answer.body as AssessmentView
  expect(again).toMatchObject({ status: 'submitted', returned: [], firstSubmittedAt: sheet.firstSubmittedAt })
  expect(again.receipt).not.toBe(sheet.receipt)
  expect((await readRows('reported')).get(unit)).toMatchObject({ met: 18 })
})

test('the commune takes it back while nobody has decided: the reported result goes, the values stay', async () => {
  const { before, after, changed } = await changesOf('reported', async () => {
    const answer = await move(commune, unit, { action: 'withdraw', reason: 'Nhập nhầm tiêu chí 3.' })
    expect(answer.status, answer.text).toBe(200)
    expect(answer.body).toMatchObject({ status: 'draft', summary: { met: 18, notMet: 1, incomplete: 0 } })
  })
  expect(changed).toEqual([unit])
  expect(after.counted).toBe(before.counted - 1)
  expect((await move(commune, unit, { action: 'submit' })).status).toBe(200)
})

test('the district approves with another verdict on one criterion: both stand side by side', async () => {
  const overrules = [{ criterion: 3, result: 'notMet' as const, reason: 'Kênh chính chưa nghiệm thu.' }]
  const { before, after, changed, row } = await changesOf('approved', async () => {
    const answer = await move(district, unit, { action: 'approve', overrules })
    expect(answer.status, answer.text).toBe(200)
  })
  expect(changed).toEqual([unit])
  expect(row).toMatchObject({ status: 'approved', met: 17 })
  expect(row?.results[2]).toBe('notMet')
  expect(after.progress).toMatchObject({ approved: before.progress.approved + 1 })
  expect(after.criteriaMet.total).toBe(before.criteriaMet.total + 17)

  const { sheet } = await readSheet(commune, unit)
  const by = expect.stringContaining('huyện') as string
  expect(sheet.criteria[2]).toMatchObject({
    reported: 'met',
    approved: 'notMet',
    overruled: { result: 'notMet', reason: 'Kênh chính chưa nghiệm thu.', by },
  })
  expect((await readRows('reported')).get(unit)).toMatchObject({ met: 18 })
})

test('the district takes its approval back with reasons: the approved result goes', async () => {
  const returned = [{ indicator: '3.1', reason: 'Phát hiện sai số sau khi duyệt.' }]
  const { before, after, changed } = await changesOf('approved', async () => {
    const answer = await move(district, unit, { action: 'return', returned })
    expect(answer.status, answer.text).toBe(200)
  })
  expect(changed).toEqual([unit])
  expect(after.counted).toBe(before.counted - 1)
})

test('an approval without another verdict leaves none from before', async () => {
  expect((await move(commune, unit, { action: 'submit' })).status).toBe(200)
  const answer = await move(district, unit, { action: 'approve' })
  expect(answer.status, answer.text).toBe(200)
  const sheet = answer.body as AssessmentView
  expect(sheet.criteria[2]).toMatchObject({ approved: 'met', overruled: null })
  expect((await readRows('approved')).get(unit)).toMatchObject({ met: 18 })
})

test('every step left one audit row, in order, with who and why', async () => {
  const { rows } = await service.app.pool.query<{ action: string; reason: string | null }>(
    `select action, reason from audit_events where subject_kind = 'assessment' and subject_key like $1 order by id`,
    [`%${unit}%/${JULY}/1`],
  )
  expect(rows.map(({ action }) => action.replace('assessment.', ''))).toEqual([
    ...['changed', 'changed', 'changed', 'submitted', 'returned', 'changed', 'submitted', 'withdrawn'],
    ...['submitted', 'approved', 'returned', 'submitted', 'approved'],
  ])
  expect(rows[7]).toMatchObject({ reason: 'Nhập nhầm tiêu chí 3.' })
})
