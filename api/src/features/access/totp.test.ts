import { expect, test } from 'vitest'
import { createTotpSecret, findTotpStep, openSecret, presentTotpSecret, sealSecret } from './totp.js'

/** Secret and codes of RFC 6238, appendix B; the last six of their eight digits. */
const RFC_SECRET = Buffer.from('12345678901234567890')
const KEY = 'a key for tests that is long enough to sign with'

test.each([
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_111_111_111, '050471'],
  [1_234_567_890, '005924'],
  [2_000_000_000, '279037'],
  [20_000_000_000, '353130'],
])('at second %i the code of RFC 6238 is %s', (second, code) => {
  expect(findTotpStep(RFC_SECRET, code, second * 1_000)).toBe(Math.floor(second / 30))
})

test('a code is good one step early and one late, and no further', () => {
  const step = 1_111_111_111
  const good = [-60, -30, 0, 30, 60].map((late) => findTotpStep(RFC_SECRET, '050471', (step + late) * 1_000))
  const own = Math.floor(step / 30)
  expect(good).toEqual([undefined, own, own, own, undefined])
})

test('a space in the middle is forgiven, anything else is no code', () => {
  expect(findTotpStep(RFC_SECRET, '287 082', 59_000)).toBe(1)
  for (const code of ['', '28708', '2870822', 'abcdef', '２８７０８２']) {
    expect(findTotpStep(RFC_SECRET, code, 59_000)).toBeUndefined()
  }
})

test('the app is given 160 bits, the service and the user name', () => {
  const { secret, uri } = presentTotpSecret(createTotpSecret(), 'vpdp')
  expect(secret).toMatch(/^[A-Z2-7]{32}$/)
  expect(uri).toMatch(/^otpauth:\/\/totp\//)
  expect(decodeURIComponent(uri)).toContain('Nông thôn mới Kon Tum:vpdp')
  expect(new URL(uri).searchParams.get('secret')).toBe(secret)
})

test('a sealed secret opens under its key, for its account, unaltered, and never twice looks the same', () => {
  const sealed = sealSecret(RFC_SECRET, 7, KEY)
  expect(openSecret(sealed, 7, [KEY])).toEqual(RFC_SECRET)
  expect(openSecret(sealed, 7, ['a newer key', KEY])).toEqual(RFC_SECRET)
  expect(sealed.includes(RFC_SECRET)).toBe(false)
  expect(sealSecret(RFC_SECRET, 7, KEY)).not.toEqual(sealed)
  expect(openSecret(sealed, 8, [KEY])).toBeUndefined()
  expect(openSecret(sealed, 7, [`${KEY}!`])).toBeUndefined()
  const altered = Buffer.from(sealed)
  altered.writeUInt8(altered.readUInt8(30) ^ 1, 30)
  expect(openSecret(altered, 7, [KEY])).toBeUndefined()
  expect(openSecret(sealed.subarray(0, 20), 7, [KEY])).toBeUndefined()
})
