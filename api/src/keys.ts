import { randomBytes } from 'node:crypto'
import { chown, link, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Config } from './config.js'
import { KeyRing, type KeptKey } from './key-ring.js'
import { StartError } from './start-error.js'

/** Permission bits of the group and of everybody else. */
const OTHERS = 0o077
const SHORTEST_KEY = 32
/** After a key, on its line: when another one took its place. */
const REPLACED_AT = /\s+(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z)$/

type KeyConfig = Pick<Config, 'dataDir' | 'jwtKey' | 'production'>

/**
 * The keys that sign access tokens: the configured ones, else those under `<dataDir>/keys/`, the first of which is made
 * at the first start.
 *
 * @throws StartError in production if others on the machine can read the keys.
 */
export async function loadKeyRing(config: KeyConfig): Promise<KeyRing> {
  if (config.jwtKey !== undefined) return new KeyRing(parseKeys(config.jwtKey, 'NTM_JWT_KEY'))
  const file = fileOf(config)
  await createOnce(file)
  const read = async () => parseKeys(await readFile(file, 'utf8'), file)
  // Windows has no such bits; its access lists are the administrator's matter.
  const { mode } = await stat(file)
  if (config.production && process.platform !== 'win32' && (mode & OTHERS) !== 0) {
    throw new StartError(`Người khác đọc được khóa ký ${file}. Hãy chạy: chmod 600 "${file}"`)
  }
  return new KeyRing(await read(), read)
}

/**
 * Puts a new key before those of the data directory. Running copies find it by themselves; who is signed in stays so.
 *
 * @throws StartError where the keys are the operator's own, and no file of ours.
 */
export async function rotateSigningKey(config: KeyConfig): Promise<void> {
  if (config.jwtKey !== undefined) {
    throw new StartError(
      'Khóa ký lấy từ NTM_JWT_KEY hoặc NTM_JWT_KEY_FILE: hãy thay ở đó, cách làm ở deploy/README.md, mục “Secrets”.',
    )
  }
  const file = fileOf(config)
  await createOnce(file)
  const [first, ...rest] = parseKeys(await readFile(file, 'utf8'), file)
  const replaced = first ? [{ ...first, replacedAt: new Date() }] : []
  const draft = draftOf(file)
  await writeFile(draft, printKeys([{ secret: createKey() }, ...replaced, ...rest]), { mode: 0o600, flush: true })
  // Run by root, the command must not take the file from the account of the service.
  const { uid, gid } = await stat(file)
  if (process.getuid?.() === 0) await chown(draft, uid, gid)
  await rename(draft, file)
}

/** One key a line, the one that signs first. */
function parseKeys(text: string, place: string): KeptKey[] {
  const lines = text.split('\n').map((line) => line.trim())
  const keys = lines.filter((line) => line !== '').map(parseLine)
  if (keys.length > 0 && keys.every(({ secret }) => secret.length >= SHORTEST_KEY)) return keys
  throw new StartError(`Khóa ký ${place} bị hỏng: mỗi dòng phải là một khóa dài ít nhất ${SHORTEST_KEY} ký tự.`)
}

function parseLine(line: string): KeptKey {
  const replacedAt = REPLACED_AT.exec(line)?.[1]
  return replacedAt === undefined
    ? { secret: line }
    : { secret: line.replace(REPLACED_AT, ''), replacedAt: new Date(replacedAt) }
}

function printKeys(keys: readonly KeptKey[]): string {
  return keys.map(({ secret, replacedAt }) => `${secret}${replacedAt ? ` ${replacedAt.toISOString()}` : ''}\n`).join('')
}

function createKey(): string {
  return randomBytes(48).toString('base64url')
}

function fileOf({ dataDir }: KeyConfig): string {
  return join(dataDir, 'keys', 'signing.key')
}

function draftOf(file: string): string {
  return `${file}.${randomBytes(6).toString('hex')}`
}

/** Two processes that start together agree on one key, and a crash never leaves half of one. */
async function createOnce(file: string): Promise<void> {
  const draft = draftOf(file)
  await mkdir(join(file, '..'), { recursive: true, mode: 0o700 })
  if (await stat(file).then(Boolean, () => false)) return
  await writeFile(draft, printKeys([{ secret: createKey() }]), { mode: 0o600, flush: true })
  try {
    await link(draft, file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    await rm(draft, { force: true })
  }
}
