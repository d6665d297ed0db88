import type { Role } from '@ntm/shared/access/roles'
import type { RoleGrantView } from '@ntm/shared/accounts/wire'
import type { UnitRef } from '@ntm/shared/units/wire'
import { searchKey } from '@ntm/shared/units/search-key'
import { runNamed, type Database } from '../../db/client.js'

export interface HeldGrant {
  id: number
  role: Role
  unit: (UnitRef & { id: number }) | null
  agency: { id: number; code: string; name: string } | null
  from: string | null
  /** Last day. */
  to: string | null
  state: RoleGrantView['state']
}

export interface Account {
  id: number
  username: string
  displayName: string
  /** The ETag. */
  version: number
  createdAt: Date
  disabledAt: Date | null
  oneTimeUntil: Date | null
  lastUsedAt: Date | null
  hasSecondFactor: boolean
  roles: HeldGrant[]
}

/** Needs `$1`, the day on which a role is looked at as current, ended or upcoming. */
const SELECT_ACCOUNT = `
  select a.id, a.username, a.display_name "displayName", a.version, a.created_at "createdAt",
    a.disabled_at "disabledAt", a.one_time_until "oneTimeUntil",
    (select max(s.last_used_at) from sessions s where s.account_id = a.id) "lastUsedAt",
    exists (select from second_factors f where f.account_id = a.id and f.confirmed_at is not null) "hasSecondFactor",
    held.roles
  from accounts a
  cross join lateral (
    select coalesce(json_agg(json_build_object('id', g.id, 'role', g.role,
      'unit', case when u.id is not null then json_build_object('id', u.id, 'uid', u.uid, 'code', u.code,
        'kind', u.kind, 'type', u.type, 'name', u.name, 'fullName', u.full_name) end,
      'agency', case when b.id is not null then json_build_object('id', b.id, 'code', b.code, 'name', b.name) end,
      'from', lower(g.valid), 'to', upper(g.valid) - 1,
      'state', case when g.valid @> $1::date then 'current' when lower(g.valid) > $1::date then 'upcoming'
        else 'ended' end) order by g.id), '[]') roles
    from role_grants g left join units u on u.id = g.unit_id left join agencies b on b.id = g.agency_id
    where g.account_id = a.id
  ) held`

export interface AccountFilter {
  today: string
  /** Any part of the user name or the name, marks and case ignored. */
  search: string | undefined
  /** The filters by role look at roles held today. */
  role: Role | undefined
  /** Roles for this unit or any below it. */
  unitId: number | undefined
  agency: string | undefined
  state: 'active' | 'disabled' | undefined
  /** User name of the last account of the page before. */
  after: string | undefined
  limit: number
}

const LIST_ACCOUNTS = {
  name: 'list-accounts',
  text: `${SELECT_ACCOUNT}
    where ($2::text is null or strpos(a.username, $2) > 0 or strpos(lower(unaccent(a.display_name)), $2) > 0)
      and ($3::text is null or exists (select from role_grants g
        where g.account_id = a.id and g.valid @> $1::date and g.role = $3))
      and ($4::int is null or exists (select from role_grants g join units u on u.id = g.unit_id
        where g.account_id = a.id and g.valid @> $1::date
          and u.path <@ (select path from units where id = $4)))
      and ($5::text is null or exists (select from role_grants g join agencies b on b.id = g.agency_id
        where g.account_id = a.id and g.valid @> $1::date and b.code = $5))
      and ($6::text is null or (a.disabled_at is null) = ($6 = 'active'))
      and ($7::text is null or a.username collate "C" > $7)
    order by a.username collate "C" limit $8`,
}

/** In the order of user names; one more than asked for when a page follows. */
export async function listAccounts(db: Database, filter: AccountFilter): Promise<Account[]> {
  return runNamed<Account>(db, LIST_ACCOUNTS, [
    filter.today,
    filter.search === undefined ? null : searchKey(filter.search),
    filter.role ?? null,
    filter.unitId ?? null,
    filter.agency ?? null,
    filter.state ?? null,
    filter.after ?? null,
    filter.limit + 1,
  ])
}

const FIND_ACCOUNT = { name: 'find-account', text: `${SELECT_ACCOUNT} where a.username = $2` }

export async function findAccount(db: Database, username: string, today: string): Promise<Account | undefined> {
  const [row] = await runNamed<Account>(db, FIND_ACCOUNT, [today, username])
  return row
}

/** Locks the account's row until the transaction ends, and then reads it: nobody changes it in between. */
export async function claimAccount(tx: Database, username: string, today: string): Promise<Account | undefined> {
  await tx.$client.query('select from accounts where username = $1 for no key update', [username])
  return findAccount(tx, username, today)
}

/** Any number that no other lock of ours uses. */
const ADMINISTRATORS_LOCK = 7_202_019_982

/**
 * Counts the other accounts that are administrators today and without end.
 *
 * Two administrators who end each other at the same moment wait for one another here, so the second sees what the
 * first did.
 */
export async function countOtherAdministrators(tx: Database, accountId: number, today: string): Promise<number> {
  await tx.$client.query('select pg_advisory_xact_lock($1)', [ADMINISTRATORS_LOCK])
  const { rows } = await tx.$client.query<{ count: number }>(
    `select count(*) from accounts a where a.id <> $1 and a.disabled_at is null and exists (select from role_grants g
       where g.account_id = a.id and g.role = 'administrator' and g.valid @> $2::date and upper_inf(g.valid))`,
    [accountId, today],
  )
  return rows[0]?.count ?? 0
}

const FIND_AGENCY = { name: 'find-agency', text: 'select id, code, name from agencies where code = $1' }

export async function findAgency(db: Database, code: string) {
  const [agency] = await runNamed<{ id: number; code: string; name: string }>(db, FIND_AGENCY, [code])
  return agency
}
