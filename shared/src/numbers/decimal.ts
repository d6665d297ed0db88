/** An exact decimal: `digits` × 10 to the power of −`scale`, without zeros at its end, so equal values look equal. */
export interface Decimal {
  digits: bigint
  /** Decimals after the point, 0 or more. */
  scale: number
}

type Order = -1 | 0 | 1

// A number prints in fewer characters and with three digits of exponent; more is hostile, and costs time and memory.
const LONGEST_TEXT = 400
const DECIMAL_FORM = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]?\d{1,3}))?$/i

/** Reads `12`, `-0.50`, `1e-7`: decimal text with a point, as `String(number)` prints it. Anything else: undefined. */
export function parseDecimal(text: string): Decimal | undefined {
  const match = text.length <= LONGEST_TEXT ? DECIMAL_FORM.exec(text) : null
  if (!match) return undefined
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match
  const scale = fraction.length - Number(exponent)
  const digits = BigInt(sign + whole + fraction)
  return scale < 0 ? { digits: digits * power(-scale), scale: 0 } : normalise(digits, scale)
}

/**
 * The decimal that the number prints as, which is the one that was typed: 0.1 is one tenth.
 *
 * @throws RangeError if it is not finite.
 */
export function decimalOf(value: number): Decimal {
  const decimal = parseDecimal(String(value))
  if (!decimal) throw new RangeError(`${value} is not a finite number`)
  return decimal
}

export function compareDecimals(a: Decimal, b: Decimal): Order {
  const [left, right] = alignDigits(a, b)
  return left < right ? -1 : left > right ? 1 : 0
}

/** How far apart the two are, 0 or more. */
export function distanceOf(a: Decimal, b: Decimal): Decimal {
  const [left, right] = alignDigits(a, b)
  return normalise(magnitude(left - right), Math.max(a.scale, b.scale))
}

export function addDecimals(a: Decimal, b: Decimal): Decimal {
  const [left, right] = alignDigits(a, b)
  return normalise(left + right, Math.max(a.scale, b.scale))
}

/** `a` less `b`, with its sign. */
export function subtractDecimals(a: Decimal, b: Decimal): Decimal {
  return addDecimals(a, { digits: -b.digits, scale: b.scale })
}

export function multiplyDecimals(a: Decimal, b: Decimal): Decimal {
  return normalise(a.digits * b.digits, a.scale + b.scale)
}

/** Plain text with a point and no exponent: `-12.5`. */
export function formatDecimal({ digits, scale }: Decimal): string {
  const sign = digits < 0n ? '-' : ''
  const text = magnitude(digits)
    .toString()
    .padStart(scale + 1, '0')
  if (scale === 0) return sign + text
  return `${sign}${text.slice(0, -scale)}.${text.slice(-scale)}`
}

/**
 * Compares a ratio with a percentage, 0–100, exactly: 2 of 3 is more than 66.66 and less than 66.67.
 *
 * @throws RangeError unless all are finite and the denominator is above 0.
 */
export function comparePercent(numerator: number, denominator: number, percent: number): Order {
  const whole = positiveDecimal(denominator)
  const share = multiplyDecimals(decimalOf(numerator), decimalOf(100))
  return compareDecimals(share, multiplyDecimals(decimalOf(percent), whole))
}

/** The percentage to print or store, half up to two decimals; never compare it, use {@link comparePercent}. */
export function percentOf(numerator: number, denominator: number): number {
  const share = multiplyDecimals(decimalOf(numerator), decimalOf(100))
  return Number(roundQuotient(share, positiveDecimal(denominator), 2))
}

/**
 * Divides and rounds half away from zero, once, with all its places printed: 1258 / 85 is `14.80` to two.
 *
 * @throws RangeError if the denominator is 0, or `places` is not a whole number from 0.
 */
export function divideRounded(numerator: number | bigint, denominator: number | bigint, places: number): string {
  return roundQuotient(exactly(numerator), exactly(denominator), places)
}

/** As {@link divideRounded}, for decimals. */
export function roundQuotient(numerator: Decimal, denominator: Decimal, places: number): string {
  const { dividend, divisor, isNegative } = quotientOf(numerator, denominator, places)
  const rounded = (2n * dividend + divisor) / (2n * divisor)
  return formatDecimal({ digits: isNegative ? -rounded : rounded, scale: places })
}

/** As {@link roundQuotient}, but whatever is left over counts as one more in the last place, away from zero. */
export function divideUp(numerator: Decimal, denominator: Decimal, places: number): string {
  const { dividend, divisor, isNegative } = quotientOf(numerator, denominator, places)
  const rounded = (dividend + divisor - 1n) / divisor
  return formatDecimal({ digits: isNegative ? -rounded : rounded, scale: places })
}

/** A quotient as two whole numbers 0 or more, the dividend in units of the last place. */
function quotientOf(numerator: Decimal, denominator: Decimal, places: number) {
  if (!Number.isInteger(places) || places < 0) throw new RangeError(`${places} is not a number of places`)
  if (denominator.digits === 0n) throw new RangeError('Cannot divide by 0')
  const [top, bottom] = alignDigits(numerator, denominator)
  return {
    dividend: magnitude(top) * power(places),
    divisor: magnitude(bottom),
    isNegative: top < 0n !== bottom < 0n,
  }
}

function exactly(value: number | bigint): Decimal {
  return typeof value === 'bigint' ? { digits: value, scale: 0 } : decimalOf(value)
}

function positiveDecimal(value: number): Decimal {
  const decimal = decimalOf(value)
  if (decimal.digits <= 0n) throw new RangeError(`${value} is not above 0`)
  return decimal
}

function alignDigits(a: Decimal, b: Decimal): [bigint, bigint] {
  const scale = Math.max(a.scale, b.scale)
  return [a.digits * power(scale - a.scale), b.digits * power(scale - b.scale)]
}

function normalise(digits: bigint, scale: number): Decimal {
  let [rest, places] = [digits, scale]
  while (places > 0 && rest % 10n === 0n) {
    rest /= 10n
    places -= 1
  }
  return { digits: rest, scale: places }
}

function power(exponent: number): bigint {
  return 10n ** BigInt(exponent)
}

function magnitude(value: bigint): bigint {
  return value < 0n ? -value : value
}
