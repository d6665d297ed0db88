import { describe, expect, test } from 'vitest'
import { checkAnswer } from './check-answer.js'
import type { MeasureAnswer } from './results.js'

const EMPTY: MeasureAnswer = { value: null, numerator: null, denominator: null, notApplicable: false }
const isDone = { kind: 'boolean' } as const
const percent = { kind: 'percent' } as const
const quantity = { kind: 'number' } as const

test.each([
  ['no answer', percent, {}],
  ['đạt', isDone, { value: true }],
  ['chưa đạt', isDone, { value: false }],
  ['0 %', percent, { value: 0 }],
  ['100 %', percent, { value: 100 }],
  ['a percentage with two decimals', percent, { value: 33.33 }],
  ['a quantity with four decimals', quantity, { value: 37.1234 }],
  ['the greatest quantity', quantity, { value: 9_999_999_999.9999 }],
  ['none of some', percent, { numerator: 0, denominator: 1 }],
  ['all of some', percent, { numerator: 1500, denominator: 1500 }],
  ['a ratio of areas', percent, { numerator: 12.3456, denominator: 40.5 }],
] as const)('%s can be stored', (_what, measure, answer) => {
  expect(checkAnswer(measure, { ...EMPTY, ...answer })).toBeUndefined()
})

describe('refused', () => {
  test.each([
    ['a number for đạt/chưa đạt', isDone, { value: 1 }, 'wrong_kind', 'value'],
    ['đạt for a percentage', percent, { value: true }, 'wrong_kind', 'value'],
    ['chưa đạt for a quantity', quantity, { value: false }, 'wrong_kind', 'value'],
    ['a percentage that is no number', percent, { value: Number.NaN }, 'wrong_kind', 'value'],
    ['a quantity that is no number', quantity, { value: Number.NaN }, 'wrong_kind', 'value'],
    ['a ratio for a quantity', quantity, { numerator: 1, denominator: 2 }, 'wrong_kind', 'numerator'],
    ['half a ratio for đạt/chưa đạt', isDone, { denominator: 2 }, 'wrong_kind', 'denominator'],
    ['101 %', percent, { value: 101 }, 'out_of_range', 'value'],
    ['100,01 %', percent, { value: 100.01 }, 'out_of_range', 'value'],
    ['less than 0 %', percent, { value: -0.01 }, 'out_of_range', 'value'],
    ['an endless percentage', percent, { value: Number.POSITIVE_INFINITY }, 'out_of_range', 'value'],
    ['a quantity below 0', quantity, { value: -1 }, 'out_of_range', 'value'],
    ['a percentage with three decimals', percent, { value: 33.333 }, 'too_many_decimals', 'value'],
    ['a percentage with an exponent', percent, { value: 1e-7 }, 'too_many_decimals', 'value'],
    ['a sum that binary left a tail on', percent, { value: 0.1 + 0.2 }, 'too_many_decimals', 'value'],
    ['a quantity with five decimals', quantity, { value: 1.00001 }, 'too_many_decimals', 'value'],
    ['ten billion', quantity, { value: 1e10 }, 'too_large', 'value'],
    ['an endless quantity', quantity, { value: Number.POSITIVE_INFINITY }, 'too_large', 'value'],
    ['a numerator alone', percent, { numerator: 1 }, 'ratio_incomplete', 'denominator'],
    ['a denominator alone', percent, { denominator: 1 }, 'ratio_incomplete', 'numerator'],
    ['a ratio over 0', percent, { numerator: 0, denominator: 0 }, 'denominator_not_positive', 'denominator'],
    ['a ratio over less than 0', percent, { numerator: 1, denominator: -2 }, 'denominator_not_positive', 'denominator'],
    ['more than all', percent, { numerator: 3, denominator: 2 }, 'numerator_exceeds_denominator', 'numerator'],
    ['a numerator below 0', percent, { numerator: -1, denominator: 2 }, 'out_of_range', 'numerator'],
    ['a numerator that is no number', percent, { numerator: Number.NaN, denominator: 2 }, 'wrong_kind', 'numerator'],
    [
      'a denominator that is no number',
      percent,
      { numerator: 1, denominator: Number.NaN },
      'wrong_kind',
      'denominator',
    ],
    [
      'a numerator with five decimals',
      percent,
      { numerator: 0.00001, denominator: 2 },
      'too_many_decimals',
      'numerator',
    ],
    ['a denominator too large', percent, { numerator: 1, denominator: 1e10 }, 'too_large', 'denominator'],
    ['a ratio and a value', percent, { value: 50, numerator: 1, denominator: 2 }, 'ratio_and_value', 'value'],
    [
      '"không áp dụng" where there is none',
      percent,
      { notApplicable: true },
      'not_applicable_not_allowed',
      'notApplicable',
    ],
  ] as const)('%s', (_what, measure, answer, code, field) => {
    expect(checkAnswer(measure, { ...EMPTY, ...answer })).toEqual({ code, field })
  })
})

test('"không áp dụng" stands alone where the set allows it', () => {
  const measure = { ...percent, allowsNotApplicable: true }
  expect(checkAnswer(measure, { ...EMPTY, notApplicable: true })).toBeUndefined()
  expect(checkAnswer(measure, { ...EMPTY, notApplicable: true, value: 5 })).toEqual({
    code: 'wrong_kind',
    field: 'notApplicable',
  })
})
