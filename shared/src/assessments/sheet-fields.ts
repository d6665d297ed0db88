import type { MeasureAnswer } from '../criteria/results.js'
import type { AssessmentView } from './wire.js'

/** What a commune writes beside a criterion that is not met. */
export const WORDS = ['obstacle', 'remedy', 'remedyDueOn', 'explanation'] as const
export type Word = (typeof WORDS)[number]

/** One thing a person wrote in one field of a sheet. */
export type Edit =
  | { kind: 'answer'; measure: string; answer: MeasureAnswer }
  | { kind: 'note'; measure: string; text: string | null }
  | { kind: Word; criterion: number; text: string | null }

/** Names one field of a sheet: `answer/11.1`, `note/11.1`, `obstacle/11`. */
export type FieldKey = `${Edit['kind']}/${string}`

/** The latest edit of each field, in the order in which the fields were first written. */
export type Edits = ReadonlyMap<FieldKey, Edit>

export const NO_ANSWER: MeasureAnswer = { value: null, numerator: null, denominator: null, notApplicable: false }

export function fieldOf(edit: Edit): FieldKey {
  return `${edit.kind}/${'measure' in edit ? edit.measure : edit.criterion}`
}

/** What the sheet holds in every field that an edit can name. */
export function contentOf(sheet: Pick<AssessmentView, 'values' | 'criteria'>): Map<FieldKey, Edit> {
  const edits = [
    ...sheet.values.flatMap((value): Edit[] => {
      const { measure, numerator, denominator, notApplicable } = value
      // Beside a ratio stands its rounded print, which nobody wrote.
      const written = numerator === null ? value.value : null
      return [
        { kind: 'answer', measure, answer: { value: written, numerator, denominator, notApplicable } },
        { kind: 'note', measure, text: value.note },
      ]
    }),
    ...sheet.criteria.flatMap((said) =>
      WORDS.map((kind): Edit => ({ kind, criterion: said.number, text: said[kind] })),
    ),
  ]
  return new Map(edits.map((edit) => [fieldOf(edit), edit]))
}

/** Whether two edits of one field say the same: text as the service will keep it, composed and trimmed. */
export function isSame(a: Edit, b: Edit): boolean {
  if (a.kind === 'answer' || b.kind === 'answer') {
    if (a.kind !== 'answer' || b.kind !== 'answer') return false
    const parts = ['value', 'numerator', 'denominator', 'notApplicable'] as const
    return parts.every((part) => a.answer[part] === b.answer[part])
  }
  return a.kind === b.kind && tidy(a.text) === tidy(b.text)
}

/** Whether a field with this in it is as one that nobody has written in. */
export function isBlank(edit: Edit): boolean {
  return edit.kind === 'answer' ? isSame(edit, { ...edit, answer: NO_ANSWER }) : tidy(edit.text) === ''
}

function tidy(text: string | null): string {
  return text?.normalize('NFC').trim() ?? ''
}
