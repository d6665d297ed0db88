import type { AssessmentPatch } from '@ntm/shared/assessments/wire'
import type { ProblemError } from '@ntm/shared/problems/wire'
import { WORDS, type FieldKey } from './edits'

/** Which field each fault of a refused patch belongs to; what no pointer leads to is left out. */
export function placeFaults(faults: readonly ProblemError[], patch: AssessmentPatch): Map<FieldKey, string> {
  const placed = new Map<FieldKey, string>()
  for (const { pointer, message } of faults) {
    const field = findField(pointer.split('/').slice(1), patch)
    if (field !== undefined && !placed.has(field)) placed.set(field, message)
  }
  return placed
}

function findField([list, index = '', part]: string[], patch: AssessmentPatch): FieldKey | undefined {
  if (list === 'values') {
    const measure = patch.values?.[Number(index)]?.measure
    return measure === undefined ? undefined : `${part === 'note' ? 'note' : 'answer'}/${measure}`
  }
  if (list !== 'criteria') return undefined
  const words = patch.criteria?.[Number(index)]
  const word = WORDS.find((each) => each === part) ?? WORDS.find((each) => words?.[each] !== undefined)
  return words && word ? `${word}/${words.number}` : undefined
}
