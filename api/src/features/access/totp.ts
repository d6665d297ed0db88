import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { Secret, TOTP } from 'otpauth'

/** Seconds of a time step, and digits of a code: what every authenticator app takes for granted. */
const PERIOD = 30
const DIGITS = 6
/** Steps before and after the present one whose codes are taken too: clocks differ, and typing takes time. */
const WINDOW = 1
/** Bytes; RFC 4226, section 4, recommends 160 bits. */
const SECRET_BYTES = 20
const NONCE_BYTES = 12
const TAG_BYTES = 16

function totpOf(secret: Buffer, username = ''): TOTP {
  const { buffer, byteOffset, byteLength } = secret
  const bytes = buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer
  return new TOTP({
    issuer: 'Nông thôn mới Kon Tum',
    label: username,
    algorithm: 'SHA1',
    digits: DIGITS,
    period: PERIOD,
    secret: new Secret({ buffer: bytes }),
  })
}

export function createTotpSecret(): Buffer {
  return randomBytes(SECRET_BYTES)
}

/** What the app is given: to type (base32), and as the address that a QR code carries. */
export function presentTotpSecret(secret: Buffer, username: string): { secret: string; uri: string } {
  const totp = totpOf(secret, username)
  return { secret: totp.secret.base32, uri: totp.toString() }
}

/** The time step whose code this is; undefined when it is none of those that are good at `now` (in ms). */
export function findTotpStep(secret: Buffer, code: string, now: number): number | undefined {
  const token = code.replace(/\s/g, '')
  if (!/^\d{6}$/.test(token)) return undefined
  const delta = totpOf(secret).validate({ token, timestamp: now, window: WINDOW })
  return delta === null ? undefined : Math.floor(now / 1_000 / PERIOD) + delta
}

function keyOf(signingKey: string): Buffer {
  return Buffer.from(hkdfSync('sha256', signingKey, '', 'ntm second factor', 32))
}

/** Encrypts a secret for one account: nobody reads it in the database, or moves it to another account. */
export function sealSecret(secret: Buffer, accountId: number, signingKey: string): Buffer {
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv('aes-256-gcm', keyOf(signingKey), nonce).setAAD(Buffer.from(String(accountId)))
  const sealed = Buffer.concat([cipher.update(secret), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed])
}

/** @returns undefined when it was sealed under none of the keys or for another account, or was altered. */
export function openSecret(sealed: Buffer, accountId: number, keys: readonly string[]): Buffer | undefined {
  for (const key of keys) {
    const secret = openWith(key, sealed, accountId)
    if (secret) return secret
  }
  return undefined
}

function openWith(signingKey: string, sealed: Buffer, accountId: number): Buffer | undefined {
  const nonce = sealed.subarray(0, NONCE_BYTES)
  const tag = sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES)
  try {
    const options = { authTagLength: TAG_BYTES }
    const decipher = createDecipheriv('aes-256-gcm', keyOf(signingKey), nonce, options)
    decipher.setAAD(Buffer.from(String(accountId))).setAuthTag(tag)
    return Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()])
  } catch {
    return undefined
  }
}
