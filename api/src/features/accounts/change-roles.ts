import type { Database } from '../../db/client.js'
import type { Account } from './queries.js'
import type { ResolvedGrant } from './resolve-roles.js'
import { endGrant, insertGrant, setGrantEnd, updateAccount } from './write-accounts.js'

/** Makes the roles held from today on those that are wanted; the caller holds the account's row. */
export async function changeRoles(
  tx: Database,
  account: Account,
  wanted: readonly ResolvedGrant[],
  today: string,
): Promise<void> {
  const kept = new Set(wanted.flatMap(({ held }) => (held ? [held.id] : [])))
  for (const grant of account.roles) {
    if (grant.state !== 'ended' && !kept.has(grant.id)) await endGrant(tx, grant.id, today)
  }
  for (const { held, ...grant } of wanted) {
    if (!held) await insertGrant(tx, account.id, grant)
    else if (held.to !== grant.to) await setGrantEnd(tx, held.id, grant.to)
  }
  await updateAccount(tx, account.id, {})
}
