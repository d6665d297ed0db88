import { nextTick } from 'vue'
import { focusInput } from './focus-field'

/**
 * Keys of the sheet: Enter and ↓ go to the next field, ↑ to the one before; a choice is made with ← → and the space
 * bar. Text of several lines keeps its own keys but for Ctrl + Enter, and is passed by once it is written: Tab
 * reaches everything.
 *
 * @param commit - Takes a field's text over before the cursor leaves it; false holds the cursor there on Enter.
 * @param confirm - Enter passed over a field: what stands there was looked at.
 */
export function useSheetKeys(commit: (field: string) => boolean, confirm: (field: string) => void) {
  return async function onKeydown(event: KeyboardEvent): Promise<void> {
    const { target, currentTarget } = event
    if (!(target instanceof HTMLElement) || !(currentTarget instanceof HTMLElement)) return
    const step = readStep(event, target)
    const field = target.closest<HTMLElement>('[data-field]')
    if (step === 0 || !field) return
    event.preventDefault()

    const name = field.dataset.field ?? ''
    // Numerator and denominator are one field of the sheet: between them nothing is taken over.
    const staysWithin = findNeighbour(currentTarget, field, step)?.dataset.field === name
    if (!staysWithin && !commit(name) && event.key === 'Enter') return
    if (!staysWithin && event.key === 'Enter') confirm(name)
    // What was taken over may open fields of its own (obstacle, remedy) right here.
    await nextTick()
    focusInput(findNeighbour(currentTarget, field, step))
  }
}

/** One field on or back; 0 where the key is none of ours. */
function readStep(event: KeyboardEvent, target: HTMLElement): -1 | 0 | 1 {
  const { key, isComposing, ctrlKey, altKey, metaKey, shiftKey } = event
  // While a Vietnamese keyboard composes a letter, its keys are its own.
  if (isComposing || altKey || metaKey || shiftKey) return 0
  if (target instanceof HTMLTextAreaElement) return ctrlKey && key === 'Enter' ? 1 : 0
  if (ctrlKey || !(target instanceof HTMLInputElement) || !['text', 'radio'].includes(target.type)) return 0
  return key === 'Enter' || key === 'ArrowDown' ? 1 : key === 'ArrowUp' ? -1 : 0
}

function findNeighbour(form: HTMLElement, field: HTMLElement, step: -1 | 1): HTMLElement | undefined {
  const fields = [...form.querySelectorAll<HTMLElement>('[data-field]')].filter(
    (each) => each === field || !isPassedBy(each),
  )
  return fields[fields.indexOf(field) + step]
}

/** A note is written by whoever wants to; words that stand there already need no second visit. */
function isPassedBy(field: HTMLElement): boolean {
  if (field.dataset.field?.startsWith('note/')) return true
  return field instanceof HTMLTextAreaElement && field.value.trim() !== ''
}
