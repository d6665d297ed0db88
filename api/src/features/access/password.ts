import { hash, verify } from '@node-rs/argon2'

/** Argon2id with the parameters OWASP gives for interactive sign-in: 19 MiB, two passes, one lane. */
const PARAMETERS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const

export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFC'), PARAMETERS)
}

let decoy: Promise<string> | undefined

/**
 * Checks a password.
 *
 * Without a hash (an unknown name) it checks against a decoy, so that both cases take the same time.
 */
export async function verifyPassword(passwordHash: string | undefined, password: string): Promise<boolean> {
  decoy ??= hashPassword('no account has this password')
  const matches = await verify(passwordHash ?? (await decoy), password.normalize('NFC'))
  return matches && passwordHash !== undefined
}
