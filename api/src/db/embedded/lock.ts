import { randomBytes } from 'node:crypto'
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { StartError } from '../../start-error.js'
import { identifyProcess, isAlive } from './processes.js'

interface Holder {
  pid: number
  /** Tells the holder from a later process with its number; see `identifyProcess`. */
  identity: string
}

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
  const aside = `${file}.${randomBytes(6).toString('hex')}`
  await rename(file, aside).catch(() => undefined)
  // Another start may have taken the lock between our look and our move; then it gets its lock back.
  const moved = await readFile(aside, 'utf8').catch(() => found)
  if (moved !== found) await link(aside, file).catch(() => undefined)
  await rm(aside, { force: true })
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
