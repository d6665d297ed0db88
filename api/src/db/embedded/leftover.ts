import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { findClusterProcesses, isAlive, waitUntilGone } from './processes.js'

/** How long a shutdown that ends sessions and writes a checkpoint may take, before one that does neither. */
const FAST_LIMIT_MS = 4_000
const IMMEDIATE_LIMIT_MS = 1_000

/** Stops a server: sessions are ended and a checkpoint written; if that takes too long, at once. */
export async function stopServer(pid: number): Promise<void> {
  const steps = [
    ['SIGINT', FAST_LIMIT_MS],
    ['SIGQUIT', IMMEDIATE_LIMIT_MS],
    ['SIGKILL', IMMEDIATE_LIMIT_MS],
  ] as const
  for (const [signal, limitMs] of steps) {
    if (!sendSignal(pid, signal)) return
    if (await waitUntilGone(pid, limitMs)) return
  }
}

/**
 * Clears a cluster of what a killed service left: a server still at work, or processes whose server was killed.
 *
 * To be called by the holder of the data directory's lock only.
 */
export async function stopLeftovers(cluster: string): Promise<void> {
  const pidFile = join(cluster, 'postmaster.pid')
  const pid = Number((await readFile(pidFile, 'utf8').catch(() => '')).split('\n')[0])
  if (Number.isInteger(pid) && pid > 0 && isServerOf(pid, cluster)) await stopServer(pid)
  if (process.platform !== 'linux') return
  await endOrphans(cluster)
  // PostgreSQL refuses to start while the number in the file exists: as another program, or as one nobody collected.
  await rm(pidFile, { force: true })
}

/** Children end by themselves when their server dies; those that do not would keep the next one from starting. */
async function endOrphans(cluster: string): Promise<void> {
  const giveUpAt = Date.now() + 3_000
  while (findClusterProcesses(cluster).length > 0 && Date.now() < giveUpAt) await pause(20)
  for (const pid of findClusterProcesses(cluster)) {
    sendSignal(pid, 'SIGKILL')
    await waitUntilGone(pid, IMMEDIATE_LIMIT_MS)
  }
}

/** Whether a process works on the cluster. Elsewhere than on Linux a living number in `postmaster.pid` is believed. */
export function isServerOf(pid: number, cluster: string): boolean {
  return process.platform === 'linux' ? findClusterProcesses(cluster).includes(pid) : isAlive(pid)
}

/** False if the process is gone. */
function sendSignal(pid: number, signal: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, signal)
  } catch {
    return false
  }
}
