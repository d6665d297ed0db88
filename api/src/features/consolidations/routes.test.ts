import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { OverviewView } from '@ntm/shared/analysis/wire'
import type { HistoryPage } from '@ntm/shared/assessments/history-wire'
import type { AssessmentView } from '@ntm/shared/assessments/wire'
import type { ConsolidationCheck, ConsolidationView } from '@ntm/shared/periods/wire'
import { startTestApp, type Caller, type TestApp } from '../../testing/app.js'
import { expectProblem } from '../../testing/problem.js'
import { addressOf, findCommune, fullAnswers, JULY, listCommunes, move, readSheet } from '../../testing/sheets.js'

let service: TestApp
let office: Caller

beforeAll(async () => {
  service = await startTestApp()
  office = await service.as('vpdp')
})
afterAll(() => service.close())

const address = (period: string) => `/api/v1/periods/${period}/consolidation`
const check = async (period = JULY) => (await office.get(address(period)).expect(200)).body as ConsolidationCheck
const consolidate = (period = JULY, body: object = {}) => office.request('post', address(period)).send(body)
const readOverview = async (period = JULY) =>
  (await office.get(`/api/v1/overview?unit=62&period=${period}&basis=official`).expect(200)).body as OverviewView
const reopening = { action: 'reopen', reason: 'Xã đính chính số hộ nghèo.', expiresOn: '2019-07-31' } as const

test('a month to come has nothing to consolidate', async () => {
  expectProblem(await consolidate('2019-08'), { status: 409, code: 'period_not_open' })
})

test('a month whose sheets are all on record is not consolidated again', async () => {
  expect(await check('2019-06')).toMatchObject({ communes: 86, ready: [], gaps: [], recorded: 86 })
  expectProblem(await consolidate('2019-06'), { status: 409, code: 'nothing_to_consolidate' })
})

describe('July', () => {
  let approved: string[]
  let result: ConsolidationView

  beforeAll(async () => {
    approved = await listCommunes(service, 'approved')
    const before = await check()
    expect(before.ready.map(({ unit }) => unit.code)).toEqual(approved)
    expect(before.gaps).toHaveLength(86 - approved.length)
    expect(before.ready[0]).toMatchObject({ revision: 1, unverified: 49, rejected: [] })
    result = (await consolidate(JULY, { note: 'Tổng hợp lần đầu.' }).expect(200)).body as ConsolidationView
  })

  test('every approved sheet becomes the number of record, and the rest is named as missing', async () => {
    expect(result).toMatchObject({ number: 1, communes: approved.length, corrected: 0, note: 'Tổng hợp lần đầu.' })
    expect(result.gaps).toHaveLength(86 - approved.length)
    expect(new Set(result.gaps.map(({ status }) => status))).toEqual(
      new Set(['notStarted', 'draft', 'submitted', 'returned']),
    )
    expect(await listCommunes(service, 'consolidated')).toEqual(approved)
    expect(await check()).toMatchObject({
      ready: [],
      recorded: approved.length,
      done: [{ number: 1, by: /Văn phòng/ }],
    })
  })

  test('the official figures count those on record over all communes', async () => {
    const overview = await readOverview()
    expect(overview).toMatchObject({ communes: 86, counted: approved.length, basis: 'official' })
    expect(overview.progress.consolidated).toBe(approved.length)
  })

  test('the story of each sheet tells of it', async () => {
    const { data } = (await office.get(`${addressOf(approved[0] ?? '')}/history`).expect(200)).body as HistoryPage
    expect(data[0]).toMatchObject({ action: 'assessment.consolidated', revision: 1 })
  })

  test('a sheet that was not finished is locked, and the province gives it time', async () => {
    const unit = await findCommune(service, 'draft')
    const commune = await service.as(`xa.${unit}`)
    const locked = await readSheet(commune, unit)
    expect(locked.sheet.lock?.code).toBe('consolidated')
    const values = await fullAnswers(commune)
    expectProblem(await commune.patch(addressOf(unit), locked.version, { values }), {
      status: 409,
      code: 'sheet_locked',
    })
    const reopened = (await move(office, unit, reopening)).body as AssessmentView
    expect(reopened).toMatchObject({ status: 'draft', revision: 1, lock: null, reopened: { until: '2019-07-31' } })
    await commune.patch(addressOf(unit), locked.version + 1, { values }).expect(200)
    expect((await readOverview()).progress.draft).toBeGreaterThan(0)
  })

  test('nobody but the province opens a sheet again', async () => {
    const [unit = ''] = approved
    for (const username of [`xa.${unit}`, 'ubnd', 'so.syt', 'mttq']) {
      const { version } = await readSheet(await service.as(username), unit)
      const answer = await (await service.as(username)).post(`${addressOf(unit)}/transitions`, version, reopening)
      expectProblem(answer, { status: 403, code: 'forbidden' })
    }
  })

  test('only the provincial office consolidates or reads the check list', async () => {
    for (const username of ['ubnd', 'huyen.615', 'xa.23512', 'so.syt', 'mttq', 'admin']) {
      const caller = await service.as(username)
      expectProblem(await caller.get(address(JULY)), { status: 403, code: 'forbidden' })
      const answer = await caller.request('post', address(JULY)).send({})
      expectProblem(answer, { status: 403, code: 'forbidden' })
    }
  })
})

describe('a correction of a number of record', () => {
  const unit = '23512'
  const period = '2019-06'
  let commune: Caller
  let district: Caller
  let before: AssessmentView

  beforeAll(async () => {
    commune = await service.as(`xa.${unit}`)
    before = (await readSheet(commune, unit, period)).sheet
    district = await service.as(`huyen.${before.parent.code}`)
  })

  async function listChanged(): Promise<string[]> {
    const changes = await district.get(`${addressOf(unit, period)}/changes?since=lastSubmission`).expect(200)
    return (changes.body as { values: { measure: string }[] }).values.map(({ measure }) => measure)
  }

  test.each([
    [{ ...reopening, reason: 'ngắn' }, ['/reason']],
    [{ action: 'reopen' as const, reason: reopening.reason }, ['/expiresOn']],
    [{ ...reopening, expiresOn: '2019-07-21' }, ['/expiresOn']],
    [{ ...reopening, expiresOn: '2019-12-31' }, ['/expiresOn']],
  ])('needs a reason and a last day ahead: %j', async (request, pointers) => {
    const answer = await move(office, unit, request, period)
    expectProblem(answer, { status: 422, code: 'reopening_needs_reason', pointers })
  })

  test('begins as the next revision with what the record says', async () => {
    const opened = (await move(office, unit, reopening, period)).body as AssessmentView
    expect(opened).toMatchObject({ status: 'draft', revision: 2, officialRevision: 1, lock: null, receipt: null })
    expect(opened.values).toEqual(before.values)
    expect(opened.criteria.map(({ official }) => official)).toEqual(before.criteria.map(({ official }) => official))
    expect(opened.timeliness).toBe(before.timeliness)
  })

  test('is not for everybody to see, who go on seeing the record', async () => {
    const stranger = await service.as('huyen.608')
    const { sheet } = await readSheet(stranger, unit, period)
    expect(sheet).toMatchObject({ status: 'consolidated', revision: 1 })
    const list = (await stranger.get(`/api/v1/assessments?period=${period}&unit=${unit}`).expect(200)).body as {
      data: unknown[]
    }
    expect(list.data).toMatchObject([{ status: 'consolidated', revision: 1 }])
    expectProblem(await stranger.get(`${addressOf(unit, period)}?revision=2`), {
      status: 404,
      code: 'assessment_not_found',
    })
    const { data } = (await stranger.get(`${addressOf(unit, period)}/history`).expect(200)).body as HistoryPage
    expect(data.map(({ action }) => action)).not.toContain('assessment.reopened')
  })

  test('is shown to its reviewer against what it corrects, and changes no figure when it is taken back', async () => {
    const figures = await readOverview(period)
    const { version } = await readSheet(commune, unit, period)
    await commune.patch(addressOf(unit, period), version, { values: [{ measure: '11.1', value: 60 }] }).expect(200)
    const explained = before.criteria.map(({ number }) => ({ number, explanation: 'Rà soát lại hộ nghèo.' }))
    const edited = await readSheet(commune, unit, period)
    await commune.patch(addressOf(unit, period), edited.version, { criteria: explained }).expect(200)
    expect((await move(commune, unit, { action: 'submit' }, period)).status).toBe(200)
    expect(await listChanged()).toEqual(['11.1'])
    expect((await move(commune, unit, { action: 'withdraw' }, period)).status).toBe(200)
    const { rows } = await service.app.pool.query(
      `select basis, revision from monthly_results r join units u on u.id = r.unit_id
       where r.period = $1 and u.code = $2 order by basis`,
      [period, unit],
    )
    expect(rows).toEqual(['approved', 'official', 'reported'].map((basis) => ({ basis, revision: 1 })))
    const now = await readOverview(period)
    expect(now).toEqual({ ...figures, progress: { ...figures.progress, draft: 1, consolidated: 85 } })
  })

  test('is sent and approved like any sheet', async () => {
    expect((await move(commune, unit, { action: 'submit' }, period)).status).toBe(200)
    expect((await move(district, unit, { action: 'approve' }, period)).status).toBe(200)
  })

  test('becomes the record when the month is consolidated again, and the first stays readable', async () => {
    expect((await check(period)).ready).toMatchObject([{ unit: { code: unit }, revision: 2 }])
    const met = (await readOverview(period)).criteriaMet.total
    expect((await consolidate(period).expect(200)).body).toMatchObject({
      number: 2,
      communes: 1,
      corrected: 1,
      gaps: [],
    })
    expect((await readOverview(period)).criteriaMet.total).toBe(met - 1)
    const { sheet } = await readSheet(commune, unit, period)
    expect(sheet).toMatchObject({ status: 'consolidated', revision: 2, officialRevision: 2 })
    const first = (await commune.get(`${addressOf(unit, period)}?revision=1`).expect(200)).body as AssessmentView
    expect(first.values).toEqual(before.values)
    expect(first.criteria).toEqual(before.criteria)
    const early = (await office.get(`${addressOf(unit, period)}?revision=1`).expect(200)).body as AssessmentView
    expect([early.allowed.reopen, (await readSheet(office, unit, period)).sheet.allowed.reopen]).toEqual([false, true])
    await (await service.as('mttq')).get(`${addressOf(unit, period)}?revision=1`).expect(200)
  })

  test('tells its story through both revisions, latest first', async () => {
    const { data } = (await commune.get(`${addressOf(unit, period)}/history`).expect(200)).body as HistoryPage
    expect(data.slice(0, 8).map(({ action, revision }) => `${revision} ${action.replace('assessment.', '')}`)).toEqual([
      ...['2 consolidated', '2 approved', '2 submitted', '2 withdrawn', '2 submitted', '2 changed', '2 changed'],
      '2 reopened',
    ])
    expect(data.at(-1)).toMatchObject({ revision: 1, action: 'assessment.submitted' })
    const change = data.find(({ values }) => values.length > 0)
    expect(change?.values).toMatchObject([{ measure: '11.1', after: 60 }])
    expect(change?.by).toMatch(/Đắk Mar/)
    expect(data.find(({ action }) => action === 'assessment.reopened')).toMatchObject({
      reason: reopening.reason,
      expiresOn: '2019-07-31',
    })
  })

  test('the record itself cannot be changed, not even in the database', async () => {
    const { pool } = service.app
    for (const table of ['consolidations', 'consolidated_results', 'consolidation_gaps']) {
      await expect(pool.query(`delete from ${table}`)).rejects.toThrow(/kept for good/)
    }
    await expect(pool.query('update consolidated_results set met_mask = 0')).rejects.toThrow(/kept for good/)
  })

  test('a revision that there is not is not found', async () => {
    expectProblem(await commune.get(`${addressOf(unit, period)}?revision=9`), {
      status: 404,
      code: 'revision_not_found',
    })
  })
})
