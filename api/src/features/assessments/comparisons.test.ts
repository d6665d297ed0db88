import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ChangesView } from '@ntm/shared/assessments/changes-wire'
import type { AssessmentView, MeasureHistory } from '@ntm/shared/assessments/wire'
import { startTestApp, type Caller, type TestApp } from '../../testing/app.js'
import { expectProblem } from '../../testing/problem.js'
import { addressOf, fillAndSubmit, listCommunes, move, readSheet } from '../../testing/sheets.js'

const AUGUST = '2019-08'

let service: TestApp
let unit: string
let commune: Caller
let district: Caller
let stranger: Caller

/** August is under way; July of this commune was submitted, and nobody ever approved it. */
beforeAll(async () => {
  service = await startTestApp({ clockStart: '2019-08-10T09:00:00+07:00' })
  ;[unit = ''] = await listCommunes(service, 'submitted', '616')
  commune = await service.as(`xa.${unit}`)
  district = await service.as('huyen.616')
  stranger = await service.as('xa.23512')
})
afterAll(() => service.close())

async function readChanges(caller: Caller, since: string): Promise<ChangesView> {
  const answer = await caller.get(`${addressOf(unit, AUGUST)}/changes?since=${since}`).expect(200)
  return answer.body as ChangesView
}

async function readHistory(caller: Caller): Promise<MeasureHistory> {
  const answer = await caller.get(`${addressOf(unit, AUGUST)}/measure-history`).expect(200)
  return answer.body as MeasureHistory
}

const valuesOf = (history: MeasureHistory, key: string) =>
  history.measures.find(({ measure }) => measure === key)?.values ?? []

describe('while the commune writes', () => {
  test('the history has the twelve months before, oldest first, for each of the 50 measures', async () => {
    const { periods, measures } = await readHistory(commune)
    expect(periods).toHaveLength(12)
    expect([periods[0], periods.at(-1)]).toEqual(['2018-08', '2019-07'])
    expect(measures).toHaveLength(50)
    for (const measure of measures) {
      expect(measure.values).toHaveLength(12)
      expect(measure.values.at(-1), measure.measure).not.toBeNull()
    }
  })

  test('more months are there for a longer look, up to ten years', async () => {
    const ask = (months: number) => commune.get(`${addressOf(unit, AUGUST)}/measure-history?months=${months}`)
    const { periods, measures } = (await ask(20).expect(200)).body as MeasureHistory
    expect([periods.length, periods[0], periods.at(-1)]).toEqual([20, '2017-12', '2019-07'])
    // The demonstration begins in January 2018.
    expect(measures.map(({ values }) => values[0])).toEqual(measures.map(() => null))
    expect(measures.every(({ values }) => values[1] !== null)).toBe(true)
    await ask(121).expect(400)
    await ask(0).expect(400)
  })

  test('the values of the history are those of the sheets', async () => {
    const { sheet } = await readSheet(commune, unit, '2019-06')
    const history = await readHistory(commune)
    for (const { measure, value, numerator } of sheet.values) {
      const past = history.measures.find((each) => each.measure === measure)
      expect(past?.values[10], measure).toBe(value)
      expect(past?.numerators[10], measure).toBe(numerator)
    }
  })

  test('an empty sheet has lost everything against last month', async () => {
    const { values, criteria } = await readChanges(commune, 'lastMonth')
    expect(values).toHaveLength(50)
    expect(values.every(({ after, resultAfter }) => after === null && resultAfter === 'missing')).toBe(true)
    expect(criteria.every(({ after }) => after === 'incomplete')).toBe(true)
  })

  test('nothing was submitted yet, so nothing differs from it but what has a value', async () => {
    expect(await readChanges(commune, 'lastSubmission')).toMatchObject({ since: 'lastSubmission', values: [] })
    await commune.patch(addressOf(unit, AUGUST), 0, { values: [{ measure: '11.1', value: 8.2 }] }).expect(200)
    const { values } = await readChanges(commune, 'lastSubmission')
    expect(values).toEqual([{ measure: '11.1', before: null, after: 8.2, resultBefore: null, resultAfter: 'notMet' }])
  })
})

describe('from submission to submission', () => {
  test('the first submission differs from none by all its values', async () => {
    await fillAndSubmit(commune, unit, { period: AUGUST })
    const changes = await readChanges(district, 'lastSubmission')
    expect(changes.values).toHaveLength(50)
    expect(changes.returned).toEqual([])
  })

  test('after a return the changes are what the commune corrected since, beside what it was asked to', async () => {
    const returned = [{ indicator: '11.1', reason: 'Số hộ nghèo chưa đúng.' }]
    expect((await move(district, unit, { action: 'return', returned }, AUGUST)).status).toBe(200)
    expect((await readChanges(commune, 'lastSubmission')).values).toEqual([])
    const { version } = await readSheet(commune, unit, AUGUST)
    const values = [{ measure: '11.1', numerator: 90, denominator: 1_000, note: 'Theo rà soát tháng 8.' }]
    await commune.patch(addressOf(unit, AUGUST), version, { values }).expect(200)
    const changes = {
      returned,
      values: [{ measure: '11.1', before: 7, after: 9, resultBefore: 'met', resultAfter: 'notMet' }],
      criteria: [{ number: 11, before: 'met', after: 'notMet' }],
    }
    expect(await readChanges(commune, 'lastSubmission')).toMatchObject(changes)

    const criteria = [{ number: 11, explanation: 'Hai hộ tái nghèo sau bão.' }]
    const next = await readSheet(commune, unit, AUGUST)
    await commune.patch(addressOf(unit, AUGUST), next.version, { criteria }).expect(200)
    expect((await move(commune, unit, { action: 'submit' }, AUGUST)).status).toBe(200)
    expect(await readChanges(district, 'lastSubmission')).toMatchObject(changes)
  })

  test('words and notes are compared too', async () => {
    const { words } = await readChanges(district, 'lastSubmission')
    expect(words.map(({ measure, criterion, field, after }) => ({ measure, criterion, field, after }))).toEqual([
      { measure: '11.1', criterion: 11, field: 'note', after: 'Theo rà soát tháng 8.' },
      { measure: null, criterion: 11, field: 'explanation', after: 'Hai hộ tái nghèo sau bão.' },
    ])
    expect(words.map(({ before }) => before)).toEqual([null, expect.stringContaining('bão')])
    expect((await readChanges(district, 'lastMonth')).words.length).toBeGreaterThan(2)
  })

  test('only the two comparisons of the contract are known', async () => {
    const answer = await commune.get(`${addressOf(unit, AUGUST)}/changes?since=lastYear`)
    expectProblem(answer, { status: 400, code: 'malformed_request', pointers: ['/query/since'] })
    const missing = await commune.get(`${addressOf(unit, AUGUST)}/changes`)
    expectProblem(missing, { status: 400, code: 'malformed_request', pointers: ['/query/since'] })
  })
})

describe('a place that learns from an approved sheet', () => {
  beforeAll(async () => {
    const approved = await move(district, unit, { action: 'approve' }, AUGUST)
    expect(approved.status, approved.text).toBe(200)
  })

  test('reads the approved values', async () => {
    const { sheet } = await readSheet(stranger, unit, AUGUST)
    expect(sheet.values.find(({ measure }) => measure === '11.1')).toMatchObject({ value: 9, numerator: 90 })
    expect(Object.values(sheet.allowed)).not.toContain(true)
  })

  test('does not see the month that nobody approved: neither values, nor results, nor differences', async () => {
    expect(valuesOf(await readHistory(commune), '11.1').at(-1)).not.toBeNull()
    const history = await readHistory(stranger)
    expect(new Set(history.measures.map(({ values }) => values.at(-1)))).toEqual(new Set([null]))
    expect(valuesOf(history, '11.1')[10]).not.toBeNull()

    const answer = await stranger.get(addressOf(unit, AUGUST)).expect(200)
    const results = (answer.body as AssessmentView).criteria.map(({ lastMonth }) => lastMonth)
    expect(new Set(results)).toEqual(new Set([null]))

    const { values } = await readChanges(stranger, 'lastMonth')
    expect(new Set(values.map(({ before }) => before))).toEqual(new Set([null]))
  })

  test('does not see what was submitted before and sent back', async () => {
    const answer = await stranger.get(`${addressOf(unit, AUGUST)}/changes?since=lastSubmission`)
    expectProblem(answer, { status: 403, code: 'forbidden' })
  })

  test('the line above and the agencies see all of it', async () => {
    for (const username of ['huyen.616', 'vpdp', 'ubnd', 'so.syt']) {
      const caller = await service.as(username)
      expect((await readChanges(caller, 'lastSubmission')).values, username).toHaveLength(1)
      expect(valuesOf(await readHistory(caller), '11.1').at(-1), username).not.toBeNull()
    }
  })
})
