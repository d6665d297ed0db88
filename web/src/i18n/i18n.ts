import type { Locale } from '@/stores/choices'
import { addMessages, locale } from './translate'
import { fetchCommonEnglish, fetchTexts, namespaceOf, type Messages, type TextPart } from './texts'

// What every page says comes with the first; what a feature says is fetched with its pages, and English when someone
// asks for it.
const vietnamese = import.meta.glob<Messages>('../*/messages.vi.json', { eager: true, import: 'default' })
addMessages('vi', Object.fromEntries(Object.entries(vietnamese).map(([path, texts]) => [namespaceOf(path), texts])))

const ALL_PARTS: readonly TextPart[] = ['messages', 'messages-later']

/** Features whose pages have been opened, each with the parts shown, so that a change of language knows what to fetch. */
const opened = new Map<string, Set<TextPart>>()
const loading = new Map<string, Promise<void>>()

/** Does a thing once; lost on the way, it is done again when it is asked for again. */
function once(key: string, work: () => Promise<void>): Promise<void> {
  const known = loading.get(key)
  if (known) return known
  const started = work()
  loading.set(key, started)
  started.catch(() => loading.delete(key))
  return started
}

function loadTexts(feature: string, language: Locale, part: TextPart): Promise<void> {
  return once(`${feature}/${part}.${language}`, async () => {
    const texts = await fetchTexts(feature, language, part)
    if (texts) addMessages(language, { [feature]: texts })
  })
}

/** The language on its way, or the one shown. */
let wanted: Locale = 'vi'

/** Fetches what the pages of a feature say in the language of the reader, once. */
export async function loadMessages(feature: string, parts: readonly TextPart[] = ALL_PARTS): Promise<void> {
  const known = opened.get(feature) ?? new Set()
  opened.set(feature, known)
  for (const part of parts) known.add(part)
  await Promise.all(parts.map((part) => loadTexts(feature, wanted, part)))
}

function listOpened(): (readonly [feature: string, part: TextPart])[] {
  return [...opened].flatMap(([feature, parts]) => [...parts].map((part) => [feature, part] as const))
}

async function loadCommonEnglish(): Promise<void> {
  addMessages('en', await fetchCommonEnglish())
}

export async function changeLocale(language: Locale): Promise<void> {
  wanted = language
  const loadOpened = () => Promise.all(listOpened().map(([feature, part]) => loadTexts(feature, language, part)))
  try {
    await Promise.all([language === 'en' ? once('en', loadCommonEnglish) : undefined, loadOpened()])
    // Of pages opened meanwhile, too.
    await loadOpened()
  } catch (failure) {
    wanted = locale.value
    // What was opened in the other language meanwhile has to say something in this one.
    await Promise.allSettled(listOpened().map(([feature, part]) => loadTexts(feature, wanted, part)))
    throw failure
  }
  // The reader may have thought better of it while the texts were on their way.
  if (wanted !== language) return
  locale.value = language
  document.documentElement.lang = language
}
