import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { cp, rm } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { inject } from 'vitest'
import { makeDataDirectory, serviceEnvironment } from './environment.ts'

const SERVER = fileURLToPath(new URL('../../../api/dist/server.js', import.meta.url))
const READY_LIMIT_MS = 60_000

export interface Product {
  /** Such as `http://127.0.0.1:40123`. */
  origin: string
  /** Stops it and its PostgreSQL and removes its data. */
  stop: () => Promise<void>
}

/** Starts the built service on a free port, with a copy of the demonstration data that nobody else changes. */
export async function startProduct(environment: Record<string, string> = {}): Promise<Product> {
  const dataDir = await makeDataDirectory()
  await copyTree(inject('demonstration'), dataDir)
  const port = await findFreePort()
  const origin = `http://127.0.0.1:${port}`
  const child = spawn(process.execPath, [SERVER], {
    env: { ...serviceEnvironment(dataDir), PORT: String(port), ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const output = collect(child)
  const product = { origin, stop: () => stop(child, dataDir) }
  try {
    await waitUntilReady(origin, child)
    return product
  } catch (error) {
    await product.stop()
    throw new Error(`The service did not start:\n${output()}`, { cause: error })
  }
}

async function waitUntilReady(origin: string, child: ChildProcess): Promise<void> {
  const giveUpAt = Date.now() + READY_LIMIT_MS
  for (;;) {
    const isReady = await fetch(`${origin}/health/ready`).then(
      (response) => response.ok,
      () => false,
    )
    if (isReady) return
    if (child.exitCode !== null) throw new Error(`It ended with code ${child.exitCode}`)
    if (Date.now() > giveUpAt) throw new Error(`It was not ready after ${READY_LIMIT_MS} ms`)
    await pause(50)
  }
}

async function stop(child: ChildProcess, dataDir: string): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) {
    const ended = new Promise((done) => child.once('exit', done))
    child.kill('SIGTERM')
    await ended
  }
  await rm(dataDir, { recursive: true, force: true })
}

function collect(child: ChildProcess): () => string {
  const chunks: Buffer[] = []
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => chunks.push(chunk))
  return () => Buffer.concat(chunks).toString()
}

/** With owners: as root, the database belongs to an account of its own. */
async function copyTree(from: string, to: string): Promise<void> {
  if (process.platform === 'win32') await cp(from, to, { recursive: true })
  else await promisify(execFile)('cp', ['-a', `${from}/.`, to])
}

async function findFreePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((done, fail) => server.once('error', fail).listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  await new Promise((done) => server.close(done))
  return port
}
