import { decimalOf, distanceOf, divideUp, formatDecimal, multiplyDecimals } from '../numbers/decimal.js'
import type { Measure } from './definition.js'
import { judgeMeasure } from './judge-measure.js'
import type { MeasureAnswer } from './results.js'

type GappedMeasure = Pick<Measure, 'kind' | 'comparator' | 'unit' | 'allowsNotApplicable'>

/** Distance to the threshold, above 0: what is too little of a `>=` measure, what is too much of a `<=` one. */
export interface Gap {
  by: number
  /** Of the measure; for `%` the gap is in percentage points. */
  unit: string | null
}

const RATIO_PLACES = 2

/**
 * How much a measure that is not met is short of its threshold, exact as typed: 41 less 37,8 is 3,2 triệu đồng.
 *
 * A ratio's gap is rounded up to two decimals, so it is never 0 and never understated. Undefined where the measure is
 * met, missing or does not apply, and for one answered đạt/chưa đạt, which has no distance.
 */
export function gapToStandard(
  measure: GappedMeasure,
  threshold: number | true,
  answer: MeasureAnswer | undefined,
): Gap | undefined {
  if (threshold === true || !answer || judgeMeasure(measure, threshold, answer) !== 'notMet') return undefined
  return { by: distanceTo(measure.kind, threshold, answer), unit: measure.unit }
}

function distanceTo(kind: Measure['kind'], threshold: number, answer: MeasureAnswer): number {
  const { value, numerator, denominator } = answer
  if (kind !== 'percent' || numerator === null || denominator === null) {
    return Number(formatDecimal(distanceOf(decimalOf(threshold), decimalOf(Number(value)))))
  }
  const whole = decimalOf(denominator)
  const wanted = multiplyDecimals(decimalOf(threshold), whole)
  const reached = multiplyDecimals(decimalOf(100), decimalOf(numerator))
  return Number(divideUp(distanceOf(wanted, reached), whole, RATIO_PLACES))
}
