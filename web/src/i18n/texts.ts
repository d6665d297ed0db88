import type { Locale } from '@/stores/choices'

/** Texts by name, in groups as deep as one likes. */
export interface Messages {
  readonly [name: string]: string | Messages
}

// What a feature says is fetched with its pages, in the language of the reader; what is not needed for its first words
// may stand in a file of its own.
const ofFeatures = {
  vi: import.meta.glob<Messages>('../features/*/messages*.vi.json', { import: 'default' }),
  en: import.meta.glob<Messages>('../features/*/messages*.en.json', { import: 'default' }),
}
/** What is there at first, and what may come later. */
export type TextPart = 'messages' | 'messages-later'
/** English of the parts that every page has; their Vietnamese comes with the program. */
const common = import.meta.glob<Messages>('../*/messages.en.json', { import: 'default' })

/** `../features/analysis/messages.vi.json` speaks for `analysis`. */
export function namespaceOf(path: string): string {
  return path.split('/').at(-2) ?? path
}

/** What the pages of a feature say; undefined for one that says nothing of its own. */
export async function fetchTexts(feature: string, locale: Locale, part: TextPart): Promise<Messages | undefined> {
  return ofFeatures[locale][`../features/${feature}/${part}.${locale}.json`]?.()
}

export async function fetchCommonEnglish(): Promise<Record<string, Messages>> {
  const load = async ([path, fetchOne]: [string, () => Promise<Messages>]) =>
    [namespaceOf(path), await fetchOne()] as const
  return Object.fromEntries(await Promise.all(Object.entries(common).map(load)))
}
