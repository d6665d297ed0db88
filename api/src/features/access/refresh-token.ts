import { createHash, randomBytes } from 'node:crypto'
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
