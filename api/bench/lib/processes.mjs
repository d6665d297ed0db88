// The service and the reference, each a process of its own on one database.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { SERVER, settingsFor } from './database.mjs'

const POOL_SIZE = '10'
const JSON_BODY = { 'content-type': 'application/json' }

export async function startProcesses(database) {
  const env = { ...process.env, BENCH_DATABASE_URL: database.url, BENCH_POOL_SIZE: POOL_SIZE }
  const bare = fork(fileURLToPath(new URL('reference.mjs', import.meta.url)), { env })
  const [[reference], service] = await Promise.all([once(bare, 'message'), startService(database)])
  return { own: service.own, reference, stop: () => Promise.all([service.stop(), stopProcess(bare)]) }
}

/** The service alone; `settings` stand over those of a measured one. */
export async function startService(database, settings = {}) {
  const port = await findFreePort()
  const env = { ...settingsFor(database), NTM_POOL_SIZE: POOL_SIZE, PORT: String(port), ...settings }
  const service = fork(SERVER, { env, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  const own = `http://127.0.0.1:${port}`
  await waitUntilReady(own, service)
  return { own, pid: service.pid, stop: () => stopProcess(service) }
}

async function stopProcess(child) {
  if (child.exitCode !== null) return
  child.kill('SIGTERM')
  await once(child, 'exit')
}

async function waitUntilReady(origin, service) {
  for (;;) {
    if (service.exitCode !== null) throw new Error('The service does not start')
    const isReady = await fetch(`${origin}/health/ready`).then(
      ({ ok }) => ok,
      () => false,
    )
    if (isReady) return
    await pause(100)
  }
}

async function findFreePort() {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address()
  server.close()
  await once(server, 'close')
  return port
}

/** The header of a demonstration account. */
export async function signIn(origin, username) {
  const body = JSON.stringify({ username, password: 'NongThonMoi@2019' })
  const answer = await fetch(`${origin}/api/v1/auth/login`, { method: 'POST', headers: JSON_BODY, body })
  if (!answer.ok) throw new Error(`${username} cannot sign in: ${await answer.text()}`)
  return { authorization: `Bearer ${(await answer.json()).accessToken}` }
}

export async function send(method, url, headers, body) {
  // Neither side packs its answers: the reference cannot.
  const asking = { ...JSON_BODY, 'accept-encoding': 'identity', ...headers }
  const answer = await fetch(url, { method, headers: asking, body: JSON.stringify(body) })
  const text = await answer.text()
  if (!answer.ok) throw new Error(`${method} ${url}: ${answer.status} ${text.slice(0, 500)}`)
  return { text, etag: answer.headers.get('etag') }
}
