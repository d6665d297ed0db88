import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { loadKeyRing, rotateSigningKey } from './keys.js'
import { headOf, KeyRing } from './key-ring.js'
import { StartError } from './start-error.js'

let dataDir: string
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'ntm-keys-'))
})
afterEach(() => rm(dataDir, { recursive: true }))

const settings = () => ({ dataDir, jwtKey: undefined, production: true })
const file = () => join(dataDir, 'keys/signing.key')
const modeOf = async () => (await stat(file())).mode & 0o777

test('the first start makes a key that only its owner can read, and later starts keep it', async () => {
  const { secret } = (await loadKeyRing(settings())).signing
  expect(secret.length).toBeGreaterThanOrEqual(64)
  expect(await modeOf()).toBe(0o600)
  expect((await loadKeyRing(settings())).signing.secret).toBe(secret)
})

test('copies that start together share one key', async () => {
  const rings = await Promise.all(Array.from({ length: 8 }, () => loadKeyRing(settings())))
  expect(new Set(rings.map(({ signing }) => signing.secret)).size).toBe(1)
})

test('production refuses keys that others can read', async () => {
  await loadKeyRing(settings())
  await chmod(file(), 0o644)
  await expect(loadKeyRing(settings())).rejects.toThrow(StartError)
  await expect(loadKeyRing({ ...settings(), production: false })).resolves.toBeInstanceOf(KeyRing)
})

test.each(['', 'abc', `${'k'.repeat(40)}\nabc`])('a file that is no list of keys is refused: %j', async (text) => {
  await loadKeyRing(settings())
  await writeFile(file(), text)
  await expect(loadKeyRing(settings())).rejects.toThrow(StartError)
})

test('configured keys are used as they are, the first one signs, and nothing is written', async () => {
  const [next, old] = ['n'.repeat(40), 'o'.repeat(40)]
  const ring = await loadKeyRing({ ...settings(), jwtKey: `${next}\n${old}\n` })
  expect(ring.signing.secret).toBe(next)
  expect(ring.secrets).toEqual([next, old])
  await expect(stat(join(dataDir, 'keys'))).rejects.toThrow('ENOENT')
  await expect(rotateSigningKey({ ...settings(), jwtKey: next })).rejects.toThrow('NTM_JWT_KEY')
})

test('a rotation puts a new key first and keeps the old one, readable by its owner only', async () => {
  const old = (await loadKeyRing(settings())).signing
  await rotateSigningKey(settings())
  expect(await modeOf()).toBe(0o600)
  const ring = await loadKeyRing(settings())
  expect(ring.signing.secret).not.toBe(old.secret)
  expect(ring.signing.id).not.toBe(old.id)
  expect(ring.secrets).toEqual([ring.signing.secret, old.secret])
  await rotateSigningKey(settings())
  expect((await loadKeyRing(settings())).secrets).toHaveLength(3)
})

test('a copy that meets a token of the new key looks for that key at once, the other one signs on meanwhile', async () => {
  const [first, second] = [await loadKeyRing(settings()), await loadKeyRing(settings())]
  await rotateSigningKey(settings())
  await first.refresh()
  expect(second.signing.id).not.toBe(first.signing.id)
  const [ofFirst, ofSecond] = [headOf(first.signing.id), headOf(second.signing.id)]
  expect(await first.findByHead(ofSecond)).toBe(second.signing.secret)
  expect(await second.findByHead(ofFirst)).toBe(first.signing.secret)
  expect(second.signing.id).toBe(first.signing.id)
})

test('a replaced key is good until its tokens are past, and opens what was sealed under it for ever', async () => {
  const { secret: old, id } = (await loadKeyRing(settings())).signing
  await rotateSigningKey(settings())
  const [next = ''] = (await readFile(file(), 'utf8')).split('\n')
  const ageOf = async (minutes: number) => {
    await writeFile(file(), `${next}\n${old} ${new Date(Date.now() - minutes * 60_000).toISOString()}\n`)
    return loadKeyRing(settings())
  }
  expect(await (await ageOf(14)).findByHead(headOf(id))).toBe(old)
  const later = await ageOf(16)
  expect(await later.findByHead(headOf(id))).toBeUndefined()
  expect(later.secrets).toContain(old)
})

test('heads that nobody knows do not make the file be read again and again, nor fail without it', async () => {
  let reads = 0
  const keys = [{ secret: 'k'.repeat(40) }]
  const ring = new KeyRing(keys, () => {
    reads += 1
    return Promise.reject(new Error('gone'))
  })
  for (let tries = 0; tries < 50; tries += 1) expect(await ring.findByHead(`unknown-${tries}`)).toBeUndefined()
  expect(reads).toBe(1)
  expect(await ring.findByHead(headOf(ring.signing.id))).toBe(keys[0]?.secret)
})
