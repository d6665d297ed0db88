import type { Role } from '@ntm/shared/access/roles'
import type { DelegationView } from '@ntm/shared/delegations/wire'
import { runNamed, type Database } from '../../db/client.js'
import { refColumns } from '../units/queries.js'

export interface Delegation extends Omit<DelegationView, 'endedAt'> {
  endedAt: Date | null
}

const SELECT_DELEGATION = `
  select d.id, g.role, ${refColumns('u')} unit,
    json_build_object('username', giver.username, 'displayName', giver.display_name) giver,
    json_build_object('username', receiver.username, 'displayName', receiver.display_name) receiver,
    lower(d.valid) "from", upper(d.valid) - 1 "to", d.reason, d.ended_at "endedAt",
    case when d.ended_at is not null or upper(d.valid) <= $2::date or upper(g.valid) <= $2::date then 'ended'
      when lower(d.valid) > $2::date then 'upcoming' else 'current' end state
  from delegations d join role_grants g on g.id = d.grant_id join units u on u.id = g.unit_id
  join accounts giver on giver.id = g.account_id join accounts receiver on receiver.id = d.to_account_id`

const LIST_DELEGATIONS = {
  name: 'list-delegations',
  text: `${SELECT_DELEGATION} where g.account_id = $1 or d.to_account_id = $1 order by d.id desc limit 500`,
}

/** Given by an account and to it, latest first. */
export async function listDelegations(db: Database, accountId: number, today: string): Promise<Delegation[]> {
  return runNamed<Delegation>(db, LIST_DELEGATIONS, [accountId, today])
}

const FIND_DELEGATION = {
  name: 'find-delegation',
  text: `${SELECT_DELEGATION} where d.id = $3 and (g.account_id = $1 or d.to_account_id = $1)`,
}

/** One that the account gave or was given. */
export async function findDelegation(
  db: Database,
  id: number,
  { accountId, today }: { accountId: number; today: string },
): Promise<Delegation | undefined> {
  const [row] = await runNamed<Delegation>(db, FIND_DELEGATION, [accountId, today, id])
  return row
}

/** A role that an account holds in its own right; never one that was handed to it. */
export interface OwnGrant {
  id: number
  from: string | null
  to: string | null
}

/** Locks the grant, so that two delegations of it are looked at one after the other. */
export async function claimOwnGrant(
  tx: Database,
  accountId: number,
  { role, unitCode, day }: { role: Role; unitCode: string; day: string },
): Promise<OwnGrant | undefined> {
  const { rows } = await tx.$client.query<OwnGrant>(
    `select g.id, lower(g.valid) "from", upper(g.valid) - 1 "to" from role_grants g join units u on u.id = g.unit_id
     where g.account_id = $1 and g.role = $2 and u.code = $3 and u.valid @> $4::date and g.valid @> $4::date
     order by g.id limit 1 for no key update of g`,
    [accountId, role, unitCode, day],
  )
  return rows[0]
}

/** An account that can be handed a role: one that is open, and whether it administers accounts. */
export async function findReceiver(db: Database, username: string) {
  const { rows } = await db.$client.query<{ id: number; isAdministrator: boolean }>(
    `select a.id, exists (select from role_grants g where g.account_id = a.id and g.role = 'administrator')
       "isAdministrator"
     from accounts a where a.username = $1 and a.disabled_at is null`,
    [username],
  )
  return rows[0]
}

/**
 * Open pages of the receiver learn of it by the version of the account, as of any change of roles.
 *
 * @returns its id; undefined when that person has the role from the same giver on one of those days already.
 */
export async function createDelegation(
  tx: Database,
  delegation: { grantId: number; receiverId: number; from: string; to: string; reason: string },
): Promise<number | undefined> {
  const { grantId, receiverId, from, to, reason } = delegation
  const { rows } = await tx.$client.query<{ id: number }>(
    `with made as (
       insert into delegations (grant_id, to_account_id, valid, reason)
       values ($1, $2, daterange($3::date, $4::date, '[]'), $5) on conflict do nothing returning id, to_account_id
     ), told as (
       update accounts a set version = a.version + 1 from made where a.id = made.to_account_id
     )
     select id from made`,
    [grantId, receiverId, from, to, reason],
  )
  return rows[0]?.id
}

/** @returns false when it has been ended already. */
export async function endDelegation(tx: Database, id: number): Promise<boolean> {
  const { rowCount } = await tx.$client.query(
    `with ended as (
       update delegations set ended_at = now() where id = $1 and ended_at is null returning to_account_id
     )
     update accounts a set version = a.version + 1 from ended where a.id = ended.to_account_id`,
    [id],
  )
  return rowCount === 1
}
