import { Logger, runMigrations } from 'graphile-worker'
import pg from 'pg'
import { StartError } from '../start-error.js'
import { connectOnce } from './connect.js'
import { listMigrationNames, readMigrationFiles, type MigrationFile } from './migration-files.js'

const OLDEST_POSTGRES = 15
/** Any number that no other program on the server locks by; copies of this one that start together wait here. */
const MIGRATION_LOCK = 7_202_019_980
const QUIET = new Logger(() => () => undefined)

/**
 * Brings a database to the state this program needs: the files of `dir`, then the job queue's own schema.
 *
 * Each file is one transaction. Safe to call from several copies at once: one works, the others find nothing to do.
 *
 * @returns Names of the files applied now; empty when there was nothing to do.
 * @throws StartError, having changed nothing, if the server is unreachable, too old or lacks something; if an applied
 *   file was edited; or if the database is ahead of this program.
 */
export async function migrate(databaseUrl: string, dir: string): Promise<{ applied: string[] }> {
  const files = await readMigrationFiles(dir)
  const client = await connectOnce(databaseUrl)
  try {
    await requireSuitableServer(client)
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK])
    const pending = await findPending(client, files)
    if (pending.length > 0) await createLedger(client)
    for (const file of pending) await applyFile(client, file)
    await runMigrations({ connectionString: databaseUrl, maxPoolSize: 1, logger: QUIET })
    return { applied: pending.map((file) => file.name) }
  } finally {
    // Ending the session also gives the lock back.
    await client.end()
  }
}

/** Whether this program has migrations that the database lacks; for readiness, so it reads names only. */
export async function hasPendingMigrations(pool: Pick<pg.Pool, 'query'>, dir: string): Promise<boolean> {
  const names = await listMigrationNames(dir)
  const { rows } = await pool.query<{ ledger: string | null }>(`select to_regclass('schema_migrations') as ledger`)
  if (rows[0]?.ledger == null) return names.length > 0
  const applied = await pool.query<{ name: string }>('select name from schema_migrations')
  const known = new Set(applied.rows.map((row) => row.name))
  return names.some((name) => !known.has(name))
}

async function requireSuitableServer(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ version: number; encoding: string; sorts: boolean }>(
    `select current_setting('server_version_num')::int / 10000 as version, current_setting('server_encoding') as encoding,
            exists (select from pg_collation where collname = 'vi-VN-x-icu') as sorts`,
  )
  const server = rows[0]
  if (server === undefined || server.version < OLDEST_POSTGRES) {
    throw new StartError(`Cần PostgreSQL ${OLDEST_POSTGRES} trở lên; máy chủ này là bản ${server?.version ?? '?'}.`)
  }
  if (server.encoding !== 'UTF8') {
    throw new StartError(`Cơ sở dữ liệu phải dùng mã UTF8; cơ sở dữ liệu này dùng ${server.encoding}.`)
  }
  if (!server.sorts) throw new StartError('PostgreSQL này được dựng không có ICU nên không xếp được thứ tự tiếng Việt.')
}

async function findPending(client: pg.Client, files: readonly MigrationFile[]): Promise<MigrationFile[]> {
  const { rows } = await client.query<{ ledger: string | null }>(`select to_regclass('schema_migrations') as ledger`)
  if (rows[0]?.ledger == null) return [...files]

  const ledger = await client.query<{ name: string; checksum: string }>(
    'select name, checksum from schema_migrations order by name',
  )
  const applied = new Map(ledger.rows.map((row) => [row.name, row.checksum]))
  const known = new Set(files.map((file) => file.name))
  const foreign = [...applied.keys()].filter((name) => !known.has(name))
  if (foreign.length > 0) {
    throw new StartError(
      `Cơ sở dữ liệu mới hơn chương trình này (đã có ${foreign.join(', ')}). Hãy dùng bản chương trình mới hơn.`,
    )
  }
  const edited = files.find((file) => applied.has(file.name) && applied.get(file.name) !== file.checksum)
  if (edited) {
    throw new StartError(
      `Tệp ${edited.name} đã bị sửa sau khi được áp dụng. Hãy khôi phục tệp, viết thay đổi vào tệp mới.`,
    )
  }
  const last = ledger.rows.at(-1)?.name ?? ''
  const pending = files.filter((file) => !applied.has(file.name))
  const late = pending.find((file) => file.name < last)
  if (late) throw new StartError(`Tệp ${late.name} đứng trước ${last} đã được áp dụng. Hãy đánh số lại tệp mới.`)
  return pending
}

async function createLedger(client: pg.Client): Promise<void> {
  await client.query(
    `create table if not exists schema_migrations (
       name text primary key,
       checksum text not null check (checksum ~ '^[0-9a-f]{64}$'),
       applied_at timestamptz not null default now()
     )`,
  )
}

async function applyFile(client: pg.Client, { name, sql, checksum }: MigrationFile): Promise<void> {
  await client.query('begin')
  try {
    await client.query(sql)
    await client.query('insert into schema_migrations (name, checksum) values ($1, $2)', [name, checksum])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => undefined)
    const reason = error instanceof Error ? error.message : String(error)
    throw new StartError(`Tệp ${name} không áp dụng được (chưa thay đổi gì): ${reason}`, { cause: error })
  }
}
