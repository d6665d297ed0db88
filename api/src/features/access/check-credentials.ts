import type { LoginRequest } from '@ntm/shared/access/wire'
import type { Database } from '../../db/client.js'
import type { KeyRing } from '../../key-ring.js'
import { checkSecondFactor, type FactorCheck } from './check-second-factor.js'
import { verifyPassword } from './password.js'
import { findCredentials, type Credentials } from './queries.js'

export interface Refusal {
  /** Problem code of the answer. */
  code: string
  /** For the audit trail; says more than the answer does. */
  reason: string
  account: Credentials | undefined
  /** Whether something wrong was tried, which counts; not so when a code is merely still to come. */
  isGuess: boolean
}

export type Checked = { account: Credentials; factor: FactorCheck; refusal: null } | { refusal: Refusal }

const FACTOR_REFUSALS: Readonly<Partial<Record<FactorCheck, Omit<Refusal, 'account'>>>> = {
  due: { code: 'second_factor_required', reason: 'second factor due', isGuess: false },
  wrong: { code: 'second_factor_wrong', reason: 'wrong second factor', isGuess: true },
}

/**
 * The account that a name, a password and (where one is due) a code open, or why they open none.
 *
 * Takes the same time for an unknown name, a disabled account and a wrong password.
 */
export async function checkCredentials(
  db: Database,
  { username, password, code }: LoginRequest,
  keyRing: KeyRing,
): Promise<Checked> {
  const account = await findCredentials(db, username)
  const isOpen = account?.disabledAt === null
  const matches = await verifyPassword(isOpen ? account.passwordHash : undefined, password)
  const refuse = (code: string, reason: string) => ({ refusal: { code, reason, account, isGuess: true } })
  if (!account) return refuse('invalid_credentials', 'unknown name')
  if (!isOpen) return refuse('invalid_credentials', 'account disabled')
  if (!matches) return refuse('invalid_credentials', 'wrong password')
  if (account.oneTimeUntil !== null && account.oneTimeUntil.getTime() <= Date.now()) {
    return refuse('one_time_password_expired', 'one-time password lapsed')
  }
  const factor = await checkSecondFactor(db, account.id, code, keyRing)
  const refusal = FACTOR_REFUSALS[factor]
  return refusal ? { refusal: { ...refusal, account } } : { account, factor, refusal: null }
}
