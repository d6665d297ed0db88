import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { WorkView } from '@ntm/shared/work/wire'
import { startTestApp, type Caller, type TestApp } from '../../testing/app.js'
import { expectProblem } from '../../testing/problem.js'
import { addressOf, fillAndSubmit, JULY, listCommunes, move, readSheet } from '../../testing/sheets.js'

let service: TestApp

beforeAll(async () => {
  service = await startTestApp()
})
afterAll(() => service.close())

async function readWork(caller: Caller): Promise<WorkView> {
  return (await caller.get('/api/v1/work?for=me').expect(200)).body as WorkView
}

test('the work is of the month under way, with the days that are left', async () => {
  expect(await readWork(await service.as('xa.23512'))).toMatchObject({
    today: '2019-07-22',
    period: JULY,
    dueOn: '2019-07-25',
    locksOn: '2019-08-05',
    daysToDue: 3,
  })
})

describe('a commune', () => {
  test.each([
    ['notStarted', 'fillSheet'],
    ['draft', 'fillSheet'],
    ['returned', 'correctSheet'],
    ['submitted', 'awaitingReview'],
  ] as const)('whose sheet is %s has to %s', async (status, kind) => {
    const [unit = ''] = await listCommunes(service, status)
    const { items, progress } = await readWork(await service.as(`xa.${unit}`))
    expect(items).toMatchObject([{ kind, sheet: { unit: { code: unit }, status, measures: 50 }, daysLeft: 3 }])
    expect(progress).toEqual([])
  })

  test('whose sheet is approved has nothing to do', async () => {
    const [unit = ''] = await listCommunes(service, 'approved')
    expect((await readWork(await service.as(`xa.${unit}`))).items).toEqual([])
  })
})

describe('a district', () => {
  test('has every submitted sheet to review, the one that waits longest first, then those not begun', async () => {
    const { items } = await readWork(await service.as('huyen.616'))
    const reviews = items.filter(({ kind }) => kind === 'reviewSheet')
    expect(reviews.map(({ sheet }) => sheet.unit.code).sort()).toEqual(await listCommunes(service, 'submitted', '616'))
    const waiting = reviews.map(({ sheet }) => sheet.submittedAt ?? '')
    expect(waiting).toEqual([...waiting].sort())
    const notBegun = items.filter(({ kind }) => kind === 'notBegun').map(({ sheet }) => sheet.unit.code)
    expect(notBegun.sort()).toEqual(await listCommunes(service, 'notStarted', '616'))
    expect(items.map(({ kind }) => kind)).toEqual([
      ...reviews.map(() => 'reviewSheet'),
      ...notBegun.map(() => 'notBegun'),
    ])
  })

  test('has one sheet fewer as soon as it has decided on it', async () => {
    const [unit = ''] = await listCommunes(service, 'notStarted', '616')
    const district = await service.as('huyen.616')
    const before = (await readWork(district)).items.length
    await fillAndSubmit(await service.as(`xa.${unit}`), unit)
    expect((await readWork(district)).items.find(({ sheet }) => sheet.unit.code === unit)?.kind).toBe('reviewSheet')
    expect((await move(district, unit, { action: 'approve' })).status).toBe(200)
    expect((await readWork(district)).items).toHaveLength(before - 1)
  })

  test('has nothing of another district', async () => {
    const { items } = await readWork(await service.as('huyen.615'))
    expect(new Set(items.map(({ sheet }) => sheet.parent.code))).toEqual(new Set(['615']))
  })
})

describe('an office above', () => {
  test.each(['vpdp', 'ubnd', 'mttq', 'so.syt'])(
    '%s reviews nothing, and sees how far each district is',
    async (username) => {
      const { items, progress } = await readWork(await service.as(username))
      expect(items).toEqual([])
      expect(progress).toHaveLength(10)
      expect(progress.reduce((sum, { communes }) => sum + communes, 0)).toBe(86)
      for (const { unit, communes, progress: statuses } of progress) {
        const counted = Object.values(statuses).reduce((sum, count) => sum + count, 0)
        expect(counted, unit.name).toBe(communes)
      }
    },
  )
})

test('a commune reads why its sheet came back, indicator by indicator', async () => {
  const [unit = ''] = await listCommunes(service, 'returned')
  const { sheet } = await readSheet(await service.as(`xa.${unit}`), unit)
  const { items } = await readWork(await service.as(`xa.${unit}`))
  expect(sheet.returned.length).toBeGreaterThan(0)
  expect(items[0]?.returns).toEqual(sheet.returned)
})

describe('a department', () => {
  const INDICATOR = '15.3'
  const REASON = 'Chưa có kết quả cân đo của trạm y tế.'
  const ofIndicator = async (caller: Caller) =>
    (await readWork(caller)).verifications.find(({ indicator }) => indicator === INDICATOR)

  test('has each of its own indicators that waits in some commune, the one that waits longest first', async () => {
    const { items, verifications, months, standing } = await readWork(await service.as('so.syt'))
    expect({ items, months, standing }).toEqual({ items: [], months: [], standing: null })
    expect(verifications.map(({ indicator }) => indicator).sort()).toEqual(['15.2', '15.3', '17.6', '17.8'])
    const sent = [...(await listCommunes(service, 'submitted')), ...(await listCommunes(service, 'approved'))]
    expect(verifications[0]).toMatchObject({ period: JULY, agency: 'syt', waiting: sent.length, changed: 0 })
    const oldest = verifications.map((each) => each.oldest)
    expect(oldest).toEqual([...oldest].sort())
  })

  test('has one commune fewer with each verdict, and it back when the commune sends another figure', async () => {
    const health = await service.as('so.syt')
    const before = (await ofIndicator(health))?.waiting ?? 0
    const [confirmed = '', rejected = ''] = await listCommunes(service, 'submitted', '612')
    const body = { period: JULY, indicators: [INDICATOR], reason: REASON }
    const record = (units: string[], verdict: string) =>
      health
        .request('post', '/api/v1/verifications')
        .send({ ...body, units, verdict })
        .expect(200)
    await record([confirmed], 'confirmed')
    await record([rejected], 'rejected')
    expect(await ofIndicator(health)).toMatchObject({ waiting: before - 2, changed: 0 })

    const commune = await service.as(`xa.${rejected}`)
    const [item] = (await readWork(commune)).items
    expect(item).toMatchObject({
      kind: 'awaitingReview',
      rejections: [{ indicator: INDICATOR, reason: REASON, agency: 'Sở Y tế', period: JULY, outdated: false }],
    })

    expect((await move(commune, rejected, { action: 'withdraw' })).status).toBe(200)
    const { version } = await readSheet(commune, rejected)
    const values = [{ measure: INDICATOR, value: 20.5 }]
    await commune.patch(addressOf(rejected), version, { values }).expect(200)
    expect((await move(commune, rejected, { action: 'submit' })).status).toBe(200)
    expect(await ofIndicator(health)).toMatchObject({ waiting: before - 2, changed: 1 })
  })

  test('that rejected a figure of an approved sheet gives the commune something to do', async () => {
    const [unit = ''] = await listCommunes(service, 'approved')
    const health = await service.as('so.syt')
    const body = { period: JULY, indicators: [INDICATOR], units: [unit], verdict: 'rejected', reason: REASON }
    await health.request('post', '/api/v1/verifications').send(body).expect(200)
    expect((await readWork(await service.as(`xa.${unit}`))).items).toMatchObject([
      { kind: 'rejectedSheet', rejections: [{ indicator: INDICATOR }] },
    ])
    const { standing } = await readWork(await service.as('ubnd'))
    expect(standing?.rejected).toMatchObject({ first: { period: JULY, agency: 'syt', indicator: INDICATOR } })
    expect(standing?.rejected.communes).toBeGreaterThanOrEqual(2)
  })
})

describe('whoever answers for the province', () => {
  test('reads where it stands on record, who lost what, and which review waits longest', async () => {
    const { standing } = await readWork(await service.as('ubnd'))
    expect(standing?.record).toMatchObject({
      ...{ period: '2019-06', since: '2018-12', communes: 86, mean: 12.23 },
      change: expect.closeTo(0.82, 5),
    })
    expect(standing?.lost.length).toBeGreaterThan(0)
    for (const { unit, criteria } of standing?.lost ?? []) {
      const { sheet } = await readSheet(await service.as('ubnd'), unit.code)
      const lost = sheet.criteria.filter(({ reported, lastMonth }) => reported === 'notMet' && lastMonth === 'met')
      expect(lost, unit.name).toHaveLength(criteria)
    }
    expect(standing?.oldestReview?.days).toBeGreaterThan(5)
  })

  test('sees the departments that have figures to look at, and the month under way', async () => {
    const { verifications, months } = await readWork(await service.as('vpdp'))
    expect(new Set(verifications.map(({ agency }) => agency)).size).toBeGreaterThan(10)
    expect(months).toMatchObject([{ period: JULY, isLocked: false, isConsolidated: false, communes: 86 }])
  })
})

describe('once the month is past its days', () => {
  let later: TestApp

  beforeAll(async () => {
    later = await startTestApp({ clockStart: '2019-08-07T08:00:00+07:00' })
  })
  afterAll(() => later.close())

  test('a commune that did not send its sheet sees that it is locked, beside the month under way', async () => {
    const [unit = ''] = await listCommunes(later, 'draft')
    const { items } = await readWork(await later.as(`xa.${unit}`))
    expect(items).toMatchObject([
      { kind: 'fillSheet', sheet: { period: '2019-08' }, daysLeft: 18 },
      { kind: 'lockedSheet', sheet: { period: JULY }, daysLeft: -13 },
    ])
  })

  test('the district still has the sheets of July to review, and sees who is late', async () => {
    const { items } = await readWork(await later.as('huyen.616'))
    const ofKind = (kind: string) => items.filter((item) => item.kind === kind).map(({ sheet }) => sheet)
    expect(
      ofKind('reviewSheet')
        .map(({ unit }) => unit.code)
        .sort(),
    ).toEqual(await listCommunes(later, 'submitted', '616'))
    expect(ofKind('lateSheet').every(({ period }) => period === JULY)).toBe(true)
    expect(ofKind('lateSheet').length).toBeGreaterThan(0)
    expect(ofKind('notBegun').every(({ period }) => period === '2019-08')).toBe(true)
  })

  test('the department still has the figures of July', async () => {
    const { verifications } = await readWork(await later.as('so.syt'))
    expect(verifications.map(({ period }) => period)).toEqual([JULY, JULY, JULY, JULY])
  })

  test('the office has the month to consolidate and its late communes, and after it a correction', async () => {
    const office = await later.as('vpdp')
    const late = (await readWork(office)).late
    const draft = await listCommunes(later, 'draft')
    expect(late).toContainEqual(expect.objectContaining({ period: JULY, status: 'draft', daysLate: 13 }))
    expect(late.filter(({ status }) => status === 'draft').map(({ unit }) => unit.code)).toEqual(draft)
    const july = (await readWork(office)).months.find(({ period }) => period === JULY)
    expect(july).toMatchObject({ isLocked: true, isConsolidated: false, ready: 21 })

    await office.request('post', `/api/v1/periods/${JULY}/consolidation`).send({}).expect(200)
    const closed = await readWork(office)
    expect(closed.months.map(({ period }) => period)).toEqual(['2019-08'])
    expect(closed.late).toEqual([])

    const [unit = ''] = await listCommunes(later, 'consolidated')
    const reason = 'Xã gửi nhầm số hộ nghèo của tháng 6.'
    expect((await move(office, unit, { action: 'reopen', reason, expiresOn: '2019-08-15' })).status).toBe(200)
    const opened = await readWork(office)
    expect(opened.reopened).toMatchObject([
      { unit: { code: unit }, period: JULY, revision: 2, status: 'draft', until: '2019-08-15', reason },
    ])
    const { items } = await readWork(await later.as(`xa.${unit}`))
    const correction = items.find(({ sheet }) => sheet.period === JULY)
    expect(correction).toMatchObject({ kind: 'fillSheet', daysLeft: 8, reopened: { until: '2019-08-15', reason } })

    const commune = await later.as(`xa.${unit}`)
    expect((await move(commune, unit, { action: 'submit' })).status).toBe(200)
    const { sheet } = await readSheet(commune, unit)
    const district = await later.as(`huyen.${sheet.parent.code}`)
    expect((await readWork(district)).items[0]).toMatchObject({ kind: 'reviewSheet', sheet: { period: JULY } })
    expect((await move(district, unit, { action: 'approve' })).status).toBe(200)
    expect((await readWork(office)).months).toMatchObject([
      { period: JULY, isConsolidated: true, ready: 1 },
      { period: '2019-08', ready: 0 },
    ])
  })
})

test('an administrator has no sheets and no figures waiting', async () => {
  expect(await readWork(await service.as('admin'))).toMatchObject({ items: [], progress: [] })
})

test('the work of others cannot be asked for', async () => {
  const caller = await service.as('xa.23512')
  const answer = await caller.get('/api/v1/work?for=xa.23515')
  expectProblem(answer, { status: 400, code: 'malformed_request', pointers: ['/query/for'] })
})
