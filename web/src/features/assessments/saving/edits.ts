import type { AssessmentPatch, AssessmentView } from '@ntm/shared/assessments/wire'
import type { MeasureAnswer } from '@ntm/shared/criteria/results'

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

export const NO_EDITS: Edits = new Map()
export const NO_ANSWER: MeasureAnswer = { value: null, numerator: null, denominator: null, notApplicable: false }

export function fieldOf(edit: Edit): FieldKey {
  return `${edit.kind}/${'measure' in edit ? edit.measure : edit.criterion}`
}

/** Both, the later edit of a field in place of the earlier one. */
export function mergeEdits(earlier: Edits, later: Edits): Edits {
  return new Map([...earlier, ...later])
}

type PatchedValue = NonNullable<AssessmentPatch['values']>[number]
type PatchedCriterion = NonNullable<AssessmentPatch['criteria']>[number]

/** The one request that carries all edits: a measure and a criterion are named once each. */
export function toPatch(edits: Edits): AssessmentPatch {
  const values = new Map<string, PatchedValue>()
  const criteria = new Map<number, PatchedCriterion>()
  for (const edit of edits.values()) {
    if ('measure' in edit) {
      const part = edit.kind === 'note' ? { note: edit.text } : patchAnswer(edit.answer)
      values.set(edit.measure, { ...values.get(edit.measure), ...part, measure: edit.measure })
    } else {
      const words = { ...criteria.get(edit.criterion), [edit.kind]: edit.text }
      criteria.set(edit.criterion, { ...words, number: edit.criterion })
    }
  }
  return {
    ...(values.size > 0 ? { values: [...values.values()] } : {}),
    ...(criteria.size > 0 ? { criteria: [...criteria.values()] } : {}),
  }
}

/** A ratio goes without its percentage: the service computes it from the two numbers. */
function patchAnswer({ value, numerator, denominator, notApplicable }: MeasureAnswer): Omit<PatchedValue, 'measure'> {
  if (notApplicable) return { notApplicable }
  return numerator !== null || denominator !== null ? { numerator, denominator } : { value }
}

/** What the sheet holds in every field that an edit can name. */
export function contentOf(sheet: AssessmentView): Map<FieldKey, Edit> {
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

function tidy(text: string | null): string {
  return text?.normalize('NFC').trim() ?? ''
}

/** Those edits that say something else than the sheet does. */
export function dropKnown(edits: Edits, sheet: AssessmentView): Edits {
  const content = contentOf(sheet)
  return new Map(
    [...edits].filter(([field, edit]) => {
      const known = content.get(field)
      return known === undefined || !isSame(edit, known)
    }),
  )
}

/** Fields that differ between two readings of a sheet, except where the later one says what we sent ourselves. */
export function findForeignChanges(before: AssessmentView, after: AssessmentView, own: Edits): FieldKey[] {
  const old = contentOf(before)
  return [...contentOf(after)].flatMap(([field, edit]) => {
    const known = old.get(field)
    const mine = own.get(field)
    const isForeign = known !== undefined && !isSame(known, edit) && !(mine && isSame(mine, edit))
    return isForeign ? [field] : []
  })
}
