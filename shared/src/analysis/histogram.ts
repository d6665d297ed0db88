import { addDecimals, compareDecimals, multiplyDecimals, subtractDecimals, type Decimal } from '../numbers/decimal.js'

/** A bar: how many values lie from one edge to the next. */
export interface Bin {
  from: Decimal
  to: Decimal
  count: number
}

export interface BinPlan {
  /** An edge of two bars, so that no bar has values on both sides of it. Where there is none bars begin at round numbers. */
  threshold: Decimal | undefined
  /** Whether the bars have their upper edge, and not their lower one: then a most value lies with what is below it. */
  isUpperIncluded: boolean
}

const MOST_BINS = 16
const STEPS = [1n, 2n, 5n]

/**
 * Counts values into bars of one round width (1, 2 or 5 times a power of ten), at most some sixteen, without a gap from
 * the least to the most. Values that are one and the same are one bar from and to that value.
 */
export function countBins(values: readonly Decimal[], { threshold, isUpperIncluded }: BinPlan): Bin[] {
  const sorted = [...values].sort(compareDecimals)
  const [least] = sorted
  const most = sorted.at(-1)
  if (!least || !most) return []
  if (compareDecimals(least, most) === 0) return [{ from: least, to: most, count: sorted.length }]

  const width = pickWidth(subtractDecimals(most, least))
  const origin = threshold ?? { digits: 0n, scale: 0 }
  const edge = (index: bigint): Decimal => addDecimals(origin, multiplyDecimals(width, { digits: index, scale: 0 }))
  const indexOf = (value: Decimal): bigint => {
    const { dividend, divisor } = alignQuotient(subtractDecimals(value, origin), width)
    // Which bar has the edge between two is told by which edge belongs to a bar.
    return isUpperIncluded ? -floorDivide(-dividend, divisor) - 1n : floorDivide(dividend, divisor)
  }

  const first = indexOf(least)
  const counts = new Map<bigint, number>()
  for (const value of sorted) counts.set(indexOf(value), (counts.get(indexOf(value)) ?? 0) + 1)
  const bins: Bin[] = []
  for (let index = first; index <= indexOf(most); index += 1n) {
    bins.push({ from: edge(index), to: edge(index + 1n), count: counts.get(index) ?? 0 })
  }
  return bins
}

/** The least round width with which the range takes no more than {@link MOST_BINS} bars, but for those at its ends. */
function pickWidth(range: Decimal): Decimal {
  for (let scale = range.scale + 2; ; scale -= 1) {
    for (const step of STEPS) {
      const width = scale >= 0 ? { digits: step, scale } : { digits: step * 10n ** BigInt(-scale), scale: 0 }
      const whole = multiplyDecimals(width, { digits: BigInt(MOST_BINS - 2), scale: 0 })
      if (compareDecimals(range, whole) <= 0) return width
    }
  }
}

function alignQuotient(top: Decimal, bottom: Decimal) {
  const scale = Math.max(top.scale, bottom.scale)
  return {
    dividend: top.digits * 10n ** BigInt(scale - top.scale),
    divisor: bottom.digits * 10n ** BigInt(scale - bottom.scale),
  }
}

/** Towards minus infinity, for a divisor above 0; `/` of big integers goes towards 0. */
function floorDivide(dividend: bigint, divisor: bigint): bigint {
  const quotient = dividend / divisor
  return dividend < 0n && quotient * divisor !== dividend ? quotient - 1n : quotient
}
