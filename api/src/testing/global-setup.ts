import { randomBytes } from 'node:crypto'
import { mkdtemp, readdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { readEnvironment } from '../config.js'
import { lockDataDirectory } from '../db/embedded/lock.js'
import { removeEmbeddedPostgres } from '../db/embedded/remove.js'
import { startEmbeddedPostgres } from '../db/embedded/start.js'

declare module 'vitest' {
  export interface ProvidedContext {
    /** A database of the test server to connect to for making others. */
    serverUrl: string
    /** Begins the name of every database of this run; several runs may share one server. */
    databasePrefix: string
  }
}

const DIRECTORY_PREFIX = 'ntm-test-'

/** One PostgreSQL for the run: embedded and thrown away, or the one of `NTM_TEST_DATABASE_URL`. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const databasePrefix = `ntm_test_${randomBytes(4).toString('hex')}`
  project.provide('databasePrefix', databasePrefix)
  const given = readEnvironment().NTM_TEST_DATABASE_URL
  if (given) {
    project.provide('serverUrl', given)
    return () => dropDatabases(given, databasePrefix)
  }

  await sweepAbandoned()
  const dataDir = await mkdtemp(join(tmpdir(), DIRECTORY_PREFIX))
  const server = await startEmbeddedPostgres({ dataDir, durable: false, log: console.error })
  project.provide('serverUrl', server.url)
  return async () => {
    await server.stop()
    await removeEmbeddedPostgres(dataDir)
  }
}

async function dropDatabases(serverUrl: string, prefix: string): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl })
  await client.connect()
  const { rows } = await client.query<{ datname: string }>(
    'select datname from pg_database where starts_with(datname, $1)',
    [prefix],
  )
  for (const { datname } of rows) await client.query(`drop database if exists ${datname} with (force)`)
  await client.end()
}

/** A run that was killed left its server running and its files behind. */
async function sweepAbandoned(): Promise<void> {
  for (const name of (await readdir(tmpdir())).filter((entry) => entry.startsWith(DIRECTORY_PREFIX))) {
    const dataDir = join(tmpdir(), name)
    // Held by a living run, or of another user: not ours to sweep.
    const unlock = await lockDataDirectory(dataDir).catch(() => undefined)
    if (!unlock) continue
    await removeEmbeddedPostgres(dataDir)
  }
}
