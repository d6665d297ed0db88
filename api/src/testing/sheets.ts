import { expect } from 'vitest'
import type { AssessmentPage, AssessmentView, TransitionRequest } from '@ntm/shared/assessments/wire'
import type { AssessmentStatus } from '@ntm/shared/assessments/status'
import type { CriteriaSetView, MeasureView } from '@ntm/shared/criteria/wire'
import { VILLAGE_COMMUNE } from '../demo/demo-villages.js'
import type { Caller, TestApp } from './app.js'

/** The month under way on the demonstration's clock. */
export const JULY = '2019-07'

export const addressOf = (unit: string, period = JULY): string => `/api/v1/assessments/${unit}/${period}`

export async function readSheet(caller: Caller, unit: string, period = JULY) {
  const answer = await caller.get(addressOf(unit, period)).expect(200)
  const version = Number(/^"(\d+)"$/.exec(answer.headers.etag ?? '')?.[1])
  return { sheet: answer.body as AssessmentView, version }
}

export async function listMeasures(
  caller: Caller,
): Promise<(MeasureView & { criterion: number; indicator: string })[]> {
  const answer = await caller.get('/api/v1/criteria-sets/xa-2016-2020?period=2019-07').expect(200)
  return (answer.body as CriteriaSetView).groups.flatMap(({ criteria }) =>
    criteria.flatMap(({ number, indicators }) =>
      indicators.flatMap(({ code, measures }) =>
        measures.map((measure) => ({ ...measure, criterion: number, indicator: code })),
      ),
    ),
  )
}

/** An answer to every measure that just meets its threshold; a measure of `failing` just misses it. */
export async function fullAnswers(caller: Caller, failing: readonly string[] = []) {
  return (await listMeasures(caller)).map(({ key, comparator, threshold }) => {
    const fails = failing.includes(key)
    if (threshold.value === true) return { measure: key, value: !fails }
    const missed = comparator === '<=' ? threshold.value + 1 : threshold.value - 1
    return { measure: key, value: fails ? missed : threshold.value }
  })
}

/** The first commune that types all its figures and whose sheet of July 2019 has this status, below a district if one is named. */
export async function findCommune(service: TestApp, status: AssessmentStatus, district?: string): Promise<string> {
  const commune = (await listCommunes(service, status, district)).find((code) => code !== VILLAGE_COMMUNE)
  if (commune === undefined) throw new Error(`The demonstration has no commune in ${status} below ${district ?? '62'}`)
  return commune
}

export async function listCommunes(
  service: TestApp,
  status: AssessmentStatus,
  district = '62',
  period = JULY,
): Promise<string[]> {
  const office = await service.as('vpdp')
  const path = `/api/v1/assessments?period=${period}&unit=${district}&status=${status}&limit=100`
  const answer = await office.get(path).expect(200)
  return (answer.body as AssessmentPage).data.map(({ unit }) => unit.code)
}

/** Hands out communes that have not begun their sheet: one of its own for each test, with its officer. */
export async function handOutCommunes(service: TestApp) {
  const codes = await listCommunes(service, 'notStarted')
  return async (): Promise<{ unit: string; commune: Caller }> => {
    const unit = codes.shift()
    if (unit === undefined) throw new Error('More tests than communes that have not begun')
    return { unit, commune: await service.as(`xa.${unit}`) }
  }
}

/** Makes a move on the sheet as it stands; the answer is not judged. */
export async function move(caller: Caller, unit: string, request: TransitionRequest, period = JULY) {
  const { version } = await readSheet(caller, unit, period)
  return caller.post(`${addressOf(unit, period)}/transitions`, version, request)
}

/** Fills the whole sheet and submits it. */
export async function fillAndSubmit(
  caller: Caller,
  unit: string,
  { failing = [], period = JULY }: { failing?: readonly string[]; period?: string } = {},
): Promise<AssessmentView> {
  const { version, sheet } = await readSheet(caller, unit, period)
  const lost = sheet.criteria.filter(({ lastMonth }) => lastMonth === 'met')
  const criteria = lost.map(({ number }) => ({ number, explanation: 'Mưa bão làm hỏng công trình, đang khắc phục.' }))
  const values = await fullAnswers(caller, failing)
  await caller.patch(addressOf(unit, period), version, { values, criteria }).expect(200)
  const submitted = await move(caller, unit, { action: 'submit' }, period)
  expect(submitted.status, submitted.text).toBe(200)
  return submitted.body as AssessmentView
}

/** Everything that a change could have changed, to compare before and after a refusal. */
export async function takeStock(service: TestApp): Promise<unknown> {
  const { rows } = await service.app.pool.query(`
    select (select count(*) from audit_events where action not like 'session.%' and action <> 'access.refused') events,
      (select sum(hashtext(s::text)) from sheets s) sheets,
      (select sum(hashtext(v::text)) from sheet_values v join sheets s on s.id = v.sheet_id
        where v.year = 2019 and s.period = '2019-07') values,
      (select sum(hashtext(c::text)) from sheet_criteria c) criteria,
      (select sum(hashtext(r::text)) from sheet_returns r) returns,
      (select count(*) from sheet_submissions) submissions,
      (select count(*) from idempotency_keys) keys,
      (select sum(hashtext(m::text)) from monthly_results m) results`)
  return rows[0]
}
