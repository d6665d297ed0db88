import pg from 'pg'
import { StartError } from '../start-error.js'
import { withSetting } from './with-setting.js'

/** The role under which the application works: it reads and writes rows, and does nothing else. */
export const APP_ROLE = 'ntm_app'

/** Tables that the application reads only; of the first two every row is written by `append_audit_event`. */
const READ_ONLY = ['audit_events', 'audit_chains', 'schema_migrations']

const REFUSED = '42501'
/** Another database of this server made the role at the same moment. */
const MADE_MEANWHILE = new Set(['42710', '23505'])

/** The address with which a connection works under `role` from its first statement on, or is not made at all. */
export function withRole(databaseUrl: string, role: string): string {
  return withSetting(databaseUrl, 'role', role)
}

/**
 * Makes the role if there is none, lets this account assume it and grants it what the application needs.
 *
 * Runs after every migration, so a new table needs no grant of its own. `client` is the owner of the tables.
 *
 * @throws StartError that tells what to run if the owner may not make roles, or if the role may do too much.
 */
export async function grantAppRole(client: pg.Client, role: string): Promise<void> {
  await ensureRole(client, role)
  await client.query('begin')
  try {
    await grantRows(client, role)
    await grantJobs(client, role)
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw error
  }
  await requireWeakRole(client, role)
}

/** Whether this account can work under `role`; only trying tells, on every version of PostgreSQL. */
export async function canAssume(client: pg.Client, role: string): Promise<boolean> {
  await client.query('begin')
  const assumed = await client.query(`set local role ${pg.escapeIdentifier(role)}`).then(Boolean, () => false)
  await client.query('rollback')
  return assumed
}

async function ensureRole(client: pg.Client, role: string): Promise<void> {
  const name = pg.escapeIdentifier(role)
  const { rows } = await client.query<{ owner: string; made: boolean }>(
    'select current_user as owner, exists (select from pg_roles where rolname = $1) as made',
    [role],
  )
  const { owner = '', made = false } = rows[0] ?? {}
  try {
    if (!made) await client.query(`create role ${name} nologin`).catch(ignoreTwin)
    if (!(await canAssume(client, role))) await client.query(`grant ${name} to ${pg.escapeIdentifier(owner)}`)
  } catch (error) {
    if (codeOf(error) !== REFUSED) throw error
    throw new StartError(
      `Tài khoản cơ sở dữ liệu "${owner}" không được tạo vai trò của ứng dụng. Hãy nhờ người quản trị PostgreSQL chạy: ` +
        `create role ${name} nologin; grant ${name} to ${pg.escapeIdentifier(owner)};  (vai trò khác: NTM_DATABASE_ROLE)`,
      { cause: error },
    )
  }
}

async function grantRows(client: pg.Client, role: string): Promise<void> {
  const name = pg.escapeIdentifier(role)
  const { schema, tables, sequences, appenders } = await listOwned(client)
  await client.query(`grant usage on schema ${schema} to ${name}`)
  // Databases from before PostgreSQL 15 let everybody create things there.
  await client.query(`revoke create on schema ${schema} from public`)
  await client.query(
    `do $$ begin execute format('revoke temporary on database %I from public', current_database()); end $$`,
  )
  if (tables) await client.query(`grant select, insert, update, delete on ${tables} to ${name}`)
  if (sequences) await client.query(`grant usage on sequence ${sequences} to ${name}`)
  if (appenders) await client.query(`grant execute on function ${appenders} to ${name}`)
  await client.query(
    `alter default privileges in schema ${schema} grant select, insert, update, delete on tables to ${name}`,
  )
  for (const table of READ_ONLY) {
    const { rows } = await client.query<{ made: boolean }>('select to_regclass($1) is not null as made', [table])
    if (!rows[0]?.made) continue
    await client.query(`revoke all on ${table} from ${name}`)
    await client.query(`grant select on ${table} to ${name}`)
  }
}

/** What this account owns, as lists ready for a statement; null when there is nothing. */
async function listOwned(client: pg.Client) {
  const { rows } = await client.query<Record<'schema' | 'tables' | 'sequences' | 'appenders', string | null>>(`
    with mine as (
      select c.oid::regclass::text as name, c.relkind from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = current_schema() and pg_has_role(c.relowner, 'USAGE')
    )
    select quote_ident(current_schema()) as schema,
      (select string_agg(name, ', ') from mine where relkind in ('r', 'p', 'v', 'm')) as tables,
      (select string_agg(name, ', ') from mine where relkind = 'S') as sequences,
      (select string_agg(p.oid::regprocedure::text, ', ') from pg_proc p
        join pg_namespace n on n.oid = p.pronamespace
        where p.proname = 'append_audit_event' and n.nspname = current_schema()) as appenders`)
  const [owned] = rows
  if (!owned) throw new Error('PostgreSQL answered a select without from with no row')
  return owned
}

/** The job queue keeps its tables in a schema of its own, closed to all but their owner unless a policy opens them. */
async function grantJobs(client: pg.Client, role: string): Promise<void> {
  const name = pg.escapeIdentifier(role)
  await client.query(`grant usage on schema graphile_worker to ${name}`)
  await client.query(`grant select, insert, update, delete on all tables in schema graphile_worker to ${name}`)
  await client.query(`grant usage on all sequences in schema graphile_worker to ${name}`)
  await client.query(`revoke insert, update, delete on graphile_worker.migrations from ${name}`)
  const { rows } = await client.query<{ name: string }>(
    `select c.oid::regclass::text as name from pg_class c
     where c.relnamespace = 'graphile_worker'::regnamespace and c.relrowsecurity and not exists (
       select from pg_policy p where p.polrelid = c.oid
         and p.polroles = array[(select oid from pg_roles where rolname = $1)])`,
    [role],
  )
  for (const table of rows) {
    await client.query(`create policy ${name} on ${table.name} to ${name} using (true) with check (true)`)
  }
}

/** A role that an operator chose may be one that could undo all this. */
async function requireWeakRole(client: pg.Client, role: string): Promise<void> {
  const { rows } = await client.query<{ strong: boolean }>(
    `select rolsuper or rolcreaterole or rolcreatedb or rolbypassrls
       or has_schema_privilege(rolname, current_schema(), 'create')
       or exists (select from pg_class where oid = to_regclass('audit_events') and pg_has_role(rolname, relowner, 'MEMBER'))
       as strong
     from pg_roles where rolname = $1`,
    [role],
  )
  if (rows[0]?.strong === false) return
  throw new StartError(
    `Vai trò "${role}" (NTM_DATABASE_ROLE) có quá nhiều quyền trong cơ sở dữ liệu: ứng dụng chỉ được đọc và ghi dữ liệu.`,
  )
}

function ignoreTwin(error: unknown): void {
  if (!MADE_MEANWHILE.has(codeOf(error))) throw error
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}
