import type { ChildProcess } from 'node:child_process'
import { setTimeout as pause } from 'node:timers/promises'
import { stopLeftovers, stopServer } from './leftover.js'
import type { Place } from './place.js'
import { startPostmaster } from './postmaster.js'

const LONGEST_PAUSE_MS = 5_000

export interface SupervisedServer {
  stop: () => Promise<void>
}

export interface ServerOptions {
  place: Place
  port: number
  settings: Readonly<Record<string, string>>
  log: (line: string) => void
  /** Calls the first start off. */
  signal?: AbortSignal | undefined
}

/**
 * Runs the server and, should it die by itself, runs it again on the same port, so that open pools find it.
 *
 * @throws StartError if it does not come up the first time.
 */
export async function superviseServer(options: ServerOptions): Promise<SupervisedServer> {
  const { place, port, settings, log } = options
  let current: ChildProcess
  let restarting: Promise<void> | undefined
  const stopping = new AbortController()
  const isStopping = () => stopping.signal.aborted

  // Should this process end without calling `stop`, the server still shuts down in good order.
  const stopAtExit = () => current.kill('SIGINT')

  async function run(): Promise<void> {
    current = await startPostmaster(place, port, settings, stopping.signal)
    if (hasEnded(current)) throw new Error('PostgreSQL nhúng lại dừng ngay khi vừa chạy.')
    current.once('exit', () => {
      if (!isStopping()) restarting = restart()
    })
  }

  async function restart(): Promise<void> {
    log('PostgreSQL nhúng đã dừng bất thường; đang khởi động lại.')
    for (let pauseMs = 100; !isStopping(); pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
      try {
        await stopLeftovers(place.cluster)
        await run()
        log('PostgreSQL nhúng đã chạy lại.')
        return
      } catch (error) {
        if (!isStopping()) log(error instanceof Error ? error.message : String(error))
        await pause(pauseMs, undefined, { signal: stopping.signal }).catch(() => undefined)
      }
    }
  }

  options.signal?.addEventListener('abort', () => stopping.abort(), { once: true })
  await run()
  process.on('exit', stopAtExit)
  return {
    stop: async () => {
      stopping.abort()
      await restarting
      if (current.pid !== undefined && !hasEnded(current)) await stopServer(current.pid)
      process.off('exit', stopAtExit)
    },
  }
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null
}
