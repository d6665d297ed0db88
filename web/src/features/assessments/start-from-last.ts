import type { MeasureAnswer } from '@ntm/shared/criteria/results'
import { isSame, NO_ANSWER } from './saving/edits'

const edit = (answer: MeasureAnswer) => ({ kind: 'answer' as const, measure: '', answer })

/** Last month's answers for the measures that have none yet; what is answered, or being typed, is left alone. */
export function pickCopies(
  answers: ReadonlyMap<string, MeasureAnswer>,
  last: ReadonlyMap<string, MeasureAnswer>,
  isTyping: (measure: string) => boolean,
): Map<string, MeasureAnswer> {
  const copies = [...answers].flatMap(([measure, answer]) => {
    const before = last.get(measure)
    const isOpen = isSame(edit(answer), edit(NO_ANSWER)) && !isTyping(measure)
    return before && isOpen ? [[measure, before] as const] : []
  })
  return new Map(copies)
}

/** Of what was copied, the measures that still say what last month did: another answer has been looked at. */
export function stillCopied(
  copied: Iterable<string>,
  answers: ReadonlyMap<string, MeasureAnswer>,
  last: ReadonlyMap<string, MeasureAnswer>,
): string[] {
  return [...copied].filter((measure) => {
    const [answer, before] = [answers.get(measure), last.get(measure)]
    return answer && before && isSame(edit(answer), edit(before))
  })
}
