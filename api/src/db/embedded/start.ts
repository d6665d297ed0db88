import pg from 'pg'
import { initialiseCluster } from './initialise.js'
import { stopLeftovers } from './leftover.js'
import { lockDataDirectory } from './lock.js'
import { openDataDirectory } from './data-directory.js'
import { choosePlace } from './place.js'
import { findFreePort } from './postmaster.js'
import { embeddedUrl } from './running.js'
import { SETTINGS, THROWAWAY_SETTINGS } from './settings.js'
import { superviseServer } from './supervise.js'

export interface EmbeddedPostgresOptions {
  dataDir: string
  /** Told of what an operator should know: that the server died and is back. */
  log: (line: string) => void
  /** Calls a start off that takes long, such as a recovery. */
  signal?: AbortSignal
  /** `false` trades safety for speed; for tests only. */
  durable?: boolean
}

export interface EmbeddedPostgres {
  /** Of the database `ntm`; holds the password. Stays the same for as long as the service runs. */
  url: string
  /** Stops the server and lets the data directory go. */
  stop: () => Promise<void>
}

/**
 * Starts the PostgreSQL of a data directory, made first if there is none, and keeps it running until `stop`.
 *
 * @throws StartError if another living service uses the directory, or the server cannot run here.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { dataDir, log, signal, durable = true } = options
  await openDataDirectory(dataDir)
  const unlock = await lockDataDirectory(dataDir)
  try {
    const place = await choosePlace(dataDir)
    const password = await initialiseCluster(place, { durable })
    await stopLeftovers(place.cluster)
    const port = await findFreePort()
    const settings = durable ? SETTINGS : { ...SETTINGS, ...THROWAWAY_SETTINGS }
    const server = await superviseServer({ place, port, settings, log, signal })
    const url = embeddedUrl(port, password)
    await ensureDatabase(url).catch(async (error: unknown) => {
      await server.stop()
      throw error
    })
    return {
      url,
      stop: async () => {
        await server.stop()
        await unlock()
      },
    }
  } catch (error) {
    await unlock()
    throw error
  }
}

async function ensureDatabase(url: string): Promise<void> {
  const maintenance = new URL(url)
  const database = maintenance.pathname.slice(1)
  maintenance.pathname = '/postgres'
  const client = new pg.Client({ connectionString: maintenance.href })
  await client.connect()
  try {
    const { rows } = await client.query('select from pg_database where datname = $1', [database])
    if (rows.length === 0) await client.query(`create database ${database}`)
  } finally {
    await client.end()
  }
}
