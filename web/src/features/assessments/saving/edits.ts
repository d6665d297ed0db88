import type { Edits } from '@ntm/shared/assessments/sheet-fields'
import type { AssessmentPatch } from '@ntm/shared/assessments/wire'
import type { MeasureAnswer } from '@ntm/shared/criteria/results'

export * from '@ntm/shared/assessments/sheet-fields'

export const NO_EDITS: Edits = new Map()

/** Both, the later edit of a field in place of the earlier one. */
export function layOver(earlier: Edits, later: Edits): Edits {
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
