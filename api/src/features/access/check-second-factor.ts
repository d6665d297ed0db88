import type { Database } from '../../db/client.js'
import type { KeyRing } from '../../key-ring.js'
import { hashRecoveryCode } from './recovery-codes.js'
import { findTotpStep, openSecret } from './totp.js'
import { findSecondFactor, useRecoveryCode, useTotpStep } from './write-second-factor.js'

/** `none`: the account has no second factor; `due`: it has, and no code came. */
export type FactorCheck = 'none' | 'due' | 'wrong' | 'code' | 'recoveryCode'

/**
 * Checks the code of a sign-in whose password was right, and uses it up: it is not good a second time, whatever
 * becomes of the sign-in.
 */
export async function checkSecondFactor(
  db: Database,
  accountId: number,
  code: string | undefined,
  keyRing: KeyRing,
): Promise<FactorCheck> {
  const factor = await findSecondFactor(db, accountId)
  if (!factor?.confirmedAt) return 'none'
  if (code === undefined) return 'due'
  // Sealed under a key that is gone, the app's codes cannot be checked any more; the recovery codes still can.
  const secret = openSecret(factor.secret, accountId, keyRing.secrets)
  const step = secret && findTotpStep(secret, code, Date.now())
  if (step !== undefined) return (await useTotpStep(db, accountId, step)) ? 'code' : 'wrong'
  return (await useRecoveryCode(db, accountId, hashRecoveryCode(code))) ? 'recoveryCode' : 'wrong'
}
