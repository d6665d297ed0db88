/** Values by name that are put into a message. */
export type Values = Readonly<Record<string, unknown>>
/** Writes a message with its values; `count` chooses between its forms. */
export type Message = (values: Values, count: number) => string

/** Reads a message: `{name}` for a value, ` | ` between the form for one and that for none or many. */
export function compileMessage(text: string): Message {
  const forms = text.split(' | ').map((form) => form.split(/\{(\w+)\}/))
  return (values, count) => {
    const form = forms[count === 1 ? 0 : forms.length - 1] ?? []
    // Every other part is the name of a value.
    return form.map((part, index) => (index % 2 === 0 ? part : write(values[part]))).join('')
  }
}

function write(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}
