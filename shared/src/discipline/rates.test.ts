import fc from 'fast-check'
import { expect, test } from 'vitest'
import { firstDayOf, lastDayOf, periodsBetween } from '../periods/period.js'
import { judgeReport, owesReport } from './judge-report.js'
import { addCounts, rateOf, type ReportCounts } from './rates.js'

test.each([
  [0, 0, null],
  [0, 86, 0],
  [86, 86, 100],
  [85, 86, 98.8],
  [999_999, 1_000_000, 99.9],
  [1, 1_000_000, 0.1],
])('%i of %i is %s', (part, whole, rate) => {
  expect(rateOf(part, whole)).toBe(rate)
})

test('refuses a part that is more than the whole', () => {
  expect(() => rateOf(2, 1)).toThrow(RangeError)
  expect(() => rateOf(-1, 1)).toThrow(RangeError)
})

const MONTHS = periodsBetween('2018-11', '2020-03')
const day = fc.constantFrom(...MONTHS.flatMap((period) => [firstDayOf(period), `${period}-15`, lastDayOf(period)]))
const unit = fc.record({
  kind: fc.constantFrom('commune', 'district'),
  type: fc.constantFrom('xã', 'thị trấn'),
  validFrom: fc.option(day),
  validTo: fc.option(day),
})
/** Reports come whenever they like: also for months that the unit did not owe, empty, or from before it began. */
const sent = fc.option(fc.record({ firstSubmittedOn: fc.option(day), answered: fc.integer({ min: 0, max: 50 }) }))
const history = fc.tuple(unit, fc.array(sent, { minLength: MONTHS.length, maxLength: MONTHS.length }))

test('rates stay between 0 and 100, whenever units begin and end and whatever they send', () => {
  fc.assert(
    fc.property(fc.array(history, { maxLength: 12 }), day, (histories, today) => {
      const counts = histories.flatMap(([each, reports]) =>
        MONTHS.flatMap((period, index): ReportCounts[] => {
          if (!owesReport(each, period)) return []
          const state = judgeReport(reports[index] ?? undefined, `${period}-25`, today)
          const hasReported = state === 'onTime' || state === 'late'
          return [{ expected: 1, reported: Number(hasReported), onTime: Number(state === 'onTime') }]
        }),
      )
      const { expected, reported, onTime } = addCounts(counts)
      const rate = rateOf(reported, expected)
      const timeliness = rateOf(onTime, expected)
      expect(rate === null).toBe(expected === 0)
      if (rate === null || timeliness === null) return
      expect(timeliness).toBeGreaterThanOrEqual(0)
      expect(rate).toBeGreaterThanOrEqual(timeliness)
      expect(rate).toBeLessThanOrEqual(100)
      expect(rate === 100).toBe(reported === expected)
    }),
  )
})
