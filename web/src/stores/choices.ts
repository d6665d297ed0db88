export const THEMES = ['system', 'light', 'dark'] as const
export type Theme = (typeof THEMES)[number]

export const LOCALES = ['vi', 'en'] as const
export type Locale = (typeof LOCALES)[number]

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

export const readTheme = (): Theme => readChoice('ntm.theme', THEMES, 'system')
export const keepTheme = (theme: Theme): void => keepChoice('ntm.theme', theme)
export const readLocale = (): Locale => readChoice('ntm.locale', LOCALES, 'vi')
export const keepLocale = (locale: Locale): void => keepChoice('ntm.locale', locale)

export function showTheme(theme: Theme): void {
  if (theme === 'system') delete document.documentElement.dataset.theme
  else document.documentElement.dataset.theme = theme
}
