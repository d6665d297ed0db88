import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Task } from 'graphile-worker'
import { clearAway } from '../features/evidence/clear-away.js'
import { verifyFiles } from '../features/evidence/verify-files.js'
import type { JobContext } from './task-list.js'

/** Milliseconds after which a file that is still on its way belongs to a process that ended. */
const STALE_MS = 86_400_000

/** Clears away what nobody uses, then reads every file of evidence through; what is missing or altered is told. */
export function createCheckEvidence({ pool, clock, files }: JobContext): Task {
  return async () => {
    if (!files) return
    await removeStale(files.incomingDir)
    await clearAway(pool, files.store)
    await verifyFiles(pool, files.store, () => clock.now())
  }
}

async function removeStale(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => [])
  for (const name of names) {
    const path = join(folder, name)
    const found = await stat(path).catch(() => undefined)
    if (found && found.mtimeMs < Date.now() - STALE_MS) await rm(path, { force: true })
  }
}
