import {
  addDecimals,
  compareDecimals,
  decimalOf,
  multiplyDecimals,
  subtractDecimals,
  type Decimal,
} from '../numbers/decimal.js'

/** Five numbers that tell how values lie: half of them are between the quartiles. */
export interface Spread {
  least: Decimal
  lowerQuartile: Decimal
  median: Decimal
  upperQuartile: Decimal
  most: Decimal
}

/** Beyond these a value stands apart from the rest. */
export interface Fences {
  low: Decimal
  high: Decimal
}

/** Below so many values a quarter of them is one or two, and says nothing of the rest. */
export const FEWEST_FOR_FENCES = 8

const HALF = decimalOf(0.5)
const FENCE_FACTOR = decimalOf(1.5)

/**
 * Median and quartiles as Tukey's hinges: the medians of the lower and of the upper half, to both of which the middle
 * of an odd number belongs. Each is a value or the exact middle of two. Undefined without values.
 *
 * @see docs/sources.md, “Outliers”.
 */
export function findSpread(values: readonly Decimal[]): Spread | undefined {
  const sorted = [...values].sort(compareDecimals)
  const [least] = sorted
  const most = sorted.at(-1)
  if (!least || !most) return undefined
  const half = Math.ceil(sorted.length / 2)
  return {
    least,
    lowerQuartile: medianOf(sorted.slice(0, half)),
    median: medianOf(sorted),
    upperQuartile: medianOf(sorted.slice(-half)),
    most,
  }
}

/**
 * Tukey's fences: one and a half times the distance of the quartiles beyond them.
 *
 * Undefined for fewer than {@link FEWEST_FOR_FENCES} values, and where the quartiles are equal: then half of the values
 * are one and the same, and every other one would be called apart.
 */
export function findFences({ lowerQuartile, upperQuartile }: Spread, count: number): Fences | undefined {
  const middle = subtractDecimals(upperQuartile, lowerQuartile)
  if (count < FEWEST_FOR_FENCES || middle.digits === 0n) return undefined
  const step = multiplyDecimals(middle, FENCE_FACTOR)
  return { low: subtractDecimals(lowerQuartile, step), high: addDecimals(upperQuartile, step) }
}

/** On which side a value is beyond the fences; undefined between them, and on them. */
export function sideOf(value: Decimal, { low, high }: Fences): 'low' | 'high' | undefined {
  if (compareDecimals(value, low) < 0) return 'low'
  return compareDecimals(value, high) > 0 ? 'high' : undefined
}

/** Of sorted values, one at least. */
function medianOf(sorted: readonly Decimal[]): Decimal {
  const upper = sorted[Math.floor(sorted.length / 2)]
  const lower = sorted[Math.ceil(sorted.length / 2) - 1]
  if (!upper || !lower) throw new RangeError('There is no median of nothing')
  return multiplyDecimals(addDecimals(lower, upper), HALF)
}
