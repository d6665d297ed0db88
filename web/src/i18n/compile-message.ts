import type { MessageCompiler, MessageContext, MessageFunction } from 'vue-i18n'

const compiled = new Map<string, MessageFunction>()

/**
 * Reads our messages: `{name}` for a value, ` | ` between the forms for one and for many. The library's own compiler
 * knows more and is as large as a page.
 */
export const compileMessage: MessageCompiler = (message) => {
  if (typeof message !== 'string') throw new TypeError('A message is text')
  const known = compiled.get(message)
  if (known) return known
  const forms = message.split(' | ').map((form) => form.split(/\{(\w+)\}/))
  const tell = (values: MessageContext): string => {
    const texts = forms.map((parts) =>
      // Every other part is the name of a value.
      parts.map((part, index) => (index % 2 === 0 ? part : write(values.named(part)))).join(''),
    )
    return texts.length === 1 ? (texts[0] ?? '') : values.plural(texts)
  }
  const answer: MessageFunction = tell
  compiled.set(message, answer)
  return answer
}

function write(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}
