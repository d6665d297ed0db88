import fc from 'fast-check'
import { afterEach, describe, expect, test, vi } from 'vitest'
import {
  addDays,
  addMonths,
  dayOf,
  daysBetween,
  defaultDueOn,
  defaultLocksOn,
  firstDayOf,
  isDay,
  isPeriod,
  lastDayOf,
  nextPeriod,
  periodOf,
  periodsBetween,
  previousDecember,
  previousPeriod,
  yearOf,
} from './period.js'

const periods = fc
  .tuple(fc.integer({ min: 1900, max: 2100 }), fc.integer({ min: 1, max: 12 }))
  .map(([year, month]) => `${year}-${String(month).padStart(2, '0')}`)

describe('a period', () => {
  test.each(['2019-01', '2019-07', '2019-12', '9999-12'])('%s is one', (text) => {
    expect(isPeriod(text)).toBe(true)
  })

  test.each([
    '2019-13',
    '2019-00',
    '2019-7',
    '19-07',
    '0019-07',
    '2019-07-01',
    '2019-Q3',
    '2019',
    '',
    ' 2019-07',
    '2019-07\n',
  ])('"%s" is none, and every function says so', (text) => {
    expect(isPeriod(text)).toBe(false)
    const uses = [
      yearOf,
      firstDayOf,
      lastDayOf,
      nextPeriod,
      previousPeriod,
      previousDecember,
      defaultDueOn,
      defaultLocksOn,
    ]
    for (const use of uses) expect(() => use(text)).toThrow(RangeError)
    expect(() => periodsBetween('2019-01', text)).toThrow(RangeError)
    expect(() => periodsBetween(text, '2019-01')).toThrow(RangeError)
  })

  test.each([
    ['2019-07', '2019-07-01', '2019-07-31'],
    ['2019-02', '2019-02-01', '2019-02-28'],
    ['2020-02', '2020-02-01', '2020-02-29'],
    ['2100-02', '2100-02-01', '2100-02-28'],
    ['2000-02', '2000-02-01', '2000-02-29'],
    ['2019-12', '2019-12-01', '2019-12-31'],
    ['9999-12', '9999-12-01', '9999-12-31'],
  ])('%s runs from %s to %s', (period, first, last) => {
    expect([firstDayOf(period), lastDayOf(period)]).toEqual([first, last])
  })

  test('is due on its 25th and locks on the 5th of the next', () => {
    expect(defaultDueOn('2019-07')).toBe('2019-07-25')
    expect(defaultLocksOn('2019-07')).toBe('2019-08-05')
    expect(defaultLocksOn('2019-12')).toBe('2020-01-05')
  })

  test('is measured against December of the year before, December too', () => {
    expect(previousDecember('2019-07')).toBe('2018-12')
    expect(previousDecember('2019-12')).toBe('2018-12')
  })

  test('before the first or after the last that can be written is refused', () => {
    expect(() => nextPeriod('9999-12')).toThrow(RangeError)
    expect(() => previousPeriod('1000-01')).toThrow(RangeError)
    expect(() => addMonths('2019-07', 0.5)).toThrow(RangeError)
    expect(() => addMonths('2019-07', Number.POSITIVE_INFINITY)).toThrow(RangeError)
  })

  test('and the next one are neighbours: next and previous undo each other, no day lies between', () => {
    fc.assert(
      fc.property(periods, (period) => {
        const next = nextPeriod(period)
        expect(previousPeriod(next)).toBe(period)
        expect(next > period).toBe(true)
        expect(addDays(lastDayOf(period), 1)).toBe(firstDayOf(next))
        expect(lastDayOf(period).slice(0, 7)).toBe(period)
      }),
    )
  })

  test('plus months, minus as many, is itself', () => {
    fc.assert(
      fc.property(periods, fc.integer({ min: -1200, max: 1200 }), (period, count) => {
        expect(addMonths(addMonths(period, count), -count)).toBe(period)
        expect(addMonths(addMonths(period, count), 12)).toBe(addMonths(period, count + 12))
      }),
    )
  })

  test('to period is a list of both and all between, in order; backwards it is empty', () => {
    expect(periodsBetween('2018-11', '2019-02')).toEqual(['2018-11', '2018-12', '2019-01', '2019-02'])
    expect(periodsBetween('9999-12', '9999-12')).toEqual(['9999-12'])
    expect(periodsBetween('2019-02', '2019-01')).toEqual([])
    fc.assert(
      fc.property(periods, fc.nat(300), (from, count) => {
        const list = periodsBetween(from, addMonths(from, count))
        expect(list).toHaveLength(count + 1)
        list.forEach((period, index) => expect(period).toBe(addMonths(from, index)))
      }),
    )
  })
})

describe('a day', () => {
  test.each(['2019-02-28', '2020-02-29', '2019-12-31'])('%s is one', (text) => {
    expect(isDay(text)).toBe(true)
  })

  test.each([
    '2019-02-29',
    '2019-02-30',
    '2019-04-31',
    '2019-13-01',
    '2019-00-10',
    '2019-01-00',
    '2019-1-1',
    '2019-07',
    '',
  ])('"%s" is none, and nothing is reckoned with it', (text) => {
    expect(isDay(text)).toBe(false)
    expect(() => addDays(text, 1)).toThrow(RangeError)
    expect(() => daysBetween(text, '2019-01-01')).toThrow(RangeError)
    expect(() => daysBetween('2019-01-01', text)).toThrow(RangeError)
  })

  test('is so many days from another, also over a leap day and backwards', () => {
    expect(daysBetween('2019-07-22', '2019-07-25')).toBe(3)
    expect(daysBetween('2020-02-28', '2020-03-01')).toBe(2)
    expect(daysBetween('2019-07-25', '2019-07-22')).toBe(-3)
    expect(addDays('2019-12-31', 1)).toBe('2020-01-01')
    expect(() => addDays('2019-12-31', 0.5)).toThrow(RangeError)
    expect(() => addDays('9999-12-31', 1)).toThrow(RangeError)
    expect(() => addDays('2019-12-31', 1e300)).toThrow(RangeError)
  })

  test('plus days is as many days away', () => {
    fc.assert(
      fc.property(periods, fc.integer({ min: -40_000, max: 40_000 }), (period, count) => {
        const day = firstDayOf(period)
        expect(daysBetween(day, addDays(day, count))).toBe(count)
      }),
    )
  })
})

describe('the clock of the field', () => {
  afterEach(() => {
    vi.unstubAllEnvs()
  })

  test.each([
    ['2019-07-31T16:59:59.999Z', '2019-07-31', '2019-07'],
    ['2019-07-31T17:00:00.000Z', '2019-08-01', '2019-08'],
    ['2019-12-31T17:00:00.000Z', '2020-01-01', '2020-01'],
    ['2019-07-22T08:00:00+07:00', '2019-07-22', '2019-07'],
  ])('says at %s that it is %s', (instant, day, period) => {
    expect(dayOf(new Date(instant))).toBe(day)
    expect(periodOf(new Date(instant))).toBe(period)
  })

  test('agrees with the calendar of Asia/Ho_Chi_Minh at every instant since 1976', () => {
    const calendar = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Ho_Chi_Minh', dateStyle: 'short' })
    const instants = fc.date({ min: new Date('1976-01-01Z'), max: new Date('2100-01-01Z'), noInvalidDate: true })
    fc.assert(
      fc.property(instants, (instant) => {
        expect(dayOf(instant)).toBe(calendar.format(instant))
      }),
    )
  })

  test.each(['America/Los_Angeles', 'Pacific/Kiritimati', 'Europe/Berlin', 'UTC'])(
    'does not ask the machine in %s',
    (other) => {
      vi.stubEnv('TZ', other)
      expect(Intl.DateTimeFormat().resolvedOptions().timeZone).toBe(other)
      expect(dayOf(new Date('2019-07-31T17:00:00Z'))).toBe('2019-08-01')
      expect(lastDayOf('2019-03')).toBe('2019-03-31')
      expect(addDays('2019-03-30', 2)).toBe('2019-04-01')
      expect(daysBetween('2019-03-01', '2019-04-01')).toBe(31)
    },
  )

  test('does not know the day of no instant', () => {
    expect(() => dayOf(new Date('never'))).toThrow(RangeError)
    expect(() => periodOf(new Date(Number.NaN))).toThrow(RangeError)
  })
})
