import type { Database } from '../../db/client.js'
import { verifyPassword } from './password.js'
import { findCredentials, type Credentials } from './queries.js'

export interface Refusal {
  /** Problem code of the answer. */
  code: string
  /** For the audit trail; says more than the answer does. */
  reason: string
  account: Credentials | undefined
}

/**
 * The account that a name and a password open, or why they open none.
 *
 * Takes the same time for an unknown name, a disabled account and a wrong password.
 */
export async function checkCredentials(
  db: Database,
  username: string,
  password: string,
): Promise<{ account: Credentials; refusal: null } | { refusal: Refusal }> {
  const account = await findCredentials(db, username)
  const isOpen = account?.disabledAt === null
  const matches = await verifyPassword(isOpen ? account.passwordHash : undefined, password)
  if (!account) return { refusal: { code: 'invalid_credentials', reason: 'unknown name', account } }
  if (!isOpen) return { refusal: { code: 'invalid_credentials', reason: 'account disabled', account } }
  if (!matches) return { refusal: { code: 'invalid_credentials', reason: 'wrong password', account } }
  if (account.oneTimeUntil !== null && account.oneTimeUntil.getTime() <= Date.now()) {
    return { refusal: { code: 'one_time_password_expired', reason: 'one-time password lapsed', account } }
  }
  return { account, refusal: null }
}
