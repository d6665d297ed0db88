import { createKey } from './idempotency-key'

const LOCK = 'ntm.renewal'
/** Shared by all tabs, as the cookie is; outlives a reload in the middle of a renewal. */
const KEY = 'ntm.renewalKey'

let keyHere: string | undefined

/** Waits until no other tab does the same. Over plain HTTP browsers have no locks; there a tab minds itself only. */
export function oneTabAtATime<T>(work: () => Promise<T>): Promise<T> {
  const { locks } = navigator as { locks?: LockManager }
  return locks ? locks.request(LOCK, work) : work()
}

/** The key of the renewal that waits for its answer; until there is one, each attempt asks under the same key. */
export function keyOfRenewal(): string {
  try {
    const kept = localStorage.getItem(KEY) ?? keyHere ?? createKey()
    localStorage.setItem(KEY, kept)
    return (keyHere = kept)
  } catch {
    return (keyHere ??= createKey())
  }
}

/** The service has answered: the next renewal is another one. */
export function finishRenewal(): void {
  keyHere = undefined
  try {
    localStorage.removeItem(KEY)
  } catch {
    // Storage is switched off, so nothing was kept there.
  }
}
