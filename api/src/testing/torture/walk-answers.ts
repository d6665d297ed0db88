import type { Measure } from './field.js'
import type { Answer } from './walk-model.js'

/** Values that just meet or just miss what is asked for; null takes an answer away. */
export function answersTo(answers: Readonly<Record<string, Answer | null>>, measures: readonly Measure[]) {
  return measures.flatMap(({ key, comparator, threshold }): { measure: string; value: number | boolean | null }[] => {
    const answer = answers[key]
    if (answer === undefined) return []
    if (answer === null) return [{ measure: key, value: null }]
    if (threshold === true) return [{ measure: key, value: answer === 'met' }]
    const missed = comparator === '<=' ? threshold + 1 : threshold - 1
    return [{ measure: key, value: answer === 'met' ? threshold : missed }]
  })
}
