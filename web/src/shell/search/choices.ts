import type { RouteLocationRaw } from 'vue-router'

/** One thing to go to. */
export interface Choice {
  key: string
  label: string
  /** Tells it from others of the same name. */
  detail: string
  to: RouteLocationRaw
}

export interface ChoiceGroup {
  name: 'recent' | 'units' | 'sheets' | 'criteria' | 'pages'
  choices: readonly Choice[]
}

const KEPT = 6
const place = (account: string) => `ntm.search.${account}`

/** What the account opened by searching on this machine, latest first. */
export function listRecent(account: string, storage: Pick<Storage, 'getItem'>): Choice[] {
  try {
    const kept: unknown = JSON.parse(storage.getItem(place(account)) ?? '[]')
    return Array.isArray(kept) ? kept.filter(isChoice).slice(0, KEPT) : []
  } catch {
    // Storage is switched off, or holds something else: nothing is remembered.
    return []
  }
}

export function rememberChoice(account: string, choice: Choice, storage: Pick<Storage, 'getItem' | 'setItem'>): void {
  const others = listRecent(account, storage).filter(({ key }) => key !== choice.key)
  try {
    storage.setItem(place(account), JSON.stringify([choice, ...others].slice(0, KEPT)))
  } catch {
    // Full or switched off: it is only a convenience.
  }
}

function isChoice(kept: unknown): kept is Choice {
  const { key, label, detail, to } = (kept ?? {}) as Partial<Record<keyof Choice, unknown>>
  return [key, label, detail].every((text) => typeof text === 'string') && typeof to === 'object' && to !== null
}
