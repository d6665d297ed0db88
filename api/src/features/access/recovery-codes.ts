import { createHash, randomInt } from 'node:crypto'

export const RECOVERY_CODES = 10
/** Letters and figures that nobody takes for one another. */
const SIGNS = 'abcdefghjkmnpqrstuvwxyz23456789'
const LENGTH = 16

/** Ten codes of sixteen signs (some 79 bits each), in groups of four to be copied by hand. */
export function createRecoveryCodes(): string[] {
  const sign = () => SIGNS[randomInt(SIGNS.length)] ?? ''
  const code = () =>
    Array.from({ length: LENGTH }, sign)
      .join('')
      .replace(/(.{4})(?=.)/g, '$1-')
  return Array.from({ length: RECOVERY_CODES }, code)
}

/** Case, spaces and hyphens do not count. Only the hash is kept. */
export function hashRecoveryCode(code: string): Buffer {
  return createHash('sha256').update(code.toLowerCase().replace(/[\s-]/g, '')).digest()
}
