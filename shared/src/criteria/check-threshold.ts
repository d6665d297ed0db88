import type { Measure } from './definition.js'
import { checkAnswer } from './check-answer.js'

export type ThresholdFault =
  'threshold_not_boolean' | 'threshold_not_number' | 'out_of_range' | 'too_many_decimals' | 'too_large'

/**
 * Why a value cannot be the threshold of a measure; undefined when it can.
 *
 * It is held to what a commune may answer: a percentage within 0–100 with two decimals, a quantity that is not negative
 * with four. A boolean measure asks for đạt, and for nothing else.
 */
export function checkThreshold(measure: Pick<Measure, 'kind'>, value: number | true): ThresholdFault | undefined {
  if (measure.kind === 'boolean') return value === true ? undefined : 'threshold_not_boolean'
  if (value === true) return 'threshold_not_number'
  const answer = { value, numerator: null, denominator: null, notApplicable: false }
  const code = checkAnswer({ kind: measure.kind }, answer)?.code
  if (code === 'out_of_range' || code === 'too_many_decimals' || code === 'too_large') return code
  return code === undefined ? undefined : 'threshold_not_number'
}
