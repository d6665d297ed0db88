import { createI18n, type LocaleMessageDictionary, type VueMessageType } from 'vue-i18n'

export const LOCALES = ['vi', 'en'] as const
export type Locale = (typeof LOCALES)[number]

type Messages = LocaleMessageDictionary<VueMessageType>
type LocaleMessages = Record<string, Messages>

// What every page says comes with the first; what a feature says is fetched with its pages, and English when someone
// asks for it.
const vietnamese = import.meta.glob<Messages>('../*/messages.vi.json', { eager: true, import: 'default' })
const vietnameseOfFeatures = import.meta.glob<Messages>('../features/*/messages.vi.json', { import: 'default' })
const english = import.meta.glob<Messages>('../**/messages.en.json', { import: 'default' })

/** `../features/analysis/messages.vi.json` speaks for `analysis`. */
function namespaceOf(path: string): string {
  return path.split('/').at(-2) ?? path
}

const messages: Record<Locale, LocaleMessages> = {
  vi: Object.fromEntries(Object.entries(vietnamese).map(([path, texts]) => [namespaceOf(path), texts])),
  en: {},
}

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

const loading = new Map<string, Promise<void>>()

/** Fetches what the pages of a feature say, once; one that says nothing of its own needs nothing. */
export function loadMessages(feature: string): Promise<void> {
  const known = loading.get(feature)
  if (known) return known
  const started = fetchMessages(feature)
  loading.set(feature, started)
  // Lost on the way, it is asked for again.
  started.catch(() => loading.delete(feature))
  return started
}

async function fetchMessages(feature: string): Promise<void> {
  const texts = await vietnameseOfFeatures[`../features/${feature}/messages.vi.json`]?.()
  if (texts) i18n.global.mergeLocaleMessage('vi', { [feature]: texts })
}

let isEnglishLoaded = false

export async function changeLocale(locale: Locale): Promise<void> {
  if (locale === 'en' && !isEnglishLoaded) {
    const entries = await Promise.all(
      Object.entries(english).map(async ([path, load]) => [namespaceOf(path), await load()] as const),
    )
    i18n.global.setLocaleMessage('en', Object.fromEntries(entries))
    isEnglishLoaded = true
  }
  i18n.global.locale.value = locale
  document.documentElement.lang = locale
}
