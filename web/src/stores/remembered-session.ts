import type { AccountView, ServiceView } from '@ntm/shared/access/wire'

const KEY = 'ntm.session'

export interface RememberedSession {
  account: AccountView
  service: ServiceView
}

/** Keeps who works here, so that the pages open without a network; undefined forgets. No secret is in it. */
export function rememberSession(session: RememberedSession | undefined): void {
  try {
    if (session) localStorage.setItem(KEY, JSON.stringify(session))
    else localStorage.removeItem(KEY)
  } catch {
    // Storage is switched off: without a network the pages then do not open.
  }
}

export function recallSession(): RememberedSession | undefined {
  try {
    const stored = JSON.parse(localStorage.getItem(KEY) ?? 'null') as Partial<RememberedSession> | null
    return stored?.account && stored.service ? { account: stored.account, service: stored.service } : undefined
  } catch {
    return undefined
  }
}
