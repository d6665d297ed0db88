import { decimalOf } from '../numbers/decimal.js'
import type { Measure } from './definition.js'
import type { MeasureAnswer } from './results.js'

export type AnswerFaultCode =
  | 'wrong_kind'
  | 'out_of_range'
  | 'too_many_decimals'
  | 'numerator_exceeds_denominator'
  | 'denominator_not_positive'
  | 'ratio_incomplete'
  | 'ratio_and_value'
  | 'not_applicable_not_allowed'
  | 'too_large'

/** Why an answer is refused, and which part of it to mend. */
export interface AnswerFault {
  code: AnswerFaultCode
  field: keyof MeasureAnswer
}

type CheckedMeasure = Pick<Measure, 'kind' | 'allowsNotApplicable'>

const PERCENT_DECIMALS = 2
const NUMBER_DECIMALS = 4
/** Below this a number keeps its four decimals exactly, and fits its column. */
const NUMBER_LIMIT = 1e10

/** The first fault that keeps an answer from being stored; an empty answer has none, it is only missing. */
export function checkAnswer(measure: CheckedMeasure, answer: MeasureAnswer): AnswerFault | undefined {
  const { value, numerator, denominator, notApplicable } = answer
  const isRatio = numerator !== null || denominator !== null

  if (notApplicable) {
    if (!measure.allowsNotApplicable) return { code: 'not_applicable_not_allowed', field: 'notApplicable' }
    return value !== null || isRatio ? { code: 'wrong_kind', field: 'notApplicable' } : undefined
  }
  if (isRatio) {
    if (measure.kind !== 'percent')
      return { code: 'wrong_kind', field: numerator === null ? 'denominator' : 'numerator' }
    return value === null ? checkRatio(numerator, denominator) : { code: 'ratio_and_value', field: 'value' }
  }
  return value === null ? undefined : checkValue(measure.kind, value)
}

function checkValue(kind: Measure['kind'], value: boolean | number): AnswerFault | undefined {
  if (kind === 'boolean' || typeof value === 'boolean') {
    return kind === 'boolean' && typeof value === 'boolean' ? undefined : { code: 'wrong_kind', field: 'value' }
  }
  if (kind === 'number') return checkQuantity('value', value)

  if (Number.isNaN(value)) return { code: 'wrong_kind', field: 'value' }
  if (value < 0 || value > 100) return { code: 'out_of_range', field: 'value' }
  return decimalOf(value).scale > PERCENT_DECIMALS ? { code: 'too_many_decimals', field: 'value' } : undefined
}

function checkRatio(numerator: number | null, denominator: number | null): AnswerFault | undefined {
  if (numerator === null) return { code: 'ratio_incomplete', field: 'numerator' }
  if (denominator === null) return { code: 'ratio_incomplete', field: 'denominator' }
  if (denominator <= 0) return { code: 'denominator_not_positive', field: 'denominator' }

  const fault = checkQuantity('numerator', numerator) ?? checkQuantity('denominator', denominator)
  if (fault) return fault
  return numerator > denominator ? { code: 'numerator_exceeds_denominator', field: 'numerator' } : undefined
}

function checkQuantity(field: keyof MeasureAnswer, quantity: number): AnswerFault | undefined {
  if (Number.isNaN(quantity)) return { code: 'wrong_kind', field }
  if (quantity < 0) return { code: 'out_of_range', field }
  if (quantity >= NUMBER_LIMIT) return { code: 'too_large', field }
  return decimalOf(quantity).scale > NUMBER_DECIMALS ? { code: 'too_many_decimals', field } : undefined
}
