import { expect, test } from 'vitest'
import { spanAxis } from './span-axis'

const CRITERIA = [0, 19] as const
const PERCENT = [0, 100] as const

test('an axis ends where values end', () => {
  expect(spanAxis([19, 19, 19], CRITERIA)).toEqual({ suggestedMin: 18.05, max: 19, ticks: { precision: 0 } })
  expect(spanAxis([0, 1], PERCENT)).toEqual({ min: 0, suggestedMax: 6, ticks: { precision: 0 } })
  expect(spanAxis([96.5, 100], PERCENT)).toEqual({ suggestedMin: 91.5, max: 100, ticks: {} })
})

test('values between the ends have room on either side', () => {
  expect(spanAxis([20, 70], PERCENT)).toEqual({ suggestedMin: 14, suggestedMax: 76, ticks: { precision: 0 } })
})

test('a quantity has no end above, and the same one all the time has room all the same', () => {
  expect(spanAxis([40], [0, Infinity])).toEqual({ suggestedMin: 38, suggestedMax: 42, ticks: { precision: 0 } })
  expect(spanAxis([0, 0], [0, Infinity])).toEqual({ min: 0, suggestedMax: 0, ticks: { precision: 0 } })
})

test('without a value the axis shows what there could be', () => {
  expect(spanAxis([null], CRITERIA)).toEqual({ min: 0, max: 19, ticks: {} })
  expect(spanAxis([], [0, Infinity])).toEqual({ min: 0, ticks: {} })
})
