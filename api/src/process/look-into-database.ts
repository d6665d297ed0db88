import type pg from 'pg'
import type { Config } from '../config.js'
import { withRole } from '../db/app-role.js'
import { inTransaction, openPool, type Database } from '../db/client.js'
import { connectOnce } from '../db/connect.js'
import { findRunningServer, hasCluster } from '../db/embedded/running.js'
import { hasPendingMigrations } from '../db/migrate.js'
import { StartError } from '../start-error.js'
import type { Cleanup } from './cleanup.js'
import { openServer } from './prepare-database.js'

export interface Surroundings {
  cleanup: Cleanup
  signal: AbortSignal
  print: (line: string) => void
}

/**
 * Reads one state of the whole database; writes nothing, and may run beside the service.
 *
 * @throws StartError if there is no database to look at, or one of another version.
 */
export async function lookIntoDatabase<T>(
  config: Config,
  surroundings: Surroundings,
  look: (tx: Database) => Promise<T>,
): Promise<T> {
  return inTransaction(await openExisting(config, surroundings), async (tx) => {
    await tx.$client.query('set transaction isolation level repeatable read read only')
    // Years of rows take longer than any request may.
    await tx.$client.query('set local statement_timeout = 0')
    return look(tx)
  })
}

/**
 * Changes something in one transaction, with the rights of the service, which may be running.
 *
 * @throws StartError as `lookIntoDatabase` does.
 */
export async function changeDatabase<T>(
  config: Config,
  surroundings: Surroundings,
  change: (tx: Database) => Promise<T>,
): Promise<T> {
  return inTransaction(await openExisting(config, surroundings), change)
}

async function openExisting(config: Config, surroundings: Surroundings): Promise<pg.Pool> {
  const databaseUrl = withRole(await findDatabase(config, surroundings), config.databaseRole)
  await (await connectOnce(databaseUrl)).end()
  const pool = openPool(databaseUrl, 1)
  surroundings.cleanup.add(() => pool.end())
  if (await hasPendingMigrations(pool, config.migrationsDir)) {
    throw new StartError('Cơ sở dữ liệu chưa được di trú. Hãy chạy lệnh migrate trước.')
  }
  return pool
}

async function findDatabase(config: Config, { cleanup, signal, print }: Surroundings): Promise<string> {
  if (config.databaseUrl !== undefined) return config.databaseUrl
  const running = await findRunningServer(config.dataDir)
  if (running !== undefined) return running
  if (!(await hasCluster(config.dataDir))) throw new StartError(`Chưa có cơ sở dữ liệu trong ${config.dataDir}.`)
  return openServer(config, { cleanup, signal, log: print })
}
