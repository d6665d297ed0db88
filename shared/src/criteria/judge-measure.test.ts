import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { comparePercent } from '../numbers/decimal.js'
import { judgeMeasure } from './judge-measure.js'
import type { MeasureAnswer } from './results.js'

const EMPTY: MeasureAnswer = { value: null, numerator: null, denominator: null, notApplicable: false }
const valued = (value: boolean | number | null): MeasureAnswer => ({ ...EMPTY, value })
const ratio = (numerator: number | null, denominator: number | null): MeasureAnswer => ({
  ...EMPTY,
  numerator,
  denominator,
})

const isDone = { kind: 'boolean', comparator: 'is' } as const
const atLeastPercent = { kind: 'percent', comparator: '>=' } as const
const atMostPercent = { kind: 'percent', comparator: '<=' } as const
const atLeast = { kind: 'number', comparator: '>=' } as const

describe('a value on the limit', () => {
  test.each([
    ['is enough where at least that is asked', atLeastPercent, 75, 75, 'met'],
    ['less a hundredth is not', atLeastPercent, 75, 74.99, 'notMet'],
    ['is not too much where at most that is allowed', atMostPercent, 31.4, 31.4, 'met'],
    ['and a hundredth is', atMostPercent, 31.4, 31.41, 'notMet'],
    ['is enough in million đồng', atLeast, 41, 41, 'met'],
    ['less a ten-thousandth is not', atLeast, 41, 40.9999, 'notMet'],
    ['of 0 allowed is met by 0', atMostPercent, 0, 0, 'met'],
    ['of 100 asked is met by 100', atLeastPercent, 100, 100, 'met'],
  ] as const)('%s', (_rule, measure, threshold, value, result) => {
    expect(judgeMeasure(measure, threshold, valued(value))).toBe(result)
  })
})

describe('a ratio', () => {
  test.each([
    ['on the limit meets it', atLeastPercent, 75, 1125, 1500, 'met'],
    ['one household short does not', atLeastPercent, 75, 1124, 1500, 'notMet'],
    ['that only prints as 80,00 % does not', atLeastPercent, 80, 7_999_999, 10_000_000, 'notMet'],
    ['of poor households on the limit meets it', atMostPercent, 7, 7, 100, 'met'],
    ['of poor households a hair over does not', atMostPercent, 7, 70_001, 1_000_000, 'notMet'],
    ['of none among some is 0 %', atMostPercent, 7, 0, 12, 'met'],
  ] as const)('%s', (_rule, measure, threshold, numerator, denominator, result) => {
    expect(judgeMeasure(measure, threshold, ratio(numerator, denominator))).toBe(result)
  })

  test('counts before the rounded value stored beside it', () => {
    expect(judgeMeasure(atLeastPercent, 80, { ...ratio(7_999_999, 10_000_000), value: 80 })).toBe('notMet')
  })

  test('is judged as the exact fraction is', () => {
    const whole = fc.integer({ min: 1, max: 1_000_000 })
    fc.assert(
      fc.property(
        fc.nat(1_000_000),
        whole,
        fc.integer({ min: 0, max: 10_000 }),
        (numerator, denominator, hundredths) => {
          const threshold = hundredths / 100
          const order = comparePercent(numerator, denominator, threshold)
          const answer = ratio(numerator, denominator)
          expect(judgeMeasure(atLeastPercent, threshold, answer)).toBe(order >= 0 ? 'met' : 'notMet')
          expect(judgeMeasure(atMostPercent, threshold, answer)).toBe(order <= 0 ? 'met' : 'notMet')
        },
      ),
    )
  })
})

test.each([
  [true, 'met'],
  [false, 'notMet'],
  [null, 'missing'],
] as const)('đạt/chưa đạt answered %s is %s', (value, result) => {
  expect(judgeMeasure(isDone, true, valued(value))).toBe(result)
})

test.each([
  ['no answer', atLeastPercent, undefined],
  ['an empty answer', atLeastPercent, EMPTY],
  ['a numerator alone', atLeastPercent, ratio(5, null)],
  ['a denominator alone', atLeastPercent, { ...ratio(null, 5), value: 100 }],
  ['a ratio over 0, as while typing', atLeastPercent, ratio(5, 0)],
  ['a ratio of NaN', atLeastPercent, ratio(Number.NaN, 5)],
  ['a value of NaN', atLeast, valued(Number.NaN)],
  ['an endless value', atLeast, valued(Number.POSITIVE_INFINITY)],
  ['đạt for a percentage', atLeastPercent, valued(true)],
  ['a ratio for a quantity', atLeast, ratio(5, 6)],
  ['"không áp dụng" where the set has none', atLeastPercent, { ...valued(100), notApplicable: true }],
] as const)('%s is missing', (_rule, measure, answer) => {
  expect(judgeMeasure(measure, 50, answer)).toBe('missing')
})

test('a number for đạt/chưa đạt is missing', () => {
  expect(judgeMeasure(isDone, true, valued(1))).toBe('missing')
})

test('"không áp dụng" counts where the set allows it', () => {
  const measure = { ...atLeastPercent, allowsNotApplicable: true }
  expect(judgeMeasure(measure, 50, { ...EMPTY, notApplicable: true })).toBe('notApplicable')
  expect(judgeMeasure(measure, 50, valued(49))).toBe('notMet')
})

test('a threshold of another kind is a mistake of the caller', () => {
  expect(() => judgeMeasure(isDone, 1, valued(true))).toThrow(TypeError)
  expect(() => judgeMeasure(atLeast, true, valued(1))).toThrow(TypeError)
})

test('a value on the threshold meets it, and a better one never turns met into not met', () => {
  const quantities = fc.integer({ min: 0, max: 1_000_000_000 }).map((tenThousandths) => tenThousandths / 10_000)
  fc.assert(
    fc.property(quantities, quantities, quantities, (threshold, a, b) => {
      const [lower, higher] = a < b ? [a, b] : [b, a]
      const atMost = { kind: 'number', comparator: '<=' } as const
      expect(judgeMeasure(atLeast, threshold, valued(threshold))).toBe('met')
      expect(judgeMeasure(atMost, threshold, valued(threshold))).toBe('met')
      if (judgeMeasure(atLeast, threshold, valued(lower)) === 'met') {
        expect(judgeMeasure(atLeast, threshold, valued(higher))).toBe('met')
      }
      if (judgeMeasure(atMost, threshold, valued(higher)) === 'met') {
        expect(judgeMeasure(atMost, threshold, valued(lower))).toBe('met')
      }
    }),
  )
})
