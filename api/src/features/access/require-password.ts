import type { FastifyRequest } from 'fastify'
import { AppError, unprocessable } from '../../errors.js'
import { requireActor } from '../../plugins/actor.js'
import { verifyPassword } from './password.js'
import { findCredentials, type Credentials } from './queries.js'
import { countSignInFailure, findSignInDelay } from './throttle.js'

/**
 * Asks the person who is signed in for the password once more; a borrowed session must not be a way to guess it.
 *
 * @param pointer - The field of the body that it came in.
 * @throws AppError 422 when it is wrong, 429 after too many wrong ones.
 */
export async function requirePassword(
  request: FastifyRequest,
  pointer: string,
  password: string,
): Promise<Credentials> {
  const { username } = requireActor(request)
  const { db } = request.server
  const wait = await findSignInDelay(db, username, request.ip)
  if (wait > 0) throw new AppError('too_many_attempts', 429, { retryAfter: wait })
  const account = await findCredentials(db, username)
  if (account && (await verifyPassword(account.passwordHash, password))) return account
  await countSignInFailure(db, username, request.ip)
  throw unprocessable('password_wrong', [{ pointer, code: 'password_wrong', message: 'Mật khẩu hiện tại không đúng.' }])
}
