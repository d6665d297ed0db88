/** Shows a field in the middle of the page and puts the cursor into it; where it is not to be written, its name. */
export function focusField(fieldId: string): void {
  const name = fieldId.replace(/^answer-/, 'name-')
  const field = document.getElementById(fieldId) ?? document.getElementById(name)
  if (!field) return
  field.scrollIntoView({ block: 'center' })
  if (field.id === name) field.setAttribute('tabindex', '-1')
  field.focus({ preventScroll: true })
}

/** Brings a criterion to the top of the page and moves the focus to its heading. */
export function focusCriterion(number: number): void {
  document.getElementById(`tieu-chi-${number}`)?.scrollIntoView({ block: 'start' })
  document.getElementById(`name-${number}`)?.focus({ preventScroll: true })
}

/** The first field of a criterion that has no answer yet: where to go on writing. */
export function focusFirstField(number: number, isOpen: (field: string) => boolean): void {
  const section = document.getElementById(`tieu-chi-${number}`)
  const fields = [...(section?.querySelectorAll<HTMLElement>('[data-field]') ?? [])]
  const target = fields.find((each) => isOpen(each.dataset.field ?? '')) ?? fields[0]
  section?.scrollIntoView({ block: 'start' })
  focusInput(target)
}

/** Puts the cursor into a field: of a choice, into the answer that is chosen, else the first. */
export function focusInput(field: HTMLElement | undefined): void {
  const input =
    field instanceof HTMLFieldSetElement
      ? (field.querySelector<HTMLInputElement>('input:checked') ?? field.querySelector('input'))
      : field
  if (!input) return
  input.focus({ preventScroll: true })
  if (input instanceof HTMLInputElement && input.type === 'text') input.select()
  input.scrollIntoView({ block: 'nearest' })
}
