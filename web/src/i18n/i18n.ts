import type { Locale } from '@/stores/choices'
import { addMessages, locale } from './translate'
import { fetchCommonEnglish, fetchTexts, namespaceOf, type Messages } from './texts'

// What every page says comes with the first; what a feature says is fetched with its pages, and English when someone
// asks for it.
const vietnamese = import.meta.glob<Messages>('../*/messages.vi.json', { eager: true, import: 'default' })
addMessages('vi', Object.fromEntries(Object.entries(vietnamese).map(([path, texts]) => [namespaceOf(path), texts])))

/** Features whose pages have been opened, so that a change of language knows what to fetch. */
const opened = new Set<string>()
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

function loadTexts(feature: string, language: Locale): Promise<void> {
  return once(`${feature}.${language}`, async () => {
    const texts = await fetchTexts(feature, language)
    if (texts) addMessages(language, { [feature]: texts })
  })
}

/** The language on its way, or the one shown. */
let wanted: Locale = 'vi'

/** Fetches what the pages of a feature say in the language of the reader, once. */
export async function loadMessages(feature: string): Promise<void> {
  opened.add(feature)
  await loadTexts(feature, wanted)
}

async function loadCommonEnglish(): Promise<void> {
  addMessages('en', await fetchCommonEnglish())
}

export async function changeLocale(language: Locale): Promise<void> {
  wanted = language
  const loadOpened = () => Promise.all([...opened].map((feature) => loadTexts(feature, language)))
  try {
    await Promise.all([language === 'en' ? once('en', loadCommonEnglish) : undefined, loadOpened()])
    // Of pages opened meanwhile, too.
    await loadOpened()
  } catch (failure) {
    wanted = locale.value
    // What was opened in the other language meanwhile has to say something in this one.
    await Promise.allSettled([...opened].map((feature) => loadTexts(feature, wanted)))
    throw failure
  }
  // The reader may have thought better of it while the texts were on their way.
  if (wanted !== language) return
  locale.value = language
  document.documentElement.lang = language
}
