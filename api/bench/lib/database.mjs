// A PostgreSQL of the benchmark's own with the demonstration's data, as durable as the service's.
import { execFile } from 'node:child_process'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import pg from 'pg'
import { startEmbeddedPostgres } from '../../dist/db/embedded/start.js'

export const SERVER = fileURLToPath(new URL('../../dist/server.js', import.meta.url))

/** Settings of the service on that database; `NTM_ENV_FILE` empty: no file of this machine's operator is read. */
export function settingsFor({ url, dataDir }) {
  return { ...process.env, NTM_ENV_FILE: '', DATABASE_URL: url, NTM_DATA_DIR: dataDir, NTM_DEMO: '1', NTM_WORKER: '0' }
}

export async function openDatabase(directory) {
  const dataDir = resolve(directory)
  const postgres = await startEmbeddedPostgres({ dataDir, log: console.error })
  const database = { url: postgres.url, dataDir, stop: postgres.stop }
  await promisify(execFile)(process.execPath, [SERVER, 'seed'], { env: settingsFor(database) })
  return database
}

/** Runs `work` over one connection of the owner of the tables. */
export async function withClient({ url }, work) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
