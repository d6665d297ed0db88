import type { Role } from '@ntm/shared/access/roles'
import type { Database } from '../../db/client.js'

export interface NewAccountRow {
  username: string
  displayName: string
  passwordHash: string
  oneTimeUntil: Date
}

/** @returns its id; undefined when the user name is taken. */
export async function createAccount(tx: Database, account: NewAccountRow): Promise<number | undefined> {
  const { rows } = await tx.$client.query<{ id: number }>(
    `insert into accounts (username, display_name, password_hash, one_time_until) values ($1, $2, $3, $4)
     on conflict (username) do nothing returning id`,
    [account.username, account.displayName, account.passwordHash, account.oneTimeUntil],
  )
  return rows[0]?.id
}

/** Writes what is named and raises the version; the caller holds the account's row. */
export async function updateAccount(
  tx: Database,
  id: number,
  change: { displayName?: string; isDisabled?: boolean; oneTime?: { passwordHash: string; until: Date } },
): Promise<void> {
  await tx.$client.query(
    `update accounts set version = version + 1, display_name = coalesce($2, display_name),
       disabled_at = case $3::boolean when true then now() when false then null else disabled_at end,
       password_hash = coalesce($4, password_hash), one_time_until = coalesce($5, one_time_until)
     where id = $1`,
    [
      id,
      change.displayName ?? null,
      change.isDisabled ?? null,
      change.oneTime?.passwordHash ?? null,
      change.oneTime?.until ?? null,
    ],
  )
}

/** A role to be held, everything in it looked up. */
export interface WantedGrant {
  role: Role
  unitId: number | null
  agencyId: number | null
  from: string | null
  /** Last day. */
  to: string | null
}

export async function insertGrant(tx: Database, accountId: number, grant: WantedGrant): Promise<void> {
  await tx.$client.query(
    `insert into role_grants (account_id, role, unit_id, agency_id, valid)
     values ($1, $2, $3, $4, daterange($5::date, $6::date, '[]'))`,
    [accountId, grant.role, grant.unitId, grant.agencyId, grant.from, grant.to],
  )
}

/** Moves the last day of a role that has not ended. */
export async function setGrantEnd(tx: Database, id: number, to: string | null): Promise<void> {
  await tx.$client.query(
    `update role_grants set valid = daterange(lower(valid), $2::date, case when lower(valid) is null then '(]' else '[]' end)
     where id = $1`,
    [id, to],
  )
}

/** Ends a role so that it is not held on `today` any more; one that had not begun before leaves no trace. */
export async function endGrant(tx: Database, id: number, today: string): Promise<void> {
  const { rowCount } = await tx.$client.query('delete from role_grants where id = $1 and lower(valid) >= $2::date', [
    id,
    today,
  ])
  if (rowCount === 0) {
    await tx.$client.query('update role_grants set valid = daterange(lower(valid), $2::date) where id = $1', [
      id,
      today,
    ])
  }
}
