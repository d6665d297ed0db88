import { shallowReactive, shallowRef } from 'vue'
import type { Locale } from '@/stores/choices'
import { compileMessage, type Message, type Values } from './compile-message'
import type { Messages } from './texts'

/** The language shown. */
export const locale = shallowRef<Locale>('vi')

/** What is said in each language, by feature; a text missing in English is said in Vietnamese. */
const known = shallowReactive<Record<Locale, Messages>>({ vi: {}, en: {} })
const compiled: Record<Locale, Map<string, Message | undefined>> = { vi: new Map(), en: new Map() }

/** Adds what features say in a language, by the name of the feature, to what is there already. */
export function addMessages(language: Locale, texts: Messages): void {
  compiled[language].clear()
  known[language] = join(known[language], texts)
}

function join(before: Messages, added: Messages): Messages {
  const joined = Object.entries(added).map(([name, text]) => {
    const there = before[name]
    return [name, typeof text === 'object' && typeof there === 'object' ? join(there, text) : text] as const
  })
  return { ...before, ...Object.fromEntries(joined) }
}

/**
 * Says something in the language of the reader; a text that is not there is told by its key.
 *
 * @param given - The values to put in, or the number that chooses between the form for one and that for many.
 * @param count - The same number beside values; without it, a value named `count` or `n` chooses.
 */
export function translate(key: string, given: Values | number = {}, count?: number): string {
  const number = typeof given === 'number' ? given : count
  const values = typeof given === 'number' ? {} : given
  const chosen = [values.count, values.n, number].find((each) => typeof each === 'number') ?? 1
  const message = find(key, locale.value) ?? find(key, 'vi')
  return message ? message({ count: number, n: number, ...values }, chosen) : key
}

/** Whether there is a text under a key. */
export function isKnown(key: string): boolean {
  return (find(key, locale.value) ?? find(key, 'vi')) !== undefined
}

function find(key: string, language: Locale): Message | undefined {
  // Read each time, so that whatever shows a text follows when texts are added.
  let text: Messages | Messages[string] | undefined = known[language]
  const messages = compiled[language]
  if (messages.has(key)) return messages.get(key)
  for (const name of key.split('.')) text = typeof text === 'object' ? text[name] : undefined
  const message = typeof text === 'string' ? compileMessage(text) : undefined
  messages.set(key, message)
  return message
}
