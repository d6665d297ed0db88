import { Logger, runMigrations } from 'graphile-worker'
import pg from 'pg'
import { StartError } from '../start-error.js'
import { APP_ROLE, canAssume, grantAppRole } from './app-role.js'
import { connectOnce } from './connect.js'
import { listMigrationNames, readMigrationFiles, type MigrationFile } from './migration-files.js'

const OLDEST_POSTGRES = 15
/** Any number that no other program on the server locks by; copies of this one that start together wait here. */
const MIGRATION_LOCK = 7_202_019_980
const QUIET = new Logger(() => () => undefined)

/**
 * Brings a database to the state this program needs: the files of `dir`, the job queue's own schema, and the role under
 * which the application works. An account that does not own the tables changes nothing: it may only find all done.
 *
 * Each file is one transaction. Safe to call from several copies at once: one works, the others find nothing to do.
 *
 * @returns Names of the files applied now; empty when there was nothing to do.
 * @throws StartError, having changed nothing, if the server is unreachable, too old or lacks something; if an applied
 *   file was edited; or if the database is ahead of this program.
 */
export async function migrate(databaseUrl: string, dir: string, role = APP_ROLE): Promise<{ applied: string[] }> {
  const files = await readMigrationFiles(dir)
  const client = await connectOnce(databaseUrl)
  try {
    await requireSuitableServer(client)
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK])
    if (!(await ownsTables(client))) {
      await requireDone(client, files, role)
      return { applied: [] }
    }
    const pending = await findPending(client, files)
    if (pending.length > 0) await createLedger(client)
    for (const file of pending) await applyFile(client, file)
    await runMigrations({ connectionString: databaseUrl, maxPoolSize: 1, logger: QUIET })
    await grantAppRole(client, role)
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
  if ((rows[0]?.ledger ?? null) === null) return names.length > 0
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
  if ((rows[0]?.ledger ?? null) === null) return [...files]

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

/** True also where there is no table yet. */
async function ownsTables(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ owned: boolean }>(
    `select pg_has_role(relowner, 'USAGE') as owned from pg_class where oid = to_regclass('schema_migrations')`,
  )
  return rows[0]?.owned ?? true
}

async function requireDone(client: pg.Client, files: readonly MigrationFile[], role: string): Promise<void> {
  if (!(await canAssume(client, role))) {
    throw new StartError(`Tài khoản này không dùng được vai trò "${role}". Hãy chạy: grant ${role} to tài_khoản;`)
  }
  await client.query(`set role ${pg.escapeIdentifier(role)}`)
  if ((await findPending(client, files)).length === 0) return
  throw new StartError(
    'Cơ sở dữ liệu chưa được di trú. Hãy chạy lệnh migrate bằng tài khoản sở hữu cơ sở dữ liệu, rồi khởi động lại.',
  )
}

async function createLedger(client: pg.Client): Promise<void> {
  try {
    await client.query(
      `create table if not exists schema_migrations (
         name text primary key,
         checksum text not null check (checksum ~ '^[0-9a-f]{64}$'),
         applied_at timestamptz not null default now()
       )`,
    )
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === '42501')) throw error
    throw new StartError(
      `Tài khoản cơ sở dữ liệu "${client.user ?? ''}" không được tạo bảng. Hãy chạy lệnh migrate bằng tài khoản chủ sở hữu.`,
      { cause: error },
    )
  }
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
