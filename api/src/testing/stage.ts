import { createHmac, randomUUID } from 'node:crypto'
import type pg from 'pg'
import type { Role } from '@ntm/shared/access/roles'
import { SCOPES } from '@ntm/shared/clients/scopes'
import { DEMO_PASSWORD } from '../demo/demo-accounts.js'
import { hashPassword } from '../features/access/password.js'
import { createRefreshToken } from '../features/access/refresh-token.js'
import { headOf, keyIdOf } from '../key-ring.js'

export interface StageAccount {
  id: number
  username: string
}

/** On the demonstration's clock. */
const TODAY = '2019-07-22'

/**
 * Puts people and machines on the stage past the service, so that many can be made quickly and nobody has to sign in:
 * no throttle counts them.
 *
 * @param pool - As the owner of the tables.
 */
export function openStage(pool: pg.Pool, signingKey: string) {
  let hashed: Promise<string> | undefined

  async function insert<T extends object>(sql: string, values: unknown[]): Promise<T> {
    const { rows } = await pool.query<T>(sql, values)
    const [row] = rows
    if (row === undefined) throw new RangeError(`Nothing was written: ${sql}`)
    return row
  }

  /** With the password of the demonstration. */
  async function addAccount(name: string): Promise<StageAccount> {
    const passwordHash = await (hashed ??= hashPassword(DEMO_PASSWORD))
    const username = `vai.${name.toLowerCase()}`
    const sql =
      'insert into accounts (username, display_name, password_hash) values ($1, $1, $2) returning id, username'
    return insert<StageAccount>(sql, [username, passwordHash])
  }

  async function grant(
    { id }: StageAccount,
    { role, unit, agency }: { role: Role; unit: string | null; agency: string | null },
  ): Promise<void> {
    await insert(
      `insert into role_grants (account_id, role, unit_id, agency_id) values ($1, $2,
        (select id from units where code = $3 and valid @> $5::date), (select id from agencies where code = $4))
       returning id`,
      [id, role, unit, agency, TODAY],
    )
  }

  /** Hands the one role of an account on, for the year. @returns the delegation's id. */
  async function delegate(from: StageAccount, to: StageAccount, { isEnded = false } = {}): Promise<number> {
    const { id } = await insert<{ id: number }>(
      `insert into delegations (grant_id, to_account_id, valid, reason, ended_at)
       select id, $2, daterange('2019-01-01', '2020-01-01'), 'Đi công tác', case when $3 then now() end
       from role_grants where account_id = $1 returning id`,
      [from.id, to.id, isEnded],
    )
    return id
  }

  /** A session with its refresh token, which `cookie` carries. */
  async function openSession({ id }: StageAccount): Promise<{ id: string; cookie: string }> {
    const { token, hash } = createRefreshToken()
    const sessionId = randomUUID()
    await insert(
      `with session as (
         insert into sessions (id, account_id, expires_at, address) values ($1, $2, now() + interval '1 day', '127.0.0.1')
         returning id)
       insert into refresh_tokens (hash, session_id) select $3, id from session returning session_id`,
      [sessionId, id, hash],
    )
    return { id: sessionId, cookie: `ntm_refresh=${token}` }
  }

  /** The header of a session of its own. */
  async function signIn(account: StageAccount): Promise<string> {
    const { id } = await openSession(account)
    return bear({ sub: String(account.id), sid: id })
  }

  /** The header of a machine client that may do all that a client can be allowed, within a unit. */
  async function addClient(id: string, unit: string): Promise<string> {
    const { secret } = await insert<{ secret: number }>(
      `with client as (
         insert into clients (id, name, unit_id, scopes)
         select $1, 'Máy khách thử', id, $3 from units where code = $2 and valid @> $4::date returning id)
       insert into client_secrets (client_id, hash, expires_at)
       select id, sha256(id::bytea), now() + interval '1 day' from client returning id secret`,
      [id, unit, SCOPES, TODAY],
    )
    return bear({ sub: id, client_id: id, secret, scope: SCOPES.join(' ') })
  }

  async function addVillage(code: string, commune: string): Promise<void> {
    const parent = `from units where code = $2 and valid @> $3::date`
    await insert(
      `insert into units (uid, code, kind, type, name, full_name, search_key, parent_id, path, valid) values
        ('village-' || $1, $1, 'village', 'thôn', 'Thử', 'thôn Thử', 'thon thu', (select id ${parent}),
         ((select path::text ${parent}) || '.' || currval(pg_get_serial_sequence('units', 'id')))::ltree,
         daterange(null, null)) returning id`,
      [code, commune, TODAY],
    )
  }

  /** Tells the office of a unit something. @returns the notice's id. */
  async function tell(unit: string): Promise<number> {
    const { id } = await insert<{ id: number }>(
      `insert into notices (unit_id, kind, about_id, period, said_for, said_on, occasion)
       select id, 'due', id, '2019-07', $2, $2, $3 from units where code = $1 and valid @> $2::date returning id`,
      [unit, TODAY, randomUUID()],
    )
    return id
  }

  /** A document of a commune, attached to the latest sheet of a month where there is one. */
  async function attach(unit: string, period: string): Promise<{ id: string; link: number }> {
    const client = await pool.connect()
    try {
      await client.query('begin')
      // Past the trigger that keeps settled sheets as they are.
      await client.query('set local session_replication_role = replica')
      const { rows } = await client.query<{ id: string; link: number | null }>(
        `with unit as (select id from units where code = $1 and kind = 'commune' and valid @> $3::date),
          file as (
            insert into evidence_files (unit_id, source_hash, hash, bytes, media_type, thumbnail, received_at)
            select id, sha256($4::text::bytea), sha256($4::text::bytea), 1, 'image/png', 'x', now() from unit
            returning id, unit_id),
          document as (
            insert into evidence (unit_id, file_id, name, received_at) select unit_id, id, 'Thử.png', now() from file
            returning id, unit_id),
          link as (
            insert into evidence_links (sheet_id, evidence_id, criterion, attached_at)
            select s.id, d.id, 1, now() from document d join sheets s on s.unit_id = d.unit_id and s.period = $2
            order by s.revision desc limit 1 returning id)
        select document.id, link.id link from document left join link on true`,
        [unit, period, TODAY, randomUUID()],
      )
      await client.query('commit')
      return { id: rows[0]?.id ?? '', link: rows[0]?.link ?? 1 }
    } finally {
      client.release()
    }
  }

  /** A token as the service signs them, but good for a day. */
  function bear(claims: object): string {
    const now = Math.floor(Date.now() / 1_000)
    const body = { ...claims, iss: 'ntm', aud: 'ntm-api', iat: now, exp: now + 86_400 }
    const text = `${headOf(keyIdOf(signingKey))}.${Buffer.from(JSON.stringify(body)).toString('base64url')}`
    return `Bearer ${text}.${createHmac('sha256', signingKey).update(text).digest('base64url')}`
  }

  return { addAccount, grant, delegate, openSession, signIn, addClient, addVillage, tell, attach }
}

export type Stage = ReturnType<typeof openStage>
