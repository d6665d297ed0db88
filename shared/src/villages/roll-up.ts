import { addDecimals, decimalOf, formatDecimal, type Decimal } from '../numbers/decimal.js'

/** What one village has of a measure: so many of so many. 0 of 0: it has none of those that the measure counts. */
export interface VillageFigure {
  numerator: number
  denominator: number
}

/**
 * The commune's figure: the exact sum of its villages', numerators and denominators apart, in whatever order they come.
 *
 * Undefined where nothing is counted yet: a ratio of 0 to 0 is no figure.
 */
export function rollUp(figures: readonly VillageFigure[]): VillageFigure | undefined {
  const denominator = sumOf(figures.map((figure) => figure.denominator))
  return denominator === 0 ? undefined : { numerator: sumOf(figures.map((figure) => figure.numerator)), denominator }
}

/** Whether a commune's figure is the sum of these. */
export function isRolledUp({ numerator, denominator }: VillageFigure, figures: readonly VillageFigure[]): boolean {
  const sum = rollUp(figures)
  return sum?.numerator === numerator && sum.denominator === denominator
}

function sumOf(quantities: readonly number[]): number {
  const nothing: Decimal = { digits: 0n, scale: 0 }
  return Number(formatDecimal(quantities.map(decimalOf).reduce(addDecimals, nothing)))
}
