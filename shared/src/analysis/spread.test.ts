import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compareDecimals, decimalOf, formatDecimal, type Decimal } from '../numbers/decimal.js'
import { FEWEST_FOR_FENCES, findFences, findSpread, sideOf, type Spread } from './spread.js'

/** Hundredths, so that every figure is one an officer can type. */
const figures = fc.integer({ min: 0, max: 1_000_000 }).map((hundredths) => decimalOf(hundredths / 100))
const many = fc.array(figures, { minLength: 1, maxLength: 60 })
const spreadOf = (values: readonly number[]) => findSpread(values.map(decimalOf))
const print = (spread: Spread | undefined) =>
  spread && [spread.least, spread.lowerQuartile, spread.median, spread.upperQuartile, spread.most].map(formatDecimal)
const getSpread = (values: readonly Decimal[]) => findSpread(values) ?? expect.fail('no spread')

describe('the spread', () => {
  test.each([
    [[5], ['5', '5', '5', '5', '5']],
    [
      [1, 2],
      ['1', '1', '1.5', '2', '2'],
    ],
    [
      [1, 2, 3],
      ['1', '1.5', '2', '2.5', '3'],
    ],
    [
      [4, 1, 3, 2],
      ['1', '1.5', '2.5', '3.5', '4'],
    ],
    [
      [1, 2, 3, 4, 5],
      ['1', '2', '3', '4', '5'],
    ],
    [
      [0.1, 0.2],
      ['0.1', '0.1', '0.15', '0.2', '0.2'],
    ],
    [
      [10, 9],
      ['9', '9', '9.5', '10', '10'],
    ],
  ])('of %j is %j', (values, expected) => {
    expect(print(spreadOf(values))).toEqual(expected)
  })

  test('of nothing there is none', () => {
    expect(findSpread([])).toBeUndefined()
  })

  test('its numbers stand in order, whatever the order of the values', () => {
    fc.assert(
      fc.property(many, (values) => {
        const spread = getSpread(values)
        const row = [spread.least, spread.lowerQuartile, spread.median, spread.upperQuartile, spread.most]
        row.slice(1).forEach((each, index) => expect(compareDecimals(row[index] ?? each, each)).toBeLessThanOrEqual(0))
        expect(findSpread([...values].reverse())).toEqual(spread)
      }),
    )
  })

  test('half of the values at least are on either side of the median, and a quarter beyond each quartile', () => {
    fc.assert(
      fc.property(many, (values) => {
        const { lowerQuartile, median, upperQuartile } = getSpread(values)
        const upTo = (limit: Decimal) => values.filter((value) => compareDecimals(value, limit) <= 0).length
        const from = (limit: Decimal) => values.filter((value) => compareDecimals(value, limit) >= 0).length
        expect(2 * Math.min(upTo(median), from(median))).toBeGreaterThanOrEqual(values.length)
        expect(4 * Math.min(upTo(lowerQuartile), from(upperQuartile))).toBeGreaterThanOrEqual(values.length)
      }),
    )
  })
})

describe('the fences', () => {
  const EIGHT = [1, 2, 3, 4, 5, 6, 7, 8]

  test('stand one and a half times the middle half beyond the quartiles', () => {
    const spread = getSpread(EIGHT.map(decimalOf))
    expect(print(spread)).toEqual(['1', '2.5', '4.5', '6.5', '8'])
    expect(findFences(spread, 8)).toEqual({ low: decimalOf(-3.5), high: decimalOf(12.5) })
  })

  test('a value on a fence is within, a hair beyond it is not', () => {
    const fences = { low: decimalOf(-3.5), high: decimalOf(12.5) }
    expect([-3.5, 4, 12.5].map((value) => sideOf(decimalOf(value), fences))).toEqual([undefined, undefined, undefined])
    expect([-3.5001, 12.5001].map((value) => sideOf(decimalOf(value), fences))).toEqual(['low', 'high'])
  })

  test('there are none for fewer than eight values, nor where half of them are one and the same', () => {
    expect(findFences(getSpread(EIGHT.slice(1).map(decimalOf)), FEWEST_FOR_FENCES - 1)).toBeUndefined()
    expect(findFences(getSpread([1, 7, 7, 7, 7, 7, 7, 90].map(decimalOf)), 8)).toBeUndefined()
  })

  test('no value between the quartiles is ever apart, and no more than half of all are', () => {
    fc.assert(
      fc.property(many, (values) => {
        const spread = getSpread(values)
        const fences = findFences(spread, values.length)
        if (!fences) return
        const apart = values.filter((value) => sideOf(value, fences) !== undefined)
        expect(2 * apart.length).toBeLessThanOrEqual(values.length)
        for (const value of apart) {
          const isWithin =
            compareDecimals(value, spread.lowerQuartile) >= 0 && compareDecimals(value, spread.upperQuartile) <= 0
          expect(isWithin).toBe(false)
        }
      }),
    )
  })

  test('who stands apart does not depend on the unit that is measured in', () => {
    fc.assert(
      fc.property(many, fc.constantFrom(10n, 1000n), (values, factor) => {
        const scaled = values.map(({ digits, scale }) => ({ digits: digits * factor, scale }))
        const sides = (all: readonly Decimal[]) => {
          const fences = findFences(getSpread(all), all.length)
          return all.map((value) => fences && sideOf(value, fences))
        }
        expect(sides(scaled)).toEqual(sides(values))
      }),
    )
  })
})
