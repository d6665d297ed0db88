import type { SessionView } from '@ntm/shared/access/wire'
import { ProblemError } from './problem-error'
import { finishRenewal, keyOfRenewal, oneTabAtATime } from './renewal-turn'
import { readBody, send } from './send'

// Kept in memory only: what a script of another page can never read from storage.
let accessToken: string | undefined
let isExpected = false
let refreshing: Promise<SessionView | undefined> | undefined
let begun: Promise<SessionView | undefined> | undefined
let onSession: (session: SessionView | undefined) => void = () => undefined

export function getAccessToken(): string | undefined {
  return accessToken
}

/** Takes over the token of a session; without one, requests go out unsigned. */
export function setAccessToken(token: string | undefined): void {
  accessToken = token
  isExpected = false
}

/** Tells that somebody is signed in of whom only the cookie knows: the first request that gets through renews. */
export function expectSession(): void {
  isExpected = true
}

export function awaitsSession(): boolean {
  return isExpected
}

/** Names the one listener that hears of each renewed session, and of its end (undefined). */
export function onSessionChange(listener: (session: SessionView | undefined) => void): void {
  onSession = listener
}

/**
 * Trades the refresh cookie for a new access token, once for all who ask at the same time in whatever tab:
 * the cookie rotates, and a second use of the old one would end the session – unless the answer to the first was lost.
 *
 * Returns undefined when the session is over. A network failure is thrown: it ends nothing.
 */
export function refreshSession(): Promise<SessionView | undefined> {
  refreshing ??= oneTabAtATime(renew).finally(() => {
    refreshing = undefined
  })
  return refreshing
}

/** Begins the first renewal of a visit, before the program is there that hears of it. */
export function beginSession(): Promise<SessionView | undefined> {
  begun = refreshSession()
  return begun
}

/** What became of the renewal begun at the start; where none was, it is asked for now. */
export async function takeUpSession(): Promise<SessionView | undefined> {
  if (!begun) return refreshSession()
  const first = begun
  begun = undefined
  const session = await first
  onSession(session)
  return session
}

async function renew(): Promise<SessionView | undefined> {
  let session: SessionView | undefined
  try {
    const headers = { 'Idempotency-Key': keyOfRenewal() }
    session = (await readBody(await send('auth/refresh', { method: 'POST', headers }))) as SessionView
  } catch (failure) {
    if (!(failure instanceof ProblemError) || failure.status >= 500 || failure.status === 429) throw failure
  }
  finishRenewal()
  setAccessToken(session?.accessToken)
  onSession(session)
  return session
}
