// How much memory a process holds while something is done.
import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'

const LOOK_EVERY_MS = 50
const KIB = 1024

/** Resident memory of a process, in bytes. */
export async function readMemory(pid) {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => undefined)
  if (status !== undefined) return Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? 0) * KIB
  const { stdout } = await promisify(execFile)('ps', ['-o', 'rss=', '-p', String(pid)])
  return Number(stdout) * KIB
}

/** Does `work`, and says by how many bytes the process grew meanwhile at most. */
export async function watchMemory(pid, work) {
  const before = await readMemory(pid)
  let most = before
  const looking = setInterval(() => void readMemory(pid).then((now) => (most = Math.max(most, now))), LOOK_EVERY_MS)
  try {
    const result = await work()
    most = Math.max(most, await readMemory(pid))
    return { result, grewBy: most - before, most }
  } finally {
    clearInterval(looking)
  }
}
