import { and, desc, eq, inArray, isNull, sql } from 'drizzle-orm'
import { runNamed, type Database } from '../../db/client.js'
import { createActor, dutyOf, type Actor, type Grant } from './actor.js'
import { accounts, refreshTokens, sessions } from './tables.js'

interface ActorRow {
  account_id: number
  session_id: string
  username: string
  display_name: string
  has_one_time_password: boolean
  has_second_factor: boolean
  grants: Grant[]
}

/** Roles of `accounts` that are held, or were handed on to it, on the day `$2`. */
const HELD_GRANTS = `left join lateral (
      select json_agg(json_build_object(
        'role', held.role,
        'unit', case when units.id is not null then json_build_object('id', units.id, 'uid', units.uid,
          'code', units.code, 'kind', units.kind, 'type', units.type, 'name', units.name,
          'fullName', units.full_name) end,
        'agency', case when agencies.id is not null then json_build_object('id', agencies.id,
          'code', agencies.code, 'name', agencies.name) end,
        'actingFor', case when giver.id is not null then json_build_object('accountId', giver.id,
          'username', giver.username, 'displayName', giver.display_name) end
      ) order by giver.id nulls first, held.id) grants
      from (
        select id, role, unit_id, agency_id, null::int giver_id from role_grants
        where account_id = accounts.id and valid @> $2::date
        union all
        select g.id, g.role, g.unit_id, g.agency_id, g.account_id from delegations d
        join role_grants g on g.id = d.grant_id
        where d.to_account_id = accounts.id and d.ended_at is null and d.valid @> $2::date and g.valid @> $2::date
      ) held
      left join units on units.id = held.unit_id
      left join agencies on agencies.id = held.agency_id
      left join accounts giver on giver.id = held.giver_id
      where giver.disabled_at is null
    ) held on true`

const FIND_ACTOR = {
  name: 'find-actor',
  text: `
    select accounts.id account_id, sessions.id session_id, username, display_name,
      one_time_until is not null has_one_time_password,
      exists (select from second_factors f where f.account_id = accounts.id and f.confirmed_at is not null)
        has_second_factor, coalesce(held.grants, '[]') grants
    from sessions
    join accounts on accounts.id = sessions.account_id
    ${HELD_GRANTS}
    where sessions.id = $1 and sessions.ended_at is null and sessions.expires_at > now()
      and accounts.disabled_at is null`,
}

/**
 * The account behind a living session with the roles held on `service.today`.
 *
 * Empty when the session has ended or lapsed, or the account is disabled.
 */
export async function findActor(
  db: Database,
  sessionId: string,
  service: { today: string; demo: boolean },
): Promise<Actor | undefined> {
  const [row] = await runNamed<ActorRow>(db, FIND_ACTOR, [sessionId, service.today])
  return (
    row &&
    createActor({
      accountId: row.account_id,
      sessionId: row.session_id,
      username: row.username,
      displayName: row.display_name,
      grants: row.grants,
      duty: dutyOf(
        { grants: row.grants, hasOneTimePassword: row.has_one_time_password, hasSecondFactor: row.has_second_factor },
        service,
      ),
    })
  )
}

const FIND_ACCOUNT_ACTOR = {
  name: 'find-account-actor',
  text: `
    select accounts.id account_id, username, display_name, coalesce(held.grants, '[]') grants
    from accounts
    ${HELD_GRANTS}
    where accounts.id = $1 and accounts.disabled_at is null`,
}

/** An account as it may act on a day, for a job that it has set going; empty when it is disabled. */
export async function findAccountActor(db: Database, accountId: number, today: string): Promise<Actor | undefined> {
  const [row] = await runNamed<Omit<ActorRow, 'session_id'>>(db, FIND_ACCOUNT_ACTOR, [accountId, today])
  if (!row) return undefined
  const { username, display_name: displayName, grants } = row
  return createActor({ accountId, sessionId: '', username, displayName, grants })
}

export async function findCredentials(db: Database, username: string) {
  const [row] = await db
    .select({
      id: accounts.id,
      username: accounts.username,
      displayName: accounts.displayName,
      passwordHash: accounts.passwordHash,
      disabledAt: accounts.disabledAt,
      oneTimeUntil: accounts.oneTimeUntil,
    })
    .from(accounts)
    .where(eq(accounts.username, username))
  return row
}
export type Credentials = NonNullable<Awaited<ReturnType<typeof findCredentials>>>

export interface NewSession {
  id: string
  accountId: number
  expiresAt: Date
  userAgent: string | null
  address: string
  refreshHash: Buffer
}

export async function createSession(db: Database, session: NewSession): Promise<void> {
  const { refreshHash, ...row } = session
  await db.insert(sessions).values(row)
  await db.insert(refreshTokens).values({ hash: refreshHash, sessionId: session.id })
}

export async function addRefreshToken(db: Database, sessionId: string, hash: Buffer): Promise<void> {
  await db.insert(refreshTokens).values({ hash, sessionId })
  await db
    .update(sessions)
    .set({ lastUsedAt: sql`now()` })
    .where(eq(sessions.id, sessionId))
}

/** The session that a refresh token was made for, used or not. */
export async function findRefreshToken(db: Database, hash: Buffer) {
  const [token] = await db
    .select({ sessionId: sessions.id, isLiving: isNull(sessions.endedAt).mapWith(Boolean) })
    .from(refreshTokens)
    .innerJoin(sessions, eq(sessions.id, refreshTokens.sessionId))
    .where(eq(refreshTokens.hash, hash))
  return token
}

/**
 * Uses a refresh token up, and tells what it was.
 *
 * The row is locked first, so of two requests with one token exactly one finds it unused.
 */
export async function useRefreshToken(db: Database, hash: Buffer) {
  const [token] = await db
    .select({ usedAt: refreshTokens.usedAt })
    .from(refreshTokens)
    .where(eq(refreshTokens.hash, hash))
    .for('update')
  if (token?.usedAt === null) {
    await db
      .update(refreshTokens)
      .set({ usedAt: sql`now()` })
      .where(eq(refreshTokens.hash, hash))
  }
  return token
}

/** Which of these tokens the session has and nobody has used yet; held until the transaction ends. */
export async function findUnusedToken(db: Database, sessionId: string, hashes: Buffer[]): Promise<Buffer | undefined> {
  const [token] = await db
    .select({ hash: refreshTokens.hash })
    .from(refreshTokens)
    .where(
      and(eq(refreshTokens.sessionId, sessionId), inArray(refreshTokens.hash, hashes), isNull(refreshTokens.usedAt)),
    )
    .for('update')
  return token?.hash
}

/** Ends a living session. @returns whose it was; undefined when there was none to end. */
export async function endSession(db: Database, sessionId: string, reason: string) {
  const [owner] = await db
    .update(sessions)
    .set({ endedAt: sql`now()`, endReason: reason })
    .from(accounts)
    .where(and(eq(sessions.id, sessionId), isNull(sessions.endedAt), eq(accounts.id, sessions.accountId)))
    .returning({ accountId: accounts.id, displayName: accounts.displayName })
  return owner
}

/** Ends the living sessions of an account, all but one if that is named. @returns how many there were. */
export async function endSessions(
  db: Database,
  accountId: number,
  { reason, except }: { reason: string; except?: string },
): Promise<number> {
  const { rowCount } = await db.$client.query(
    `update sessions set ended_at = now(), end_reason = $2
     where account_id = $1 and ended_at is null and id is distinct from $3::uuid`,
    [accountId, reason, except ?? null],
  )
  return rowCount ?? 0
}

/** Sets a password of one's own, unless it has been changed since `replacing` was read. */
export async function changePassword(
  db: Database,
  accountId: number,
  { replacing, passwordHash }: { replacing: string; passwordHash: string },
): Promise<boolean> {
  const changed = await db
    .update(accounts)
    .set({ passwordHash, oneTimeUntil: null, version: sql`${accounts.version} + 1` })
    .where(and(eq(accounts.id, accountId), eq(accounts.passwordHash, replacing)))
    .returning({ id: accounts.id })
  return changed.length === 1
}

export interface OwnSession {
  id: string
  userAgent: string | null
  address: string | null
  createdAt: Date
  lastUsedAt: Date
}

/** Living sessions of an account, the one used last first. */
export async function listSessions(db: Database, accountId: number): Promise<OwnSession[]> {
  return db
    .select({
      id: sessions.id,
      userAgent: sessions.userAgent,
      address: sessions.address,
      createdAt: sessions.createdAt,
      lastUsedAt: sessions.lastUsedAt,
    })
    .from(sessions)
    .where(and(eq(sessions.accountId, accountId), isNull(sessions.endedAt), sql`${sessions.expiresAt} > now()`))
    .orderBy(desc(sessions.lastUsedAt), sessions.id)
    .limit(200)
}

/** @returns whether there was such a session of this account to end. */
export async function endOwnSession(db: Database, accountId: number, id: string, reason: string): Promise<boolean> {
  const ended = await db
    .update(sessions)
    .set({ endedAt: sql`now()`, endReason: reason })
    .where(and(eq(sessions.id, id), eq(sessions.accountId, accountId), isNull(sessions.endedAt)))
    .returning({ id: sessions.id })
  return ended.length === 1
}
