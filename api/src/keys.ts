import { randomBytes } from 'node:crypto'
import { link, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Config } from './config.js'
import { StartError } from './start-error.js'

/** Permission bits of the group and of everybody else. */
const OTHERS = 0o077

/**
 * The key that signs access tokens: the configured one, else one made at the first start under `<dataDir>/keys/`.
 *
 * @throws StartError in production if others on the machine can read the key.
 */
export async function loadSigningKey(config: Pick<Config, 'dataDir' | 'jwtKey' | 'production'>): Promise<string> {
  if (config.jwtKey !== undefined) return config.jwtKey
  const file = join(config.dataDir, 'keys', 'signing.key')
  await createOnce(file)
  // Windows has no such bits; its access lists are the administrator's matter.
  const { mode } = await stat(file)
  if (config.production && process.platform !== 'win32' && (mode & OTHERS) !== 0) {
    throw new StartError(`Người khác đọc được khóa ký ${file}. Hãy chạy: chmod 600 "${file}"`)
  }
  const key = (await readFile(file, 'utf8')).trim()
  if (key.length < 32) throw new StartError(`Khóa ký ${file} bị hỏng. Xóa tệp này để tạo khóa mới.`)
  return key
}

/** Two processes that start together agree on one key, and a crash never leaves half of one. */
async function createOnce(file: string): Promise<void> {
  const draft = `${file}.${randomBytes(6).toString('hex')}`
  await mkdir(join(file, '..'), { recursive: true, mode: 0o700 })
  if (await stat(file).then(Boolean, () => false)) return
  await writeFile(draft, `${randomBytes(48).toString('base64url')}\n`, { mode: 0o600, flush: true })
  try {
    await link(draft, file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    await rm(draft, { force: true })
  }
}
