import { runNamed, type Database } from '../../db/client.js'

/** Failures from one address at one account before it has to wait. */
const FAILURES_PER_ACCOUNT = 5
/** Failures from one address at any accounts: a whole office may sit behind one address. */
const FAILURES_PER_ADDRESS = 50
/** Minutes over which failures are counted, and for which the guesser then waits. */
const WINDOW_MINUTES = 15

const FIND_BLOCK = {
  name: 'find-sign-in-block',
  text: `select ceil(extract(epoch from max(blocked_until) - now()))::int seconds
    from sign_in_failures where key = any($1) and blocked_until > now()`,
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
  return [`account:${username}@${address}`, `address:${address}`]
}

/** Seconds that this address has to wait before it may try this account again; 0 when it need not. */
export async function findSignInDelay(db: Database, username: string, address: string): Promise<number> {
  const [row] = await runNamed<{ seconds: number | null }>(db, FIND_BLOCK, [keysOf(username, address)])
  return row?.seconds ?? 0
}

/**
 * Counts a refused attempt, outside any transaction of the sign-in: it must stay counted.
 *
 * @returns whether the limit was reached already. Of guesses sent all at once that is known only here, and whoever
 *   sent them must not learn from the later ones that they were wrong.
 */
export async function countSignInFailure(db: Database, username: string, address: string): Promise<boolean> {
  const [account, all] = keysOf(username, address)
  const isAccountBlocked = await countFailure(db, account, FAILURES_PER_ACCOUNT)
  const isAddressBlocked = await countFailure(db, all, FAILURES_PER_ADDRESS)
  return isAccountBlocked || isAddressBlocked
}

async function countFailure(db: Database, key: string, limit: number): Promise<boolean> {
  const [row] = await runNamed<{ isBlocked: boolean }>(db, COUNT_FAILURE, [key, limit, WINDOW_MINUTES])
  return row?.isBlocked ?? false
}

/** A success clears the account's own count, not that of the address: an attacker may own one account. */
export async function forgiveSignInFailures(db: Database, username: string, address: string): Promise<void> {
  const [account] = keysOf(username, address)
  await db.$client.query('delete from sign_in_failures where key = $1', [account])
}
