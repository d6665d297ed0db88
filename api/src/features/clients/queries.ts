import { and, eq, gt, sql } from 'drizzle-orm'
import { SCOPE_PERMISSIONS, isScope, type Scope } from '@ntm/shared/clients/scopes'
import type { UnitRef } from '@ntm/shared/units/wire'
import { runNamed, type Database } from '../../db/client.js'
import { refColumns } from '../units/queries.js'
import type { Client } from './client.js'
import { clientSecrets, clients } from './tables.js'

interface ClientRow {
  clientId: string
  secretId: number
  name: string
  scopes: string[]
  addresses: string[]
  unitId: number
  unitCode: string
}

const livingClient = (secret: string) => `
  select c.id "clientId", s.id "secretId", c.name, c.scopes, c.addresses, u.id "unitId", u.code "unitCode"
  from clients c join client_secrets s on s.client_id = c.id join units u on u.id = c.unit_id
  where c.id = $1 and ${secret} and c.disabled_at is null and s.expires_at > now()`

const FIND_BY_SECRET = { name: 'find-client-by-secret', text: livingClient('s.hash = $2') }
const FIND_CLIENT = { name: 'find-client', text: livingClient('s.id = $2') }

/** The client that shows this secret; empty when either is wrong, has expired or was disabled. */
export async function findClientBySecret(db: Database, id: string, hash: Buffer): Promise<Client | undefined> {
  const [row] = await runNamed<ClientRow>(db, FIND_BY_SECRET, [id, hash])
  return row && createClient(row)
}

/** The client behind a token; empty when the secret it was given for has ended, or the client was disabled. */
export async function findClient(db: Database, id: string, secretId: number): Promise<Client | undefined> {
  const [row] = await runNamed<ClientRow>(db, FIND_CLIENT, [id, secretId])
  return row && createClient(row)
}

export interface RefusedClient {
  clientId: string
  name: string
  isDisabled: boolean
  /** Whether the secret is one of its own, expired or not. */
  hasSecret: boolean
}

const FIND_REFUSED = {
  name: 'find-refused-client',
  text: `
    select c.id "clientId", c.name, c.disabled_at is not null "isDisabled",
      exists (select from client_secrets s where s.client_id = c.id and s.hash = $2) "hasSecret"
    from clients c where c.id = $1`,
}

/** What there is of a client that may not come in, to say why; empty when nobody has that id. */
export async function findRefusedClient(db: Database, id: string, hash: Buffer): Promise<RefusedClient | undefined> {
  const [row] = await runNamed<RefusedClient>(db, FIND_REFUSED, [id, hash])
  return row
}

function createClient({ unitId, unitCode, ...row }: ClientRow): Client {
  const scopes = row.scopes.filter(isScope)
  const permissions = new Set(scopes.flatMap((scope) => SCOPE_PERMISSIONS[scope]))
  return { ...row, scopes, permissions, grants: [], bound: { id: unitId, code: unitCode } }
}

export async function countSecretUse(db: Database, secretId: number): Promise<void> {
  await db
    .update(clientSecrets)
    .set({ lastUsedAt: sql`now()` })
    .where(eq(clientSecrets.id, secretId))
}

export interface ClientRecord {
  id: string
  name: string
  unit: UnitRef
  scopes: Scope[]
  addresses: string[]
  version: number
  createdAt: Date
  disabledAt: Date | null
  secrets: { id: number; createdAt: string; expiresAt: string; lastUsedAt: string | null }[]
}

const recordsWhere = (condition: string) => `
  select c.id, c.name, c.scopes, c.addresses, c.version, c.created_at "createdAt", c.disabled_at "disabledAt",
    ${refColumns('u')} unit,
    coalesce((
      select json_agg(json_build_object('id', s.id, 'createdAt', s.created_at, 'expiresAt', s.expires_at,
        'lastUsedAt', s.last_used_at) order by s.id)
      from client_secrets s where s.client_id = c.id and s.expires_at > now()), '[]') secrets
  from clients c join units u on u.id = c.unit_id where ${condition}`

const GET_RECORD = { name: 'get-client-record', text: recordsWhere('c.id = $1') }
const LIST_RECORDS = {
  name: 'list-client-records',
  text: recordsWhere('($1::text is null or c.id > $1) order by c.id limit $2'),
}

export async function findClientRecord(db: Database, id: string): Promise<ClientRecord | undefined> {
  const [record] = await runNamed<ClientRecord>(db, GET_RECORD, [id])
  return record
}

/** In the order of their ids; one more than asked for when a page follows. */
export async function listClientRecords(db: Database, after: string | undefined, limit: number) {
  return runNamed<ClientRecord>(db, LIST_RECORDS, [after ?? null, limit + 1])
}

export interface NewClientRow {
  id: string
  name: string
  unitId: number
  scopes: Scope[]
  addresses: string[]
}

export async function createClientRow(db: Database, client: NewClientRow): Promise<void> {
  await db.insert(clients).values(client)
}

/** Changes a client if it still has the version; false when somebody else changed it first. */
export async function changeClient(
  db: Database,
  id: string,
  version: number,
  change: Partial<Pick<NewClientRow, 'name' | 'scopes' | 'addresses'>> & { disabled?: boolean | undefined },
): Promise<boolean> {
  const { disabled, ...columns } = change
  const disabledAt = disabled === undefined ? {} : { disabledAt: disabled ? sql`coalesce(disabled_at, now())` : null }
  const changed = await db
    .update(clients)
    .set({ ...columns, ...disabledAt, version: version + 1 })
    .where(and(eq(clients.id, id), eq(clients.version, version)))
    .returning({ id: clients.id })
  return changed.length === 1
}

/** Adds a secret; those before it end at `oldValidUntil` at the latest. */
export async function addClientSecret(
  db: Database,
  clientId: string,
  { hash, expiresAt, oldValidUntil }: { hash: Buffer; expiresAt: Date; oldValidUntil: Date },
): Promise<void> {
  await db
    .update(clientSecrets)
    .set({ expiresAt: oldValidUntil })
    .where(and(eq(clientSecrets.clientId, clientId), gt(clientSecrets.expiresAt, oldValidUntil)))
  await db.insert(clientSecrets).values({ clientId, hash, expiresAt })
}

/** Gives the client a new version; whoever does so to the same client waits until this transaction is done. */
export async function renewVersion(db: Database, id: string): Promise<number | undefined> {
  const [client] = await db
    .update(clients)
    .set({ version: sql`version + 1` })
    .where(eq(clients.id, id))
    .returning({ version: clients.version })
  return client?.version
}
