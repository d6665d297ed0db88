import { shallowRef } from 'vue'
import { seenStore, type Seen, type SeenStore } from './seen-store'

/** What is read again on a weak network. Who did what, accounts and secrets are not left behind on a machine. */
const KEPT = /^\/api\/v1\/(assessments|criteria-sets|periods|units|work|overview|matrix|trend)(\/|\?|$)/

let store: SeenStore = seenStore
let owner: string | undefined

/** Instant (milliseconds) of the oldest answer on show that is not of now; undefined once the service answers again. */
export const recalledFrom = shallowRef<number>()

/** For tests: another place to keep answers in. */
export function useSeenStore(other: SeenStore): void {
  store = other
}

/** Whose answers are kept from now on; undefined ends a session, and everything seen is wiped from the machine. */
export function keepAnswersOf(account: string | undefined): void {
  owner = account
  if (account !== undefined) return
  recalledFrom.value = undefined
  store.clear().catch(() => undefined)
}

export function keepAnswer(address: string, data: unknown, etag: string | null): void {
  recalledFrom.value = undefined
  if (owner === undefined || !KEPT.test(address)) return
  store.keep(`${owner} ${address}`, { data, etag, at: Date.now() }).catch(() => undefined)
}

/** The answer as it was last seen by the same account. */
export async function recallAnswer(address: string): Promise<Seen | undefined> {
  if (owner === undefined || !KEPT.test(address)) return undefined
  const asked = owner
  const seen = await store.find(`${asked} ${address}`).catch(() => undefined)
  if (!seen || owner !== asked) return undefined
  recalledFrom.value = Math.min(seen.at, recalledFrom.value ?? seen.at)
  return seen
}
