import fc from 'fast-check'
import { expect, test } from 'vitest'
import { gapToStandard } from './gap.js'
import type { MeasureAnswer } from './results.js'

const EMPTY: MeasureAnswer = { value: null, numerator: null, denominator: null, notApplicable: false }
const income = { kind: 'number', comparator: '>=', unit: 'triệu đồng/người/năm' } as const
const poverty = { kind: 'percent', comparator: '<=', unit: '%' } as const
const housing = { kind: 'percent', comparator: '>=', unit: '%' } as const
const planning = { kind: 'boolean', comparator: 'is', unit: null } as const

test.each([
  ['what is too little, exact as typed', income, 41, { value: 37.8 }, 3.2],
  ['of a quantity, whatever ratio stands beside it', income, 41, { value: 40, numerator: 1, denominator: 2 }, 1],
  ['what is too much', poverty, 7, { value: 8.2 }, 1.2],
  ['percentage points of a ratio', housing, 75, { numerator: 1050, denominator: 1500 }, 5],
  ['a ratio rounded up, not down', housing, 80, { numerator: 1, denominator: 3 }, 46.67],
  [
    'at least a hundredth of a ratio a hair short',
    housing,
    80,
    { numerator: 7_999_999, denominator: 10_000_000 },
    0.01,
  ],
] as const)('the gap is %s', (_rule, measure, threshold, answer, by) => {
  expect(gapToStandard(measure, threshold, { ...EMPTY, ...answer })).toEqual({ by, unit: measure.unit })
})

test.each([
  ['met', income, 41, { ...EMPTY, value: 41 }],
  ['without an answer', income, 41, undefined],
  ['answered with nothing', income, 41, EMPTY],
  ['answered chưa đạt', planning, true, { ...EMPTY, value: false }],
] as const)('a measure %s has no gap', (_rule, measure, threshold, answer) => {
  expect(gapToStandard(measure, threshold, answer)).toBeUndefined()
})

test('closing the gap meets the standard', () => {
  const hundredths = fc.integer({ min: 0, max: 10_000 })
  fc.assert(
    fc.property(hundredths, hundredths, (asked, reached) => {
      const [threshold, value] = [asked / 100, reached / 100]
      const gap = gapToStandard(housing, threshold, { ...EMPTY, value })
      expect(Math.round((gap?.by ?? 0) * 100)).toBe(Math.max(asked - reached, 0))
    }),
  )
})
