import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { WorkView } from '@ntm/shared/work/wire'
import { startTestApp, type Caller, type TestApp } from '../../testing/app.js'
import { expectProblem } from '../../testing/problem.js'
import { fillAndSubmit, JULY, listCommunes, move } from '../../testing/sheets.js'

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

test('an administrator has no sheets and no figures waiting', async () => {
  expect(await readWork(await service.as('admin'))).toMatchObject({ items: [], progress: [] })
})

test('the work of others cannot be asked for', async () => {
  const caller = await service.as('xa.23512')
  const answer = await caller.get('/api/v1/work?for=xa.23515')
  expectProblem(answer, { status: 400, code: 'malformed_request', pointers: ['/query/for'] })
})
