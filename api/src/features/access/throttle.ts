import { isIPv6 } from 'node:net'
import { runNamed, type Database } from '../../db/client.js'

/** Failures from one address at one account before it has to wait. */
const FAILURES_PER_ACCOUNT = 5
/** Failures from one address at any accounts: a whole office may sit behind one address. */
const FAILURES_PER_ADDRESS = 50
/** Failures from anywhere at one account: OWASP ASVS 4.0.3, 2.2.1, allows a hundred an hour. */
const FAILURES_FROM_ANYWHERE = 100
/** Minutes over which failures are counted, and for which the guesser then waits. */
const WINDOW_MINUTES = 15
const ANYWHERE_MINUTES = 60

/** The count from anywhere does not shut out an address from which the account has signed in lately: its owner's. */
const FIND_BLOCK = {
  name: 'find-sign-in-block',
  text: `select ceil(extract(epoch from max(blocked_until) - now()))::int seconds
    from sign_in_failures where blocked_until > now() and (key = any($1) or key = $2 and not exists (
      select from sessions s join accounts a on a.id = s.account_id where a.username = $3 and s.address = $4))`,
}

const COUNT_FAILURE = {
  name: 'count-sign-in-failure',
  text: `
    insert into sign_in_failures as f (key, failures, first_failed_at) values ($1, 1, now())
    on conflict (key) do update set
      failures = case when f.first_failed_at < now() - $3 * interval '1 minute' then 1 else f.failures + 1 end,
      first_failed_at = case when f.first_failed_at < now() - $3 * interval '1 minute' then now()
        else f.first_failed_at end,
      blocked_until = case when f.first_failed_at >= now() - $3 * interval '1 minute' and f.failures + 1 >= $2
        then now() + $3 * interval '1 minute' end
    returning failures > $2 "isBlocked"`,
}

function keysOf(username: string, address: string): [account: string, address: string] {
  const network = networkOf(address)
  return [`account:${username}@${network}`, `address:${network}`]
}

function anywhereKeyOf(username: string): string {
  return `account:${username}`
}

/** The address itself; of IPv6 the first 64 bits, because whoever has one such address has all that share them. */
export function networkOf(address: string): string {
  if (!isIPv6(address) || address.includes('.')) return address
  const [head = '', tail] = address.split('::')
  const left = head === '' ? [] : head.split(':')
  const right = tail === undefined || tail === '' ? [] : tail.split(':')
  const zeros = tail === undefined ? [] : Array<string>(8 - left.length - right.length).fill('0')
  return `${[...left, ...zeros, ...right].slice(0, 4).join(':')}::/64`
}

interface Reach {
  /** Also mind the count of failures from anywhere, as for the accounts of people. */
  anywhere?: boolean
}

/** Seconds that this address has to wait before it may try this account again; 0 when it need not. */
export async function findSignInDelay(
  db: Database,
  username: string,
  address: string,
  { anywhere = false }: Reach = {},
): Promise<number> {
  const anywhereKey = anywhere ? anywhereKeyOf(username) : null
  const values = [keysOf(username, address), anywhereKey, username, address]
  const [row] = await runNamed<{ seconds: number | null }>(db, FIND_BLOCK, values)
  return row?.seconds ?? 0
}

/**
 * Counts a refused attempt, outside any transaction of the sign-in: it must stay counted.
 *
 * @returns whether the limit was reached already. Of guesses sent all at once that is known only here, and whoever
 *   sent them must not learn from the later ones that they were wrong.
 */
export async function countSignInFailure(
  db: Database,
  username: string,
  address: string,
  { anywhere = false }: Reach = {},
): Promise<boolean> {
  const [account, all] = keysOf(username, address)
  const isAccountBlocked = await countFailure(db, account, FAILURES_PER_ACCOUNT, WINDOW_MINUTES)
  const isAddressBlocked = await countFailure(db, all, FAILURES_PER_ADDRESS, WINDOW_MINUTES)
  if (anywhere) await countFailure(db, anywhereKeyOf(username), FAILURES_FROM_ANYWHERE, ANYWHERE_MINUTES)
  return isAccountBlocked || isAddressBlocked
}

async function countFailure(db: Database, key: string, limit: number, minutes: number): Promise<boolean> {
  const [row] = await runNamed<{ isBlocked: boolean }>(db, COUNT_FAILURE, [key, limit, minutes])
  return row?.isBlocked ?? false
}

/** A success clears the account's own count, not that of the address: an attacker may own one account. */
export async function forgiveSignInFailures(db: Database, username: string, address: string): Promise<void> {
  const [account] = keysOf(username, address)
  await db.$client.query('delete from sign_in_failures where key = $1', [account])
}
