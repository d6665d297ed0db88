import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { AssessmentView } from '@ntm/shared/assessments/wire'
import { startTestApp, type Caller, type TestApp } from '../../testing/app.js'
import { expectProblem } from '../../testing/problem.js'
import { addressOf, fillAndSubmit, findCommune, fullAnswers, move, readSheet } from '../../testing/sheets.js'

// A server far away: its own days change at other hours than those of Viet Nam.
const realZone = process.env.TZ
process.env.TZ = 'America/Los_Angeles'

let service: TestApp

beforeEach(() => {
  // Only the clock stands still; network and database go on.
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() })
})
afterEach(async () => {
  vi.useRealTimers()
  await service.close()
})
afterAll(() => {
  process.env.TZ = realZone
})

/** Starts the service at an instant of the field; from there the clock moves only when it is told. */
async function startAt(instant: string): Promise<(milliseconds: number) => void> {
  service = await startTestApp({ clockStart: instant })
  const start = Date.now()
  return (milliseconds) => vi.setSystemTime(start + milliseconds)
}

async function readToday(caller: Caller): Promise<{ today: string; currentPeriod: string }> {
  return (await caller.get('/api/v1/me').expect(200)).body as { today: string; currentPeriod: string }
}

test('the process really is in another time zone', async () => {
  await startAt('2019-07-31T23:59:59+07:00')
  expect(new Date('2019-07-31T23:59:59+07:00').getDate()).toBe(31)
  expect(new Date('2019-07-31T23:59:59+07:00').getHours()).toBe(9)
})

test('July ends with the last second of 31 July in Viet Nam, whatever the day is elsewhere', async () => {
  const wait = await startAt('2019-07-31T23:59:59+07:00')
  const office = await service.as('vpdp')
  expect(await readToday(office)).toMatchObject({ today: '2019-07-31', currentPeriod: '2019-07' })
  wait(999)
  expect(await readToday(office)).toMatchObject({ today: '2019-07-31', currentPeriod: '2019-07' })
  wait(1_000)
  expect(await readToday(office)).toMatchObject({ today: '2019-08-01', currentPeriod: '2019-08' })
})

test('August opens with its first second: until then its sheet takes nothing', async () => {
  const wait = await startAt('2019-07-31T23:59:59.500+07:00')
  const commune = await service.as('xa.23512')
  const values = [{ measure: '11.1', value: 5 }]
  const early = await commune.patch(addressOf('23512', '2019-08'), 0, { values })
  expectProblem(early, { status: 409, code: 'sheet_locked' })
  wait(500)
  await commune.patch(addressOf('23512', '2019-08'), 0, { values }).expect(200)
})

describe('the lock day', () => {
  test('is the last on which July takes edits and submissions; after it the sheet says who locked it', async () => {
    const wait = await startAt('2019-08-05T23:59:59+07:00')
    const unit = await findCommune(service, 'notStarted')
    const commune = await service.as(`xa.${unit}`)
    await commune.patch(addressOf(unit), 0, { values: await fullAnswers(commune) }).expect(200)
    expect((await readSheet(commune, unit)).sheet).toMatchObject({ lock: null, allowed: { edit: true, submit: true } })

    wait(1_000)
    const { sheet, version } = await readSheet(commune, unit)
    expect(sheet).toMatchObject({
      lock: { code: 'period_locked', since: '2019-08-06', by: expect.stringContaining('khóa sổ') },
      allowed: { edit: false, submit: false },
    })
    const edit = await commune.patch(addressOf(unit), version, { values: [{ measure: '11.1', value: 5 }] })
    expect(expectProblem(edit, { status: 409, code: 'sheet_locked' }).detail).toMatch(/khóa sổ.+Văn phòng Điều phối/s)
    expectProblem(await move(commune, unit, { action: 'submit' }), { status: 409, code: 'sheet_locked' })
  })

  test('does not stop the district from deciding on what came in', async () => {
    await startAt('2019-08-06T00:00:00+07:00')
    const unit = await findCommune(service, 'submitted', '616')
    const commune = await service.as(`xa.${unit}`)
    expectProblem(await move(commune, unit, { action: 'withdraw' }), { status: 409, code: 'sheet_locked' })
    expect((await move(await service.as('huyen.616'), unit, { action: 'approve' })).status).toBe(200)
  })

  test('that the provincial office has moved holds in place of the usual one', async () => {
    const wait = await startAt('2019-08-10T23:59:59+07:00')
    await service.app.pool.query(`insert into periods (period, due_on, locks_on)
      values ('2019-07', '2019-07-28', '2019-08-10')
      on conflict (period) do update set due_on = excluded.due_on, locks_on = excluded.locks_on`)
    const unit = await findCommune(service, 'notStarted')
    const commune = await service.as(`xa.${unit}`)
    const values = [{ measure: '11.1', value: 5 }]
    await commune.patch(addressOf(unit), 0, { values }).expect(200)
    expect((await readSheet(commune, unit)).sheet).toMatchObject({ dueOn: '2019-07-28', locksOn: '2019-08-10' })
    wait(1_000)
    expectProblem(await commune.patch(addressOf(unit), 1, { values }), { status: 409, code: 'sheet_locked' })
  })
})

describe('the due day', () => {
  test('ends with its last second in Viet Nam', async () => {
    const wait = await startAt('2019-07-25T23:59:59+07:00')
    const early = await findCommune(service, 'notStarted', '616')
    expect(await fillAndSubmit(await service.as(`xa.${early}`), early)).toMatchObject({ timeliness: 'onTime' })
    wait(1_000)
    const late = await findCommune(service, 'notStarted', '616')
    const sheet = await fillAndSubmit(await service.as(`xa.${late}`), late)
    expect(sheet).toMatchObject({ timeliness: 'late', submittedAt: '2019-07-25T17:00:00.000Z' })
  })

  test('is kept by the first submission, however late the corrected one comes', async () => {
    const wait = await startAt('2019-07-25T23:59:59+07:00')
    const unit = await findCommune(service, 'notStarted', '616')
    const commune = await service.as(`xa.${unit}`)
    await fillAndSubmit(commune, unit)
    wait(24 * 3_600_000)
    // The access tokens of yesterday have lapsed; an account that had none reads on.
    const leadership = await service.as('ubnd')
    const answer = await leadership.get(addressOf(unit)).expect(200)
    expect(answer.body as AssessmentView).toMatchObject({ timeliness: 'onTime', dueOn: '2019-07-25' })
  })
})

describe.each(['UTC', 'America/Los_Angeles', 'Asia/Ho_Chi_Minh'])('with the server in %s', (zone) => {
  beforeEach(() => {
    process.env.TZ = zone
  })

  test('a re-opened sheet takes edits to the last second of its last day in Viet Nam', async () => {
    const wait = await startAt('2019-08-20T23:59:59+07:00')
    const [unit, period] = ['23512', '2019-06']
    const commune = await service.as(`xa.${unit}`)
    const reopening = { action: 'reopen', reason: 'Xã đính chính số hộ nghèo.', expiresOn: '2019-08-20' } as const
    expect((await move(await service.as('vpdp'), unit, reopening, period)).status).toBe(200)
    const values = [{ measure: '11.1', value: 5 }]
    const { version } = await readSheet(commune, unit, period)
    await commune.patch(addressOf(unit, period), version, { values }).expect(200)

    wait(1_000)
    const { sheet, version: later } = await readSheet(commune, unit, period)
    expect(sheet).toMatchObject({ status: 'draft', lock: { code: 'consolidated', since: '2019-08-21' } })
    const answer = await commune.patch(addressOf(unit, period), later, { values })
    expectProblem(answer, { status: 409, code: 'sheet_locked' })
    const again = await move(await service.as('vpdp'), unit, { ...reopening, expiresOn: '2019-08-21' }, period)
    expect(again.body).toMatchObject({ revision: 2, lock: null, reopened: { until: '2019-08-21' } })
  })

  test('a month has something to consolidate from its first second on, and the day of that is the one in Viet Nam', async () => {
    const wait = await startAt('2019-07-31T23:59:59+07:00')
    const office = await service.as('vpdp')
    const consolidate = (period: string) => office.request('post', `/api/v1/periods/${period}/consolidation`).send({})
    expectProblem(await consolidate('2019-08'), { status: 409, code: 'period_not_open' })
    wait(1_000)
    expectProblem(await consolidate('2019-08'), { status: 409, code: 'nothing_to_consolidate' })
    await consolidate('2019-07').expect(200)
    const unit = await findCommune(service, 'draft')
    const { sheet } = await readSheet(office, unit)
    expect(sheet.lock).toMatchObject({ code: 'consolidated', since: '2019-08-01' })
  })
})
