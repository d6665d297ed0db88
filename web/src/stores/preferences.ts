import { defineStore } from 'pinia'
import { ref } from 'vue'
import { changeLocale } from '@/i18n/i18n'
import { keepLocale, keepTheme, readLocale, readTheme, showTheme, type Locale, type Theme } from './choices'

/** What a person chose for this browser: language and light. Nothing of it reaches the service. */
export const usePreferencesStore = defineStore('preferences', () => {
  const theme = ref<Theme>(readTheme())
  const locale = ref<Locale>(readLocale())

  function setTheme(choice: Theme): void {
    theme.value = choice
    keepTheme(choice)
    showTheme(choice)
  }

  async function setLocale(choice: Locale): Promise<void> {
    await changeLocale(choice)
    locale.value = choice
    keepLocale(choice)
  }

  /** Puts the stored choices into effect; Vietnamese stays when English cannot be fetched. */
  async function apply(): Promise<void> {
    showTheme(theme.value)
    if (locale.value !== 'vi') await changeLocale(locale.value).catch(() => (locale.value = 'vi'))
  }

  return { theme, locale, setTheme, setLocale, apply }
})
