import { expect } from 'vitest'
import type { AssessmentView } from '@ntm/shared/assessments/wire'
import type { ConsolidationView } from '@ntm/shared/periods/wire'
import type { VerificationOutcome } from '@ntm/shared/verifications/wire'
import { read, readSheet, type Place } from './field.js'
import { countStatuses, type HttpCaller } from './http-caller.js'
import { countEvents, fillAndSubmit, moveOf, sendAll, transit, type Arena } from './races.js'

/** In charge of its agency; criterion 15 stands or falls with it. */
const INDICATOR = { code: '15.3', criterion: 15, agency: 'syt' }

const consolidate = (office: HttpCaller, { period }: Place, key?: string) =>
  office.send({
    method: 'POST',
    path: `/api/v1/periods/${period}/consolidation`,
    body: {},
    ...(key === undefined ? {} : { key }),
  })

const reject = (officer: HttpCaller, { unit, period }: Place) =>
  officer.send({
    method: 'POST',
    path: '/api/v1/verifications',
    body: {
      period,
      indicators: [INDICATOR.code],
      units: [unit],
      verdict: 'rejected',
      reason: 'Danh sách thẻ bảo hiểm y tế không khớp.',
    },
  })

async function countRuns({ field }: Arena, { period }: Place): Promise<number> {
  const { rows } = await field.pool.query<{ count: number }>(
    'select count(*)::int count from consolidations where period = $1',
    [period],
  )
  return rows[0]?.count ?? 0
}

/** Whether the record of the sheet keeps the indicator as rejected. */
async function isRejectedOnRecord({ field }: Arena, { unit, period }: Place): Promise<boolean | undefined> {
  const { rows } = await field.pool.query<{ isRejected: boolean }>(
    `select $3 = any(k.rejected) "isRejected" from consolidated_results k join units u on u.id = k.unit_id
     where u.code = $1 and k.period = $2 order by k.revision desc limit 1`,
    [unit, period, INDICATOR.code],
  )
  return rows[0]?.isRejected
}

async function approveOne(arena: Arena): Promise<Place> {
  const place = arena.take()
  await fillAndSubmit(arena, place)
  await transit(await arena.field.as(`huyen.${place.district}`), place, { action: 'approve' })
  return place
}

export async function raceConsolidations(arena: Arena): Promise<void> {
  const place = await approveOne(arena)
  const before = await countRuns(arena, place)
  const office = await arena.field.as('vpdp')
  const answers = await sendAll(2, () => consolidate(office, place))
  expect(countStatuses(answers)).toEqual({ 200: 1, 409: 1 })
  expect(await countRuns(arena, place)).toBe(before + 1)
  expect((await countEvents(arena.field, place)).consolidated).toBe(1)

  const next = await approveOne(arena)
  const runs = await countRuns(arena, next)
  const equal = await sendAll(10, () => consolidate(office, next, `consolidate/${next.unit}/${next.period}`))
  expect(countStatuses(equal)).toEqual({ 200: 10 })
  expect(new Set(equal.map(({ text }) => text)).size).toBe(1)
  expect(read<ConsolidationView>(equal[0]).number).toBe(runs + 1)
  expect(await countRuns(arena, next)).toBe(runs + 1)
}

export async function raceVerificationWithApproval(arena: Arena): Promise<void> {
  const { field } = arena
  const place = arena.take()
  const version = await fillAndSubmit(arena, place)
  const health = await field.as(`so.${INDICATOR.agency}`)
  const district = await field.as(`huyen.${place.district}`)
  const answers = await sendAll(2, (index) =>
    index === 0 ? reject(health, place) : district.send({ ...moveOf(place, version), body: { action: 'approve' } }),
  )
  expect(countStatuses(answers)).toEqual({ 200: 2 })
  expect(read<VerificationOutcome>(answers[0])).toEqual({ applied: 1, refused: [] })
  const { sheet } = await readSheet(district, place)
  expect(sheet.status).toBe('approved')
  expect(sheet.verifications).toMatchObject([{ indicator: INDICATOR.code, verdict: 'rejected', outdated: false }])
}

/** Either the verdict came first and is in the number of record, or the record did and the verdict is refused. */
export async function raceVerificationWithConsolidation(arena: Arena): Promise<void> {
  const { field } = arena
  const place = await approveOne(arena)
  const [health, office] = [await field.as(`so.${INDICATOR.agency}`), await field.as('vpdp')]
  const [said, done] = await sendAll(2, (index) => (index === 0 ? reject(health, place) : consolidate(office, place)))
  if (!said || !done) throw new RangeError('Two were sent')
  expect([said.status, done.status], said.text).toEqual([200, 200])
  const { applied, refused } = read<VerificationOutcome>(said)
  if (applied === 0) expect(refused).toMatchObject([{ code: 'not_submitted' }])
  expect(await isRejectedOnRecord(arena, place)).toBe(applied === 1)
  const { sheet } = await readSheet(office, place)
  const criterion = sheet.criteria.find(({ number }) => number === INDICATOR.criterion)
  expect(criterion).toMatchObject({ approved: 'met', official: applied === 1 ? 'notMet' : 'met' })
  expect((await countEvents(field, place)).verified ?? 0).toBe(applied)
  expect(sheet satisfies AssessmentView).toMatchObject({ status: 'consolidated' })
}

export async function raceCalendars(arena: Arena): Promise<void> {
  const office = await arena.field.as('vpdp')
  const path = `/api/v1/periods/${arena.field.places.at(-1)?.period}`
  const { etag } = await office.send({ method: 'GET', path })
  const version = Number(/^"(\d+)"$/.exec(etag ?? '')?.[1])
  const answers = await sendAll(10, (index) => {
    const locksOn = `2021-02-${index + 10}`
    return office.send({ method: 'PATCH', path, version, body: { locksOn, reason: 'Xã xin thêm ngày.' } })
  })
  expect(countStatuses(answers)).toEqual({ 200: 1, 412: 9 })
}
