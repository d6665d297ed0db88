import { nextTick } from 'vue'
import { focusInput } from './focus-field'

/**
 * Keys of the sheet: Enter and ↓ go to the next field, ↑ to the one before. A choice is made with ← → and the space
 * bar; text of several lines keeps its own keys.
 *
 * @param commit - Takes a field's text over before the cursor leaves it; false holds the cursor there on Enter.
 */
export function useSheetKeys(commit: (field: string) => boolean) {
  return async function onKeydown(event: KeyboardEvent): Promise<void> {
    const { key, target, currentTarget } = event
    const step = key === 'Enter' || key === 'ArrowDown' ? 1 : key === 'ArrowUp' ? -1 : 0
    // While a Vietnamese keyboard composes a letter, its keys are its own.
    const isOther = event.isComposing || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey
    if (step === 0 || isOther || !(target instanceof HTMLInputElement) || !(currentTarget instanceof HTMLElement))
      return
    const field = target.closest<HTMLElement>('[data-field]')
    if (!field || (target.type !== 'text' && target.type !== 'radio')) return
    event.preventDefault()

    const fields = () => [...currentTarget.querySelectorAll<HTMLElement>('[data-field]')]
    const neighbour = () => fields()[fields().indexOf(field) + step]
    // Numerator and denominator are one field of the sheet: between them nothing is taken over.
    const staysWithin = neighbour()?.dataset.field === field.dataset.field
    if (!staysWithin && !commit(field.dataset.field ?? '') && key === 'Enter') return
    // What was taken over may open fields of its own (obstacle, remedy) right here.
    await nextTick()
    focusInput(neighbour())
  }
}
