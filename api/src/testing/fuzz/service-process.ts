import { fork } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { TEST_SIGNING_KEY } from '../app.js'

const PROGRAM = fileURLToPath(new URL('../../../dist/server.js', import.meta.url))

/** The built service in a process of its own, so that what it needs of memory is its own. */
export interface ServiceProcess {
  origin: string
  /** Bytes: of the whole process, and of what its programs hold. */
  readMemory: () => Promise<{ resident: number; heap: number }>
  /** What it logged. */
  readLog: () => string
  stop: () => Promise<void>
}

/** @param settings - Variables beside the usual ones. */
export async function startServiceProcess(
  databaseUrl: string,
  settings: Readonly<Record<string, string>> = {},
): Promise<ServiceProcess> {
  const directory = mkdtempSync(join(tmpdir(), 'ntm-fuzz-'))
  const logFile = join(directory, 'service.log')
  const log = openSync(logFile, 'w')
  const port = await findFreePort()
  const origin = `http://127.0.0.1:${port}`
  const child = fork(PROGRAM, {
    stdio: ['ignore', log, log, 'ipc'],
    // Those of the test runner are not for a program that was built.
    execArgv: [],
    env: {
      PATH: process.env.PATH,
      NTM_ENV_FILE: '',
      DATABASE_URL: databaseUrl,
      NTM_DATA_DIR: directory,
      NTM_JWT_KEY: TEST_SIGNING_KEY,
      NTM_DEMO: '1',
      NTM_WORKER: '0',
      NTM_RATE_LIMIT: '0',
      NTM_LOG_LEVEL: 'error',
      PORT: String(port),
      ...settings,
    },
  })
  const ended = once(child, 'exit')
  const readLog = () => readFileSync(logFile, 'utf8')

  async function stop(): Promise<void> {
    child.kill('SIGTERM')
    await ended
    closeSync(log)
    rmSync(directory, { recursive: true, force: true })
  }

  while (!(await isReady(origin))) {
    if (child.exitCode !== null) throw new Error(`The service did not start:\n${readLog()}`)
    await new Promise((done) => setTimeout(done, 100))
  }
  return {
    origin,
    readLog,
    stop,
    readMemory: async () => {
      const text = await (await fetch(`${origin}/metrics`)).text()
      const read = (name: string) => Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1] ?? Number.NaN)
      return { resident: read('process_resident_memory_bytes'), heap: read('nodejs_heap_size_used_bytes') }
    },
  }
}

function isReady(origin: string): Promise<boolean> {
  return fetch(`${origin}/health/ready`).then(
    ({ ok }) => ok,
    () => false,
  )
}

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  await new Promise((done) => server.close(done))
  return port
}
