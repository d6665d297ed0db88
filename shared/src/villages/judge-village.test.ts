import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkVillageFigure } from './check-figure.js'
import { isCollectable } from './collectable.js'
import { gapOfVillage, judgeVillage, shortBy } from './judge-village.js'

const atLeast = (threshold: number) => ({ comparator: '>=' as const, threshold })
const atMost = (threshold: number) => ({ comparator: '<=' as const, threshold })

test.each([
  ['exactly on the threshold is met', atLeast(75), [75, 100], 'met'],
  ['two thirds are more than 66.66', atLeast(66.66), [2, 3], 'met'],
  ['two thirds are less than 66.67', atLeast(66.67), [2, 3], 'notMet'],
  ['too many poor households', atMost(7), [8, 100], 'notMet'],
  ['a village without livestock holds nobody back', atLeast(60), [0, 0], 'empty'],
] as const)('%s', (_rule, measure, [numerator, denominator], expected) => {
  expect(judgeVillage(measure, { numerator, denominator })).toBe(expected)
})

test('a village without a figure is missing, and has no gap', () => {
  expect(judgeVillage(atLeast(75), undefined)).toBe('missing')
  expect(gapOfVillage(atLeast(75), undefined)).toBeUndefined()
  expect(shortBy(atLeast(75), undefined)).toBeUndefined()
})

test('the gap is in percentage points, rounded up; what is short is counted in whole households', () => {
  expect(gapOfVillage(atLeast(75), { numerator: 74, denominator: 100 })).toEqual({ by: 1, unit: '%' })
  expect(gapOfVillage(atLeast(66.67), { numerator: 2, denominator: 3 })).toEqual({ by: 0.01, unit: '%' })
  expect(shortBy(atLeast(75), { numerator: 74, denominator: 101 })).toBe(2)
  expect(shortBy(atMost(7), { numerator: 9, denominator: 100 })).toBe(2)
})

test('with what is short the village is met, with one less it is not', () => {
  const counted = fc
    .integer({ min: 1, max: 5000 })
    .chain((denominator) =>
      fc.record({ denominator: fc.constant(denominator), numerator: fc.integer({ min: 0, max: denominator }) }),
    )
  const threshold = fc.integer({ min: 0, max: 10_000 }).map((hundredths) => hundredths / 100)
  fc.assert(
    fc.property(counted, threshold, fc.boolean(), (figure, limit, wantsMore) => {
      const measure = wantsMore ? atLeast(limit) : atMost(limit)
      const short = shortBy(measure, figure)
      if (short === undefined) return
      const moved = (by: number) => ({ ...figure, numerator: figure.numerator + (wantsMore ? by : -by) })
      expect(judgeVillage(measure, moved(short))).toBe('met')
      expect(judgeVillage(measure, moved(short - 1))).toBe('notMet')
    }),
  )
})

test.each([
  [{ numerator: 0, denominator: 0 }, undefined],
  [{ numerator: 5, denominator: 4 }, 'numerator_exceeds_denominator'],
  [{ numerator: 5, denominator: null }, 'ratio_incomplete'],
  [{ numerator: 1, denominator: 0 }, 'denominator_not_positive'],
  [{ numerator: -1, denominator: 4 }, 'out_of_range'],
] as const)('%j: %s', (figure, code) => {
  expect(checkVillageFigure(figure)?.code).toBe(code)
})

test('percentages of indicators that villages have are collected from them, others are not', () => {
  expect(isCollectable('xa-2016-2020', { key: '9.2', kind: 'percent' })).toBe(true)
  expect(isCollectable('xa-2016-2020', { key: '9.1', kind: 'boolean' })).toBe(false)
  expect(isCollectable('xa-2016-2020', { key: '15.1', kind: 'percent' })).toBe(false)
  expect(isCollectable('xa-2021-2025', { key: '15.1', kind: 'percent' })).toBe(true)
})
