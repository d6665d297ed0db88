import { defineStore } from 'pinia'
import { ref } from 'vue'
import { changeLocale, LOCALES, type Locale } from '@/i18n/i18n'

export const THEMES = ['system', 'light', 'dark'] as const
export type Theme = (typeof THEMES)[number]

function readChoice<T extends string>(key: string, choices: readonly T[], fallback: T): T {
  try {
    const stored = localStorage.getItem(key)
    return choices.find((choice) => choice === stored) ?? fallback
  } catch {
    // Storage may be switched off; the page then simply forgets.
    return fallback
  }
}

function keepChoice(key: string, value: string): void {
  try {
    localStorage.setItem(key, value)
  } catch {
    // As above: the choice holds until the page is closed.
  }
}

/** What a person chose for this browser: language and light. Nothing of it reaches the service. */
export const usePreferencesStore = defineStore('preferences', () => {
  const theme = ref<Theme>(readChoice('ntm.theme', THEMES, 'system'))
  const locale = ref<Locale>(readChoice('ntm.locale', LOCALES, 'vi'))

  function setTheme(choice: Theme): void {
    theme.value = choice
    keepChoice('ntm.theme', choice)
    applyTheme()
  }

  async function setLocale(choice: Locale): Promise<void> {
    await changeLocale(choice)
    locale.value = choice
    keepChoice('ntm.locale', choice)
  }

  function applyTheme(): void {
    if (theme.value === 'system') delete document.documentElement.dataset.theme
    else document.documentElement.dataset.theme = theme.value
  }

  /** Puts the stored choices into effect; Vietnamese stays when English cannot be fetched. */
  async function apply(): Promise<void> {
    applyTheme()
    if (locale.value !== 'vi') await changeLocale(locale.value).catch(() => (locale.value = 'vi'))
  }

  return { theme, locale, setTheme, setLocale, apply }
})
