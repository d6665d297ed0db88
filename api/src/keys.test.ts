import { chmod, mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { loadSigningKey } from './keys.js'
import { StartError } from './start-error.js'

let dataDir: string
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'ntm-keys-'))
})
afterEach(() => rm(dataDir, { recursive: true }))

test('the first start makes a key that only its owner can read, and later starts keep it', async () => {
  const config = { dataDir, jwtKey: undefined, production: true }
  const key = await loadSigningKey(config)
  expect(key.length).toBeGreaterThanOrEqual(64)
  expect((await stat(join(dataDir, 'keys/signing.key'))).mode & 0o777).toBe(0o600)
  expect(await loadSigningKey(config)).toBe(key)
})

test('copies that start together share one key', async () => {
  const config = { dataDir, jwtKey: undefined, production: false }
  const keys = await Promise.all(Array.from({ length: 8 }, () => loadSigningKey(config)))
  expect(new Set(keys).size).toBe(1)
})

test('production refuses a key that others can read', async () => {
  const config = { dataDir, jwtKey: undefined, production: true }
  await loadSigningKey(config)
  await chmod(join(dataDir, 'keys/signing.key'), 0o644)
  await expect(loadSigningKey(config)).rejects.toThrow(StartError)
  await expect(loadSigningKey({ ...config, production: false })).resolves.toBeTypeOf('string')
})

test('a key cut short is refused', async () => {
  const config = { dataDir, jwtKey: undefined, production: false }
  await loadSigningKey(config)
  await writeFile(join(dataDir, 'keys/signing.key'), 'abc')
  await expect(loadSigningKey(config)).rejects.toThrow(StartError)
})

test('a configured key is used as it is, and nothing is written', async () => {
  const jwtKey = 'x'.repeat(40)
  expect(await loadSigningKey({ dataDir, jwtKey, production: true })).toBe(jwtKey)
  await expect(stat(join(dataDir, 'keys'))).rejects.toThrow('ENOENT')
})
