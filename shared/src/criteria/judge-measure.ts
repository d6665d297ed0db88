import { comparePercent } from '../numbers/decimal.js'
import type { Measure } from './definition.js'
import type { MeasureAnswer, MeasureResult } from './results.js'

type JudgedMeasure = Pick<Measure, 'kind' | 'comparator' | 'allowsNotApplicable'>

/**
 * Judges what a commune answered for one measure; a value exactly on the threshold meets it.
 *
 * Nothing is rounded: decimals are compared as typed, and a percentage given as numerator and denominator as that
 * ratio, whatever `value` says beside it. An answer that cannot be used (half a ratio, NaN, another kind, a "không áp
 * dụng" that the set does not allow) counts as none: `missing`.
 *
 * @throws TypeError if the threshold is not of the measure's kind.
 */
export function judgeMeasure(
  measure: JudgedMeasure,
  threshold: number | true,
  answer: MeasureAnswer | undefined,
): MeasureResult {
  if ((measure.kind === 'boolean') !== (threshold === true)) {
    throw new TypeError(`${String(threshold)} is no threshold of a ${measure.kind} measure`)
  }
  if (!answer) return 'missing'
  if (answer.notApplicable) return measure.allowsNotApplicable ? 'notApplicable' : 'missing'
  if (threshold === true) return judgeBoolean(answer)

  const order = compareWithThreshold(measure.kind, answer, threshold)
  if (order === undefined) return 'missing'
  return (measure.comparator === '<=' ? order <= 0 : order >= 0) ? 'met' : 'notMet'
}

function judgeBoolean({ value }: MeasureAnswer): MeasureResult {
  if (typeof value !== 'boolean') return 'missing'
  return value ? 'met' : 'notMet'
}

function compareWithThreshold(kind: Measure['kind'], answer: MeasureAnswer, threshold: number) {
  const { value, numerator, denominator } = answer
  if (kind === 'percent' && (numerator !== null || denominator !== null)) {
    if (!isFiniteNumber(numerator) || !isFiniteNumber(denominator) || denominator <= 0) return undefined
    return comparePercent(numerator, denominator, threshold)
  }
  // Numbers stand in the order of the decimals that they print as, which are those that were typed.
  return isFiniteNumber(value) ? value - threshold : undefined
}

function isFiniteNumber(value: unknown): value is number {
  return Number.isFinite(value)
}
