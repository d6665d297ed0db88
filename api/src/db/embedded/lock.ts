import { createHash, randomBytes } from 'node:crypto'
import { link, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { StartError } from '../../start-error.js'
import { identifyProcess, isAlive } from './processes.js'

interface Holder {
  pid: number
  /** Tells the holder from a later process with its number; see `identifyProcess`. */
  identity: string
}

/** Between looks at a lock that another start is just removing. */
const CLAIM_PAUSE_MS = 20
/** Removing takes microseconds: whoever claimed it longer ago was killed meanwhile. */
const CLAIM_LIMIT_MS = 5_000

/**
 * Makes this process the only service on a data directory.
 *
 * A lock left by a killed service counts for nothing, also when its number has gone to another process since.
 *
 * @returns What gives the lock back.
 * @throws StartError naming the living service that holds it.
 */
export async function lockDataDirectory(dataDir: string): Promise<() => Promise<void>> {
  const file = join(dataDir, 'service.lock')
  const mine = JSON.stringify({ pid: process.pid, identity: identifyProcess(process.pid) } satisfies Holder)
  const draft = `${file}.${randomBytes(6).toString('hex')}`
  await writeFile(draft, mine, { flush: true })
  try {
    while (!(await putInPlace(draft, file))) await removeStale(file, dataDir)
  } finally {
    await rm(draft, { force: true })
  }
  return async () => {
    if ((await readFile(file, 'utf8').catch(() => '')) === mine) await rm(file, { force: true })
  }
}

async function putInPlace(draft: string, file: string): Promise<boolean> {
  try {
    await link(draft, file)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

async function removeStale(file: string, dataDir: string): Promise<void> {
  const found = await readFile(file, 'utf8').catch(() => undefined)
  if (found === undefined) return
  const holder = parseHolder(found)
  if (holder && isHeld(holder)) {
    throw new StartError(
      `Dịch vụ đã chạy trên thư mục dữ liệu ${dataDir} (tiến trình ${holder.pid}). Hãy dừng nó trước.`,
    )
  }
  const claim = `${file}.${createHash('sha256').update(found).digest('hex').slice(0, 12)}`
  if (!(await claimRemoval(claim))) return pause(CLAIM_PAUSE_MS)
  try {
    // Only now: another start may have removed it and taken its place between our look and our claim.
    if ((await readFile(file, 'utf8').catch(() => undefined)) === found) await rm(file, { force: true })
  } finally {
    await rm(claim, { force: true })
  }
}

/** Gives one start alone the right to remove one lock: of two that do, the later would remove the lock of the first. */
async function claimRemoval(claim: string): Promise<boolean> {
  try {
    await writeFile(claim, '', { flag: 'wx' })
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    const madeAt = (await stat(claim).catch(() => undefined))?.mtimeMs ?? Date.now()
    if (Date.now() - madeAt > CLAIM_LIMIT_MS) await rm(claim, { force: true })
    return false
  }
}

function isHeld({ pid, identity }: Holder): boolean {
  return isAlive(pid) && (identity === '' || identity === identifyProcess(pid))
}

function parseHolder(text: string): Holder | undefined {
  try {
    const { pid, identity } = JSON.parse(text) as Partial<Holder>
    return typeof pid === 'number' ? { pid, identity: identity ?? '' } : undefined
  } catch {
    return undefined
  }
}
