import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createClock } from './clock.js'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test.each([
  ['2019-07-31T16:59:59.999Z', '2019-07-31', '2019-07'],
  ['2019-07-31T17:00:00Z', '2019-08-01', '2019-08'],
  // Not by the day that was asked before, in whichever direction a clock is set.
  ['2019-07-30T17:00:00Z', '2019-07-31', '2019-07'],
  ['2020-02-29T10:00:00Z', '2020-02-29', '2020-02'],
])('at %s it is %s in Viet Nam', (instant, day, period) => {
  vi.setSystemTime('2019-07-31T12:00:00Z')
  const clock = createClock(undefined)
  expect(clock.today()).toBe('2019-07-31')
  vi.setSystemTime(instant)
  expect([clock.today(), clock.today(), clock.currentPeriod()]).toEqual([day, day, period])
})

test('a demonstration begins on its own day and runs on from there', () => {
  vi.setSystemTime('2026-11-25T00:00:00Z')
  const clock = createClock('2019-07-22T08:00:00+07:00')
  expect(clock.today()).toBe('2019-07-22')
  vi.advanceTimersByTime(16 * 3_600_000)
  expect(clock.today()).toBe('2019-07-23')
})
