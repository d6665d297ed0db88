import type pg from 'pg'
import type { Config } from '../config.js'
import { openPool } from '../db/client.js'
import { startEmbeddedPostgres } from '../db/embedded/start.js'
import { migrate } from '../db/migrate.js'
import { DEMO_PASSWORD } from '../demo/demo-accounts.js'
import { loadDemonstration } from '../demo/load.js'
import { verifyPassword } from '../features/access/password.js'
import type { EvidenceStore } from '../files/evidence-store.js'
import { loadReferenceData } from '../reference/load.js'
import { StartError } from '../start-error.js'
import type { Cleanup } from './cleanup.js'

/** The address of the database: the given one, else that of the embedded PostgreSQL, started here. */
export async function openServer(
  config: Config,
  { cleanup, signal, log }: { cleanup: Cleanup; signal: AbortSignal; log: (line: string) => void },
): Promise<string> {
  if (config.databaseUrl !== undefined) return config.databaseUrl
  const embedded = await startEmbeddedPostgres({ dataDir: config.dataDir, log, signal })
  cleanup.add(embedded.stop)
  return embedded.url
}

/**
 * Brings the database to what this program needs: tables, reference data and, into an empty one, the demonstration.
 *
 * @param store - Where files of the demonstration go.
 * @throws StartError with nothing changed if the database does not suit.
 */
export async function prepareDatabase(
  databaseUrl: string,
  {
    migrationsDir,
    databaseRole,
    demo,
    production,
  }: Pick<Config, 'migrationsDir' | 'databaseRole' | 'demo' | 'production'>,
  log: (line: string) => void,
  store?: EvidenceStore,
): Promise<void> {
  const { applied } = await migrate(databaseUrl, migrationsDir, databaseRole)
  if (applied.length > 0) log(`Đã áp dụng ${applied.length} tệp di trú cơ sở dữ liệu.`)
  const pool = openPool(databaseUrl, 2)
  try {
    await loadReferenceData(pool)
    if (production) await refuseDemonstration(pool)
    if (!demo || !(await isEmpty(pool))) return
    log('Đang nạp dữ liệu minh họa…')
    await loadDemonstration(pool, store)
  } finally {
    await pool.end()
  }
}

/** Everybody can read the password of a demonstration account in the documentation. */
async function refuseDemonstration(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<{ username: string; hash: string }>(
    `select username, password_hash as hash from accounts where disabled_at is null and username = any($1)`,
    [['admin', 'vpdp', 'ubnd', 'mttq']],
  )
  for (const { username, hash } of rows) {
    if (!(await verifyPassword(hash, DEMO_PASSWORD))) continue
    throw new StartError(
      `Tài khoản "${username}" còn mật khẩu minh họa: cơ sở dữ liệu này không dùng được khi NODE_ENV=production.`,
    )
  }
}

/** Nobody can sign in and nothing was reported: a database that holds no more than the reference data. */
async function isEmpty(pool: pg.Pool): Promise<boolean> {
  const { rows } = await pool.query<{ empty: boolean }>(
    'select not exists (select from accounts) and not exists (select from sheets) as empty',
  )
  return rows[0]?.empty === true
}
