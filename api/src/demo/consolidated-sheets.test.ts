import { expect, test } from 'vitest'
import { isWorkingDay } from './calendar.js'
import { listConsolidatedPeriods } from './consolidated-sheets.js'
import { generateDemonstration } from './generate.js'

const periods = new Map(listConsolidatedPeriods().map((period) => [period.period, period]))
const sheets = generateDemonstration().sheets.filter(({ status }) => status === 'consolidated')

test('months are consolidated on a working day, on the lock day or at the end of the holiday it falls in', () => {
  expect(periods.get('2019-06')?.consolidatedAt).toBe('2019-07-05T16:30:00+07:00')
  expect(periods.get('2019-01')?.consolidatedAt).toBe('2019-02-11T16:30:00+07:00')
  for (const { consolidatedAt, locksOn } of periods.values()) {
    expect(isWorkingDay(consolidatedAt.slice(0, 10))).toBe(true)
    expect(consolidatedAt.slice(0, 10) >= locksOn).toBe(true)
  }
})

test('a sheet is begun in its month, then sent, then approved by consolidation', () => {
  for (const { period, begunAt, submissions, reviews } of sheets) {
    const story = [begunAt, submissions[0]?.at, reviews[0]?.at, periods.get(period)?.consolidatedAt]
    expect(story.toSorted()).toEqual(story)
    expect(begunAt >= period).toBe(true)
  }
})

test('most sheets are sent by the due day and some are late', () => {
  const late = sheets.filter(({ period, submissions }) => {
    return (submissions[0]?.at.slice(0, 10) ?? '') > (periods.get(period)?.dueOn ?? '')
  })
  expect(late.length).toBeGreaterThan(sheets.length * 0.03)
  expect(late.length).toBeLessThan(sheets.length * 0.12)
})
