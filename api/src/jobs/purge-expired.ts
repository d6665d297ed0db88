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
  // Pages that were away for longer ask for everything they show; `max` knows no xid8 before PostgreSQL 16.
  `with gone as (delete from changes where at < now() - interval '2 hours' returning xid)
    update changes_horizon set xid = case when xid >= pg_snapshot_xmax(pg_current_snapshot()) then pg_current_xact_id()
      else greatest(xid, (select xid from gone order by xid desc limit 1)) end`,
]

/**
 * Deletes expired sessions, old idempotency keys, forgotten failures to sign in, files that never arrived, trials of imports
 * and changes that open pages were told of. By the real clock.
 */
export const purgeExpired: Task = async (_payload, helpers) => {
  for (const statement of STATEMENTS) await helpers.query(statement)
}
