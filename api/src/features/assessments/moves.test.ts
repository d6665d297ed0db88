import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  ASSESSMENT_ACTIONS,
  ASSESSMENT_STATUSES,
  findMove,
  type AssessmentAction,
  type AssessmentStatus,
} from '@ntm/shared/assessments/status'
import type { TransitionRequest } from '@ntm/shared/assessments/wire'
import { VILLAGE_COMMUNE } from '../../demo/demo-villages.js'
import { startTestApp, type TestApp } from '../../testing/app.js'
import { expectProblem } from '../../testing/problem.js'
import { addressOf, fullAnswers, JULY, listCommunes, readSheet, takeStock } from '../../testing/sheets.js'

let service: TestApp

beforeAll(async () => {
  service = await startTestApp()
})
afterAll(() => service.close())

const REQUESTS: Record<AssessmentAction, TransitionRequest> = {
  submit: { action: 'submit' },
  withdraw: { action: 'withdraw' },
  return: { action: 'return', returned: [{ indicator: '11.1', reason: 'Thiếu danh sách hộ nghèo.' }] },
  approve: { action: 'approve' },
  reopen: { action: 'reopen', reason: 'Xã đính chính số hộ nghèo.', expiresOn: '2019-07-31' },
}

const PERIODS: Record<AssessmentStatus, string> = {
  notStarted: JULY,
  draft: JULY,
  submitted: JULY,
  returned: JULY,
  approved: JULY,
  consolidated: '2019-06',
}

/** A commune whose sheet has the status, and who makes the move. */
async function findMover(status: AssessmentStatus, action: AssessmentAction) {
  const period = PERIODS[status]
  const unit = (await listCommunes(service, status, '62', period)).find((code) => code !== VILLAGE_COMMUNE) ?? ''
  const commune = await service.as(`xa.${unit}`)
  const { sheet, version } = await readSheet(commune, unit, period)
  const isCommunes = action === 'submit' || action === 'withdraw'
  const office = action === 'reopen' ? 'vpdp' : `huyen.${sheet.parent.code}`
  const mover = isCommunes ? commune : await service.as(office)
  return { unit, period, sheet, version, commune, mover }
}

const pairs = ASSESSMENT_STATUSES.flatMap((status) => ASSESSMENT_ACTIONS.map((action) => ({ status, action })))
const allowed = pairs.filter(({ status, action }) => findMove(status, action))
const refused = pairs.filter(({ status, action }) => !findMove(status, action))

describe('a move that the cycle has not is refused and changes nothing', () => {
  test.each(refused)('$action of a sheet that is $status', async ({ status, action }) => {
    const { unit, period, version, mover } = await findMover(status, action)
    const before = await takeStock(service)
    const answer = await mover.post(`${addressOf(unit, period)}/transitions`, version, REQUESTS[action])
    expectProblem(answer, { status: 409, code: 'wrong_status' })
    expect(await takeStock(service)).toEqual(before)
  })
})

describe('a move that the cycle has leads where it says', () => {
  test.each(allowed)('$action of a sheet that is $status', async ({ status, action }) => {
    const { unit, period, sheet, commune, mover } = await findMover(status, action)
    if (action === 'submit') {
      const criteria = sheet.criteria.map(({ number }) => ({ number, explanation: 'Giải trình của xã.' }))
      const { version } = await readSheet(commune, unit, period)
      await commune.patch(addressOf(unit), version, { values: await fullAnswers(commune), criteria }).expect(200)
    }
    const { version } = await readSheet(mover, unit, period)
    const answer = await mover.post(`${addressOf(unit, period)}/transitions`, version, REQUESTS[action]).expect(200)
    expect(answer.body).toMatchObject({ status: findMove(status, action)?.to })
    expect(answer.headers.etag).toBe(`"${version + 1}"`)
  })

  test('there are as many as the cycle draws', () => {
    expect(allowed.map(({ status, action }) => `${status} ${action}`)).toEqual([
      'draft submit',
      'submitted withdraw',
      'submitted return',
      'submitted approve',
      'returned submit',
      'approved return',
      'consolidated reopen',
    ])
  })
})

test('what the sheet says is allowed is what the caller can do', async () => {
  for (const { status, action } of pairs) {
    const { sheet, mover, unit, period } = await findMover(status, action)
    const seen = (await readSheet(mover, unit, period)).sheet
    const isLocked = sheet.lock?.code === 'consolidated' && action !== 'reopen'
    expect(seen.allowed[action], `${action} of ${status}`).toBe(!isLocked && findMove(status, action) !== undefined)
  }
})

test('editing is refused as long as somebody else holds the sheet', async () => {
  for (const status of ['submitted', 'approved', 'consolidated'] as const) {
    const { unit, period, version, commune } = await findMover(status, 'submit')
    const before = await takeStock(service)
    const answer = await commune.patch(addressOf(unit, period), version, { values: [{ measure: '11.1', value: 1 }] })
    const code = status === 'consolidated' ? 'sheet_locked' : 'wrong_status'
    const { detail } = expectProblem(answer, { status: 409, code })
    expect(detail).toMatch(/Muốn sửa|đính chính/)
    expect(await takeStock(service)).toEqual(before)
  }
})

test('the database itself refuses to change values that were handed in, and sheets that were consolidated', async () => {
  const { pool } = service.app
  const frozen = `update sheet_values set value = 1 where year = 2019 and sheet_id in (
    select id from sheets where period = '2019-07' and status = 'submitted' limit 1)`
  await expect(pool.query(frozen)).rejects.toThrow(/draft or returned/)
  await expect(pool.query(`update sheets set met_mask = 0 where period = '2019-06'`)).rejects.toThrow(/consolidated/)
  await expect(pool.query(`delete from sheets where period = '2019-06'`)).rejects.toThrow(/consolidated/)
})

describe('a review that breaks a rule is refused and changes nothing', () => {
  const reason = 'Kênh chính chưa nghiệm thu.'
  const met = (sheet: Awaited<ReturnType<typeof readSheet>>['sheet']) =>
    sheet.criteria.find(({ reported }) => reported === 'met')?.number ?? 0

  test.each<[string, (met: number) => object, string, string[]]>([
    ['a return of nothing', () => ({ action: 'return' }), 'return_needs_reasons', ['/returned']],
    ['a return of an empty list', () => ({ action: 'return', returned: [] }), 'return_needs_reasons', ['/returned']],
    [
      'a return of one indicator twice',
      () => ({ action: 'return', returned: [1, 2].map(() => ({ indicator: '11.1', reason })) }),
      'return_needs_reasons',
      ['/returned/1/indicator'],
    ],
    [
      'a return whose reason is spaces',
      () => ({ action: 'return', returned: [{ indicator: '11.1', reason: ' '.repeat(20) }] }),
      'return_needs_reasons',
      ['/returned/0/reason'],
    ],
    [
      'another verdict on a criterion that is not there',
      () => ({ action: 'approve', overrules: [{ criterion: 20, result: 'met', reason }] }),
      'overrule_needs_reason',
      ['/overrules/0/criterion'],
    ],
    [
      'another verdict that is the same',
      (number) => ({ action: 'approve', overrules: [{ criterion: number, result: 'met', reason }] }),
      'overrule_needs_reason',
      ['/overrules/0/result'],
    ],
    [
      'another verdict with hardly a reason',
      (number) => ({ action: 'approve', overrules: [{ criterion: number, result: 'notMet', reason: 'Chưa đạt' }] }),
      'overrule_needs_reason',
      ['/overrules/0/reason'],
    ],
    [
      'two verdicts on one criterion',
      (number) => ({
        action: 'approve',
        overrules: ['notMet', 'incomplete'].map((result) => ({ criterion: number, result, reason })),
      }),
      'overrule_needs_reason',
      ['/overrules/1/criterion'],
    ],
  ])('%s', async (_case, body, code, pointers) => {
    const { unit, sheet, version, mover } = await findMover('submitted', 'approve')
    const before = await takeStock(service)
    const answer = await mover.post(`${addressOf(unit)}/transitions`, version, body(met(sheet)))
    expectProblem(answer, { status: 422, code, pointers })
    expect(await takeStock(service)).toEqual(before)
  })
})
