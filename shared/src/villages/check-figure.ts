import { checkAnswer, type AnswerFault } from '../criteria/check-answer.js'
import type { VillageFigure } from './roll-up.js'

/** The first fault that keeps a village's figure from being stored; 0 of 0 has none. */
export function checkVillageFigure(figure: {
  numerator: number | null
  denominator: number | null
}): AnswerFault | undefined {
  if (figure.numerator === 0 && figure.denominator === 0) return undefined
  return checkAnswer({ kind: 'percent' }, { ...figure, value: null, notApplicable: false })
}

/** The sum of a commune's villages has to fit as well. */
export function checkSum(sum: VillageFigure): AnswerFault | undefined {
  return checkAnswer({ kind: 'percent' }, { ...sum, value: null, notApplicable: false })
}
