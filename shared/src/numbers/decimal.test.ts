import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  compareDecimals,
  comparePercent,
  decimalOf,
  distanceOf,
  divideRounded,
  divideUp,
  formatDecimal,
  multiplyDecimals,
  parseDecimal,
  percentOf,
  subtractDecimals,
} from './decimal.js'

const decimals = fc.record({ digits: fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }), scale: fc.nat(20) })
const finiteNumbers = fc.double({ noNaN: true, noDefaultInfinity: true })
/** Hundredths, so that every figure is one an officer can type. */
const amounts = fc.integer({ min: 0, max: 10_000_000 }).map((hundredths) => hundredths / 100)

describe('reading', () => {
  test.each([
    ['12', 12n, 0],
    ['-12.50', -125n, 1],
    ['0.000', 0n, 0],
    ['007.5', 75n, 1],
    ['1e-7', 1n, 7],
    ['1.5e+3', 1500n, 0],
    ['-0', 0n, 0],
  ])('%s is read exactly', (text, digits, scale) => {
    expect(parseDecimal(text)).toEqual({ digits, scale })
  })

  test.each(['', ' ', '1,5', '1.', '.5', '+1', '1 000', '0x10', 'NaN', 'Infinity', '1e9999', '1e', '--1', '１２'])(
    '"%s" is no decimal',
    (text) => {
      expect(parseDecimal(text)).toBeUndefined()
    },
  )

  test('text longer than any number prints is refused before it costs anything', () => {
    expect(parseDecimal('9'.repeat(400))).toBeDefined()
    expect(parseDecimal('9'.repeat(401))).toBeUndefined()
  })

  test('every finite number is the decimal it prints as', () => {
    fc.assert(
      fc.property(finiteNumbers, (value) => {
        expect(Number(formatDecimal(decimalOf(value)))).toBe(value === 0 ? 0 : value)
      }),
    )
  })

  test.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])('%d is no decimal', (value) => {
    expect(() => decimalOf(value)).toThrow(RangeError)
  })
})

describe('printing', () => {
  test.each([
    [125n, 1, '12.5'],
    [-5n, 2, '-0.05'],
    [0n, 0, '0'],
    [7n, 0, '7'],
    [1480n, 2, '14.80'],
  ])('%d with scale %i prints as %s', (digits, scale, text) => {
    expect(formatDecimal({ digits, scale })).toBe(text)
  })

  test('what is printed is read back as the same value', () => {
    fc.assert(
      fc.property(decimals, (decimal) => {
        const again = parseDecimal(formatDecimal(decimal))
        expect(again && compareDecimals(again, decimal)).toBe(0)
      }),
    )
  })
})

describe('comparing', () => {
  test('a tenth and a fifth are three tenths, as they are not in binary', () => {
    expect(0.1 + 0.2).not.toBe(0.3)
    expect(distanceOf(decimalOf(0.3), decimalOf(0.1))).toEqual(decimalOf(0.2))
  })

  test('what is taken away leaves what is apart, below 0 where more is taken', () => {
    fc.assert(
      fc.property(decimals, decimals, (a, b) => {
        const rest = subtractDecimals(a, b)
        expect(Math.sign(Number(rest.digits))).toBe(compareDecimals(a, b))
        expect(distanceOf(a, b)).toEqual({ ...rest, digits: rest.digits < 0n ? -rest.digits : rest.digits })
      }),
    )
  })

  test('agrees with whole numbers, and turns with its sides', () => {
    fc.assert(
      fc.property(decimals, decimals, (a, b) => {
        const scale = 20
        const left = a.digits * 10n ** BigInt(scale - a.scale)
        const right = b.digits * 10n ** BigInt(scale - b.scale)
        expect(compareDecimals(a, b)).toBe(left < right ? -1 : left > right ? 1 : 0)
        expect(compareDecimals(b, a) + compareDecimals(a, b)).toBe(0)
        expect(distanceOf(a, b)).toEqual(distanceOf(b, a))
      }),
    )
  })

  test.each([
    [2, 3, 66.66, 1],
    [2, 3, 66.67, -1],
    [1125, 1500, 75, 0],
    [1124, 1500, 75, -1],
    [1126, 1500, 75, 1],
    [0, 7, 0, 0],
    [7, 7, 100, 0],
    [314, 1000, 31.4, 0],
    [218, 1000, 21.8, 0],
    // 7999999 of 10000000 prints as 80.00 and is less.
    [7_999_999, 10_000_000, 80, -1],
    [0.3, 0.4, 75, 0],
  ])('%d of %d against %d %% is %i', (numerator, denominator, percent, order) => {
    expect(comparePercent(numerator, denominator, percent)).toBe(order)
  })

  test('a ratio compares as the exact fraction does', () => {
    const counts = fc.integer({ min: 0, max: 1_000_000 })
    const percents = fc.integer({ min: 0, max: 10_000 })
    fc.assert(
      fc.property(counts, fc.integer({ min: 1, max: 1_000_000 }), percents, (numerator, denominator, hundredths) => {
        const [left, right] = [BigInt(numerator) * 10_000n, BigInt(hundredths) * BigInt(denominator)]
        expect(comparePercent(numerator, denominator, hundredths / 100)).toBe(left < right ? -1 : left > right ? 1 : 0)
      }),
    )
  })

  test.each([0, -1, Number.NaN])('there is no ratio over %d', (denominator) => {
    expect(() => comparePercent(1, denominator, 50)).toThrow(RangeError)
    expect(() => percentOf(1, denominator)).toThrow(RangeError)
  })
})

describe('dividing', () => {
  test.each([
    [1052, 86, 2, '12.23'],
    [1258, 85, 2, '14.80'],
    [981, 86, 2, '11.41'],
    [1, 8, 2, '0.13'],
    [-1, 8, 2, '-0.13'],
    [1, -8, 2, '-0.13'],
    [1.005, 1, 2, '1.01'],
    [2, 3, 0, '1'],
    [0, 5, 2, '0.00'],
    [-1, 1000, 2, '0.00'],
    [10n ** 20n, 3n, 1, '33333333333333333333.3'],
  ] as const)('%s over %s to %i places is %s', (numerator, denominator, places, text) => {
    expect(divideRounded(numerator, denominator, places)).toBe(text)
  })

  test('by 0, or to places that are none, is refused', () => {
    expect(() => divideRounded(1, 0, 2)).toThrow(RangeError)
    expect(() => divideRounded(1, 3, -1)).toThrow(RangeError)
    expect(() => divideRounded(1, 3, 0.5)).toThrow(RangeError)
  })

  test('is off by half of the last place at most, and rounding up by less than one, never below', () => {
    const positive = amounts.filter((amount) => amount > 0)
    fc.assert(
      fc.property(amounts, positive, fc.nat(4), (numerator, denominator, places) => {
        const [top, bottom] = [decimalOf(numerator), decimalOf(denominator)]
        const lastPlace = { digits: 1n, scale: places }
        const read = (text: string) => parseDecimal(text) ?? expect.fail(`${text} is no decimal`)

        const rounded = read(divideRounded(numerator, denominator, places))
        const error = distanceOf(multiplyDecimals(rounded, bottom), top)
        const whole = multiplyDecimals(lastPlace, bottom)
        expect(compareDecimals(multiplyDecimals(error, decimalOf(2)), whole)).toBeLessThanOrEqual(0)

        const above = multiplyDecimals(read(divideUp(top, bottom, places)), bottom)
        expect(compareDecimals(above, top)).toBeGreaterThanOrEqual(0)
        expect(compareDecimals(distanceOf(above, top), whole)).toBe(-1)
      }),
    )
  })

  test.each([
    [120, 1500, 8],
    [2, 3, 66.67],
    [1, 800, 0.13],
    [0, 9, 0],
    [9, 9, 100],
  ])('%d of %d prints as %d %%', (numerator, denominator, percent) => {
    expect(percentOf(numerator, denominator)).toBe(percent)
  })
})
