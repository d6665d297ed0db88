import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { appendFileSync, mkdtempSync, openSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { removeEmbeddedPostgres } from '../../db/embedded/remove.js'
import { findFreePort } from '../../db/embedded/postmaster.js'
import { findRunningServer } from '../../db/embedded/running.js'
import { TEST_SIGNING_KEY } from '../app.js'
import { TORTURE_CLOCK } from './field.js'

const PROGRAM = fileURLToPath(new URL('../../../dist/server.js', import.meta.url))

export const VICTIMS = ['service', 'postgres'] as const
export type Victim = (typeof VICTIMS)[number]

/** The built service with its own durable PostgreSQL; whenever it dies it is started again, as systemd would. */
export interface CrashService {
  origin: string
  /** `kill -9`. @returns milliseconds until it is ready again. */
  kill: (victim: Victim) => Promise<number>
  /** As the owner of the tables; to be asked for again after a kill. */
  openPool: () => Promise<pg.Pool>
  /** Runs another command of the program beside the service. */
  runCommand: (name: string) => Promise<{ code: number; output: string }>
  /** What was in the log each time the service ended though nobody had killed it. */
  falls: readonly string[]
  stop: () => Promise<void>
}

export async function startCrashService(): Promise<CrashService> {
  const dataDir = mkdtempSync(join(tmpdir(), 'ntm-crash-'))
  const logFile = join(dataDir, 'service.log')
  const port = await findFreePort()
  const origin = `http://127.0.0.1:${port}`
  const env = {
    ...{ PATH: process.env.PATH, NTM_ENV_FILE: '', NTM_DATA_DIR: dataDir, NTM_JWT_KEY: TEST_SIGNING_KEY },
    ...{ NTM_DEMO: '1', NTM_CLOCK: TORTURE_CLOCK, NTM_WORKER: '0', NTM_RATE_LIMIT: '0', PORT: String(port) },
  }
  let child: ChildProcess
  const falls: string[] = []
  let isStopping = false

  function start(): void {
    const log = openSync(logFile, 'a')
    child = spawn(process.execPath, [PROGRAM], { stdio: ['ignore', log, log], env })
    child.once('exit', (_code, signal) => {
      if (isStopping) return
      // Nobody killed it: the service itself fell over, and its last words say at what.
      if (signal !== 'SIGKILL') falls.push(readFileSync(logFile, 'utf8').slice(-3_000))
      start()
    })
  }

  async function openPool(): Promise<pg.Pool> {
    const url = await findRunningServer(dataDir)
    if (url === undefined) throw new Error('PostgreSQL does not run')
    const pool = new pg.Pool({ connectionString: url, max: 4 })
    pool.on('error', () => undefined)
    return pool
  }

  async function findPostmaster(): Promise<number> {
    const pool = await openPool()
    const { rows } = await pool.query<{ directory: string }>(`select current_setting('data_directory') directory`)
    await pool.end()
    return Number(readFileSync(join(rows[0]?.directory ?? '', 'postmaster.pid'), 'utf8').split('\n')[0])
  }

  async function kill(victim: Victim): Promise<number> {
    const pid = victim === 'service' ? child.pid : await findPostmaster()
    if (pid === undefined || !(pid > 1)) throw new Error(`The ${victim} does not run`)
    appendFileSync(logFile, `--- kill -9 ${victim} ${pid}\n`)
    const killedAt = performance.now()
    process.kill(pid, 'SIGKILL')
    // The dead may still answer for a moment; one that is back already never stops answering.
    while (performance.now() - killedAt < 1_000 && (await isReady(origin))) await pause(5)
    while (!(await isReady(origin))) {
      if (performance.now() - killedAt > 120_000) throw new Error(`Not ready again:\n${readFileSync(logFile, 'utf8')}`)
      await pause(20)
    }
    return performance.now() - killedAt
  }

  async function runCommand(name: string): Promise<{ code: number; output: string }> {
    const command = spawn(process.execPath, [PROGRAM, name], { stdio: ['ignore', 'pipe', 'pipe'], env })
    let output = ''
    for (const stream of [command.stdout, command.stderr]) stream.on('data', (text) => (output += String(text)))
    const [code] = (await once(command, 'exit')) as [number | null]
    return { code: code ?? 1, output: output.trim() }
  }

  async function stop(): Promise<void> {
    isStopping = true
    const ended = once(child, 'exit')
    child.kill('SIGTERM')
    await ended
    await removeEmbeddedPostgres(dataDir)
  }

  start()
  while (!(await isReady(origin))) {
    const [fall] = falls
    isStopping = fall !== undefined
    if (fall !== undefined) throw new Error(`The service does not start:\n${fall}`)
    await pause(100)
  }
  return { origin, kill, openPool, runCommand, falls, stop }
}

function isReady(origin: string): Promise<boolean> {
  return fetch(`${origin}/health/ready`, { signal: AbortSignal.timeout(2_000) }).then(
    async (answer) => (await answer.arrayBuffer(), answer.ok),
    () => false,
  )
}
