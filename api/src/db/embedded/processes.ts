import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'

/** Whether a process with this number runs, whoever owns it. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return !isZombie(pid)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** A process that ended and that nobody collects: so it is in a container whose first process is not an init. */
function isZombie(pid: number): boolean {
  if (process.platform !== 'linux') return false
  return readStat(pid)[0] === 'Z'
}

/** Fields of `/proc/<pid>/stat` from the third, the state, on; the second, the name, may hold blanks and brackets. */
function readStat(pid: number): string[] {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ')
  } catch {
    return []
  }
}

/**
 * A text that differs between two processes that had one number after another.
 *
 * Empty where the system does not tell; then the number alone must do.
 */
export function identifyProcess(pid: number): string {
  try {
    if (process.platform === 'linux') {
      const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
      // Field 22 is the start in clock ticks since boot.
      const start = readStat(pid)[19]
      return start === undefined ? '' : `${boot}/${start}`
    }
    if (process.platform === 'darwin')
      return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)])
        .toString()
        .trim()
  } catch {
    // The process is gone, or hidden from us.
  }
  return ''
}

/** Waits until a process is gone; false if it is still there after the time given. */
export async function waitUntilGone(pid: number, limitMs: number): Promise<boolean> {
  const giveUpAt = Date.now() + limitMs
  while (isAlive(pid)) {
    if (Date.now() > giveUpAt) return false
    await pause(20)
  }
  return true
}

/**
 * Numbers of the PostgreSQL processes, server and children, that work in a cluster.
 *
 * Linux only, elsewhere empty: every one of them has the cluster as its working directory.
 */
export function findClusterProcesses(cluster: string): number[] {
  if (process.platform !== 'linux') return []
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => worksIn(pid, cluster))
}

function worksIn(pid: number, cluster: string): boolean {
  try {
    return (
      readlinkSync(`/proc/${pid}/cwd`) === cluster &&
      /\/postgres( \(deleted\))?$/.test(readlinkSync(`/proc/${pid}/exe`))
    )
  } catch {
    return false
  }
}
