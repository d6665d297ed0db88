import { spawn, type ChildProcess } from 'node:child_process'
import { closeSync, openSync, readFileSync, statSync, truncateSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { StartError } from '../../start-error.js'
import type { Place } from './place.js'

/** Recovery after a crash replays up to `max_wal_size`; on a slow disk that takes minutes, not seconds. */
const READY_LIMIT_MS = 300_000
const LOG_LIMIT_BYTES = 10_000_000

/** A port that was free a moment ago. */
export async function findFreePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((done, fail) => server.once('error', fail).listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  await new Promise((done) => server.close(done))
  return port
}

/**
 * Starts one server and waits until it accepts connections.
 *
 * It leads a process group of its own: Ctrl-C in the terminal reaches us alone, and we stop it after the service.
 *
 * @throws StartError with the end of its log if it does not come up, or `signal` calls it off.
 */
export async function startPostmaster(
  place: Place,
  port: number,
  settings: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<ChildProcess> {
  const logFile = join(place.home, 'postgres.log')
  const output = openLog(logFile)
  const args = Object.entries({ ...settings, port: String(port) }).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`,
  ])
  const child = spawn(join(place.binaries, 'bin/postgres'), ['-D', place.cluster, ...args], {
    cwd: place.cluster,
    detached: true,
    env: { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' },
    stdio: ['ignore', output, output],
    ...(place.account ? { uid: place.account.uid, gid: place.account.gid } : {}),
  })
  closeSync(output)
  let failure: string | undefined
  child.once('error', (error) => (failure = error.message))
  child.once('exit', (code, signal) => (failure ??= `kết thúc với mã ${code ?? signal ?? '?'}`))

  const giveUpAt = Date.now() + READY_LIMIT_MS
  while (!isReady(place.cluster, child.pid)) {
    if (failure === undefined && (signal.aborted || Date.now() > giveUpAt)) {
      child.kill('SIGQUIT')
      failure = signal.aborted ? 'được yêu cầu dừng' : `chưa sẵn sàng sau ${READY_LIMIT_MS / 1000} giây`
    }
    if (failure !== undefined) {
      throw new StartError(`PostgreSQL nhúng không chạy (${failure}). Nhật ký ${logFile}:\n${readEnd(logFile)}`)
    }
    await pause(20)
  }
  return child
}

/** The eighth line of `postmaster.pid` tells the state; asking by connecting would wait for authentication each time. */
function isReady(cluster: string, pid: number | undefined): boolean {
  try {
    const lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')
    return lines[0] === String(pid) && lines[7]?.trim() === 'ready'
  } catch {
    return false
  }
}

function openLog(file: string): number {
  const descriptor = openSync(file, 'a', 0o600)
  if (statSync(file).size > LOG_LIMIT_BYTES) truncateSync(file)
  return descriptor
}

function readEnd(file: string): string {
  return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-8).join('\n')
}
