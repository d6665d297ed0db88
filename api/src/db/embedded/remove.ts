import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { stopLeftovers } from './leftover.js'
import { readPointer } from './place.js'

/** Removes a data directory and the database that belongs to it, wherever that lies; for tests. */
export async function removeEmbeddedPostgres(dataDir: string): Promise<void> {
  const home = (await readPointer(dataDir)) ?? dataDir
  await stopLeftovers(join(home, 'postgres'))
  for (const directory of new Set([home, dataDir])) await rm(directory, { recursive: true, force: true })
}
