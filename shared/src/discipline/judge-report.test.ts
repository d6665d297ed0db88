import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays } from '../periods/period.js'
import { judgeReport, owesReport } from './judge-report.js'

const DUE = '2019-07-25'
const sent = (firstSubmittedOn: string | null, answered = 50) => ({ firstSubmittedOn, answered })

test.each([
  ['the due day itself is in time', sent(DUE), '2019-08-01', 'onTime'],
  ['the day after is late, whatever day it is now', sent('2019-07-26'), '2019-07-26', 'late'],
  ['nothing yet is waited for on the due day', sent(null), DUE, 'waiting'],
  ['nothing after the due day is missing', undefined, '2019-07-26', 'missing'],
  ['an empty report is not a report', sent('2019-07-20', 0), '2019-07-26', 'missing'],
] as const)('%s', (_rule, report, today, state) => {
  expect(judgeReport(report, DUE, today)).toBe(state)
})

test('what was on time stays on time, however late one looks', () => {
  fc.assert(
    fc.property(fc.integer({ min: -60, max: 60 }), fc.integer({ min: 0, max: 400 }), (day, later) => {
      const report = sent(addDays(DUE, day))
      const state = judgeReport(report, DUE, addDays(DUE, Math.max(day, 0)))
      expect(judgeReport(report, DUE, addDays(DUE, Math.max(day, 0) + later))).toBe(state)
    }),
  )
})

const DAK_LONG = { kind: 'commune', type: 'xã', validFrom: null, validTo: '2019-08-31' }

test.each([
  ['a commune owes the month on whose last day it ends', DAK_LONG, '2019-08', true],
  ['and none after it', DAK_LONG, '2019-09', false],
  ['one that begins on the last day owes that month', { ...DAK_LONG, validFrom: '2019-07-31' }, '2019-07', true],
  ['a town owes none', { ...DAK_LONG, type: 'thị trấn' }, '2019-07', false],
  ['a district owes none', { ...DAK_LONG, kind: 'district', type: 'huyện' }, '2019-07', false],
] as const)('%s', (_rule, unit, period, owes) => {
  expect(owesReport(unit, period)).toBe(owes)
})
