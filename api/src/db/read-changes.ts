import type { ChangeKind } from '@ntm/shared/events/kinds'
import { runNamed, type Database } from './client.js'

/** A row of `changes`, with the way down to its unit. */
export interface NotedChange {
  kind: ChangeKind
  unitId: number | null
  agencyId: number | null
  period: string | null
  version: number | null
  isPublic: boolean
  /** Ids and codes from the province down to the unit; empty without a unit. */
  path: number[]
  codes: string[]
}

export interface ChangesRead {
  /** What was committed when it was read, as `pg_snapshot` writes it: the next reading goes on from here. */
  moment: string
  /** Something since then is not kept any more, or it was another database. */
  hasGap: boolean
  changes: NotedChange[]
}

/** A reading with more changes than this does not hold them all: whoever reads it had better ask for everything. */
export const MANY = 300

/** Changes that `where` picks, each told once, with the way down to its unit. */
const listChanges = (where: string) => `
  coalesce((
    select json_agg(json_build_object('kind', c.kind, 'unitId', c.unit_id, 'agencyId', c.agency_id, 'period', c.period,
      'version', c.version, 'isPublic', c.is_public,
      'path', coalesce(string_to_array(u.path::text, '.')::int[], '{}'),
      'codes', array(select up.code from units up where up.path @> u.path order by nlevel(up.path))))
    from (
      select distinct kind, unit_id, agency_id, period, version, is_public from changes where ${where} limit ${MANY + 1}
    ) c left join units u on u.id = c.unit_id
  ), '[]'::json)`

/** Which database a snapshot is of; what was read before a restart or in another one says nothing of this one. */
export const DATABASE = 'changes_database()'

/** Whether something that was committed after one snapshot is not kept any more at the other; `h` is `changes_horizon`. */
export const hasGap = (since: string, till: string) => `changes_have_gap(h.xid, ${since}, ${till})`

/**
 * A row is new exactly when its transaction is outside the earlier snapshot and inside the later one. So a long
 * transaction neither holds back those that commit before it, nor is it passed over when it commits after them.
 *
 * A database restored into another server brings numbers of transactions that are still to come there: neither its
 * horizon nor its rows count, and the purge clears both away.
 */
const READ_CHANGES = {
  name: 'read-changes',
  text: `
    select till::text moment, ${hasGap('since', 'till')} "hasGap",
      case when since::text = till::text then '[]'::json else ${listChanges(`xid >= pg_snapshot_xmin(since)
        and not pg_visible_in_snapshot(xid, since) and pg_visible_in_snapshot(xid, till)`)} end changes
    from changes_horizon h,
      (select coalesce($2::text::pg_snapshot, pg_current_snapshot()) till) later,
      lateral (select coalesce($1::text::pg_snapshot, till) since) earlier`,
}

/**
 * What was committed after `since` and up to `till`.
 *
 * @param since - Undefined: only tells the moment.
 * @param till - Undefined: up to now.
 */
export async function readChanges(db: Database, since?: string, till?: string): Promise<ChangesRead> {
  const [read] = await runNamed<ChangesRead>(db, READ_CHANGES, [since ?? null, till ?? null])
  if (!read) throw new Error('changes_horizon has no row')
  return read
}

const READ_RECENT = {
  name: 'read-recent-changes',
  text: `select ${listChanges(
    `at > now() - make_interval(secs => $1) and pg_visible_in_snapshot(xid, $2::text::pg_snapshot)`,
  )} changes`,
}

/** What was written in the last seconds and committed up to `till`. */
export async function readRecentChanges(db: Database, seconds: number, till: string): Promise<NotedChange[]> {
  const [read] = await runNamed<{ changes: NotedChange[] }>(db, READ_RECENT, [seconds, till])
  return read?.changes ?? []
}

const MOMENT = /^(\d{1,19}):(\d{1,19}):((?:\d{1,19}(?:,\d{1,19})*)?)$/

/** Whether a text is what `moment` can be: PostgreSQL refuses a snapshot out of order. */
export function isMoment(text: string): boolean {
  const [, xmin, xmax, running] = MOMENT.exec(text) ?? []
  if (xmin === undefined || xmax === undefined || running === undefined) return false
  const ids = running === '' ? [] : running.split(',').map(BigInt)
  const [least, most] = [BigInt(xmin), BigInt(xmax)]
  const isOrdered = ids.every((id, index) => id >= least && id < most && (index === 0 || (ids[index - 1] ?? id) < id))
  return least > 0n && least <= most && most < 2n ** 63n && isOrdered
}
