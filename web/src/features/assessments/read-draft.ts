import { checkAnswer, type AnswerFaultCode } from '@ntm/shared/criteria/check-answer'
import type { MeasureAnswer } from '@ntm/shared/criteria/results'
import type { MeasureView } from '@ntm/shared/criteria/wire'
import { formatVietnameseNumber, parseVietnameseNumber } from '@ntm/shared/numbers/vietnamese-number'
import { NO_ANSWER } from './saving/edits'
import type { Draft } from './saving/unsent-store'

/** Which of the texts of a draft is at fault: the one, or numerator (0) and denominator (1). */
export interface DraftFault {
  code: AnswerFaultCode | 'ambiguous' | 'tooManyDigits' | 'notANumber'
  index: 0 | 1
  text: string
}
export type ReadDraft = { answer: MeasureAnswer; fault?: undefined } | { answer?: undefined; fault: DraftFault }

/** Reads what was typed for a percentage or a quantity, and holds it to the rules of the service. */
export function readDraft(measure: Pick<MeasureView, 'kind' | 'allowsNotApplicable'>, draft: Draft): ReadDraft {
  const [first = '', second = ''] = draft.texts
  const one = parseVietnameseNumber(first)
  if (!one.ok && one.reason !== 'empty') return { fault: { code: one.reason, index: 0, text: first } }
  const a = one.ok ? one.value : null
  if (draft.mode === 'value') return check(measure, { ...NO_ANSWER, value: a }, draft)

  const two = parseVietnameseNumber(second)
  if (!two.ok && two.reason !== 'empty') return { fault: { code: two.reason, index: 1, text: second } }
  return check(measure, { ...NO_ANSWER, numerator: a, denominator: two.ok ? two.value : null }, draft)
}

function check(
  measure: Pick<MeasureView, 'kind' | 'allowsNotApplicable'>,
  answer: MeasureAnswer,
  draft: Draft,
): ReadDraft {
  const fault = checkAnswer(measure, answer)
  if (!fault) return { answer }
  const index = fault.field === 'denominator' ? 1 : 0
  return { fault: { code: fault.code, index, text: draft.texts[index] ?? '' } }
}

/** The texts that stand in the fields for an answer, readable back: without points between thousands. */
export function printAnswer({ value, numerator, denominator }: MeasureAnswer, mode: Draft['mode']): string[] {
  const print = (number: number | null) => (number === null ? '' : formatVietnameseNumber(number, { isGrouped: false }))
  if (mode === 'ratio') return [print(numerator), print(denominator)]
  return [typeof value === 'number' ? print(value) : '']
}

/** The two numbers that an ambiguous text such as `1.100` could mean, as they are typed without doubt. */
export function readingsOf(text: string): { whole: string; decimal: string } {
  const digits = text.replace(/[^\d.]/g, '')
  const decimal = digits.replace('.', ',').replace(/0+$/, '').replace(/,$/, '')
  return { whole: digits.replace('.', ''), decimal }
}
