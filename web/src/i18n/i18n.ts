import { registerMessageCompiler } from '@intlify/core-base'
import { createI18n } from 'vue-i18n'
import type { Locale } from '@/stores/choices'
import { compileMessage } from './compile-message'
import { fetchCommonEnglish, fetchTexts, namespaceOf, type Messages } from './texts'

// What every page says comes with the first; what a feature says is fetched with its pages, and English when someone
// asks for it.
const vietnamese = import.meta.glob<Messages>('../*/messages.vi.json', { eager: true, import: 'default' })

const messages: Record<Locale, Record<string, Messages>> = {
  vi: Object.fromEntries(Object.entries(vietnamese).map(([path, texts]) => [namespaceOf(path), texts])),
  en: {},
}

registerMessageCompiler(compileMessage)

export const i18n = createI18n({
  legacy: false,
  locale: 'vi',
  fallbackLocale: 'vi',
  messages,
})

/** Text for code outside components; inside them, `useI18n()` follows the reader's switch. */
export function translate(key: string, values: Record<string, unknown> = {}): string {
  return i18n.global.t(key, values)
}

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

function loadTexts(feature: string, locale: Locale): Promise<void> {
  return once(`${feature}.${locale}`, async () => {
    const texts = await fetchTexts(feature, locale)
    if (texts) i18n.global.mergeLocaleMessage(locale, { [feature]: texts })
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
  const texts = await fetchCommonEnglish()
  i18n.global.mergeLocaleMessage('en', texts)
}

export async function changeLocale(locale: Locale): Promise<void> {
  wanted = locale
  const loadOpened = () => Promise.all([...opened].map((feature) => loadTexts(feature, locale)))
  try {
    await Promise.all([locale === 'en' ? once('en', loadCommonEnglish) : undefined, loadOpened()])
    // Of pages opened meanwhile, too.
    await loadOpened()
  } catch (failure) {
    wanted = i18n.global.locale.value
    // What was opened in the other language meanwhile has to say something in this one.
    await Promise.allSettled([...opened].map((feature) => loadTexts(feature, wanted)))
    throw failure
  }
  // The reader may have thought better of it while the texts were on their way.
  if (wanted !== locale) return
  i18n.global.locale.value = locale
  document.documentElement.lang = locale
}
