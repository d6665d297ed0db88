import { createI18n, type LocaleMessageDictionary, type VueMessageType } from 'vue-i18n'

export const LOCALES = ['vi', 'en'] as const
export type Locale = (typeof LOCALES)[number]

type Messages = LocaleMessageDictionary<VueMessageType>
type LocaleMessages = Record<string, Messages>

// Vietnamese comes with the page; English is fetched when someone asks for it.
const vietnamese = import.meta.glob<Messages>('../**/messages.vi.json', { eager: true, import: 'default' })
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
