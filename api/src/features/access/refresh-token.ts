import { createHash, createHmac, randomBytes } from 'node:crypto'
import type { FastifyReply } from 'fastify'

export const REFRESH_COOKIE = 'ntm_refresh'
/** The cookie travels only where it is used. */
const COOKIE_PATH = '/api/v1/auth'
/** Days that a session may rest before one has to sign in again. */
export const SESSION_DAYS = 14

export function createRefreshToken(): { token: string; hash: Buffer } {
  const token = randomBytes(32).toString('base64url')
  return { token, hash: hashRefreshToken(token) }
}

/** Characters of an `Idempotency-Key` that nobody guesses; a shorter one counts as none. */
const KEY_MIN = 20
const KEY_MAX = 255

export interface Renewal {
  presented: string
  /** `Idempotency-Key` of the request. */
  key: unknown
}

/**
 * The tokens that may follow the one presented, the one to hand out first.
 *
 * Under a key it is the same one each time, so a renewal whose answer was lost on a weak network can be asked for again;
 * whoever stole the presented token does not know the key. Without one it is another each time.
 */
export function deriveNextTokens({ presented, key }: Renewal, secrets: readonly string[]): string[] {
  if (typeof key !== 'string' || key.length < KEY_MIN || key.length > KEY_MAX) return [createRefreshToken().token]
  return secrets.map((secret) =>
    createHmac('sha256', secret).update(`ntm renewal\n${presented}\n${key}`).digest('base64url'),
  )
}

/** Only the hash is kept: who reads the table cannot sign in with it. */
export function hashRefreshToken(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}

export function setRefreshCookie(reply: FastifyReply, token: string, secure: boolean): void {
  const maxAge = SESSION_DAYS * 86_400
  reply.setCookie(REFRESH_COOKIE, token, { path: COOKIE_PATH, httpOnly: true, sameSite: 'strict', secure, maxAge })
}

export function clearRefreshCookie(reply: FastifyReply): void {
  reply.clearCookie(REFRESH_COOKIE, { path: COOKIE_PATH })
}
