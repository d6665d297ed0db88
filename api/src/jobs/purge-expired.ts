import type { Task } from 'graphile-worker'

/**
 * What is of no use any more, oldest first by its own index. Answers to an `Idempotency-Key` are promised for seven
 * days; failed sign-ins stop counting long before that.
 */
const STATEMENTS = [
  'delete from sessions where expires_at < now()',
  `delete from idempotency_keys where created_at < now() - interval '7 days'`,
  `delete from sign_in_failures where first_failed_at < now() - interval '7 days' and coalesce(blocked_until, now()) <= now()`,
  `delete from uploads where touched_at < now() - interval '3 days'`,
  // A trial that nobody went on with, its file and figures included.
  `delete from imports where state = 'checked' and beat_at < now() - interval '30 days'`,
]

/** Deletes expired sessions, old idempotency keys, forgotten failures to sign in, files that never arrived and trials of imports. By the real clock. */
export const purgeExpired: Task = async (_payload, helpers) => {
  for (const statement of STATEMENTS) await helpers.query(statement)
}
