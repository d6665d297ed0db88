import type { AuditVerification } from '@ntm/shared/audit/wire'
import { runNamed, type Database } from '../../db/client.js'

/** Chains that `append_audit_event` writes to; each has its row in `audit_chains` from the first migration on. */
const CHAINS = 64

/** Faults listed at most; one is enough to know that somebody was at the table. */
export const FAULTS_AT_MOST = 100

const FIND_FAULTS = {
  name: 'find-audit-faults',
  text: `
    with links as (
      select e.id, e.shard, e.position, e.hash,
        lag(e.position, 1, 0::bigint) over chain previous_position,
        audit_hash(lag(e.hash, 1, sha256('')) over chain, e) expected
      from audit_events e
      window chain as (partition by e.shard order by e.position)
    ),
    ends as (select shard, max(position) position from audit_events group by shard)
    select 'missing' kind, shard, previous_position + 1 position, null::bigint no from links
      where position > previous_position + 1
    union all
    select 'altered', shard, position, id from links where position = previous_position + 1 and hash <> expected
    union all
    -- A chain whose row is gone no longer says how long it was: whatever followed its last event is unknown.
    select 'missing', s.shard, coalesce(e.position, 0) + 1, null
      from generate_series(0, ${CHAINS - 1}) s (shard)
      left join audit_chains c on c.shard = s.shard
      left join ends e on e.shard = s.shard
      where c.shard is null or coalesce(e.position, 0) < c.length
    union all
    -- Before the beginning of a chain, or in a chain that nobody writes to.
    select 'added', shard, position, id from links where position < 1 or shard not between 0 and ${CHAINS - 1}
    union all
    select 'added', l.shard, l.position, l.id from links l join audit_chains c using (shard) where l.position > c.length
    union all
    select 'altered', l.shard, l.position, l.id from links l join audit_chains c using (shard)
      where l.position = c.length and l.hash = l.expected and l.hash <> c.head
    order by shard, position limit ${FAULTS_AT_MOST}`,
}

const SUM_UP_CHAINS = {
  name: 'sum-up-audit-chains',
  text: `select (select count(*) from audit_events) events,
    (select encode(sha256(string_agg(head, ''::bytea order by shard)), 'hex') from audit_chains) head`,
}

/** Recomputes every link of every chain and says where one does not hold. */
export async function verifyAudit(db: Database): Promise<AuditVerification> {
  const faults = await runNamed<AuditVerification['faults'][number]>(db, FIND_FAULTS, [])
  const [sum] = await runNamed<{ events: number; head: string }>(db, SUM_UP_CHAINS, [])
  return { intact: faults.length === 0, events: sum?.events ?? 0, head: sum?.head ?? '', faults }
}

/** What every visit writes: a page that is opened again continues its session. */
export const ROUTINE_OF_SESSIONS = ['session.started', 'session.renewed', 'session.ended'] as const

export interface AuditFilter {
  /** Kind, or kind and key, or the first parts of one: `assessment`, `assessment/23512/2019-07`. */
  subject: string | undefined
  username: string | undefined
  action: string | undefined
  /** Actions that are not wanted. */
  leftOut: readonly string[] | undefined
  /** First and last day on the clock of the field, in Viet Nam. */
  from: string | undefined
  to: string | undefined
  /** Number of the last row of the page before. */
  before: number | undefined
  limit: number
}

export interface AuditRow {
  id: number
  field_at: Date
  recorded_at: Date
  username: string | null
  actor_name: string
  acting_for: { username: string; displayName: string } | null
  action: string
  subject_kind: string
  subject_key: string
  old: unknown
  new: unknown
  reason: string | null
  trace_id: string
}

/** What a filter asks of an event; `$` stands for its value. */
const CONDITIONS = {
  kind: 'e.subject_kind = $',
  key: "(e.subject_key = $ or starts_with(e.subject_key, $ || '/'))",
  username: 'a.username = $',
  action: 'e.action = $',
  leftOut: 'e.action <> all($::text[])',
  from: "e.field_at >= $::date at time zone 'Asia/Ho_Chi_Minh'",
  to: "e.field_at < ($::date + 1) at time zone 'Asia/Ho_Chi_Minh'",
  before: 'e.id < $',
} as const

/**
 * Only what is asked for: this table grows without end, and a plan for conditions that may or may not hold would read all
 * of it.
 */
function listEvents(asked: readonly (keyof typeof CONDITIONS)[]) {
  const conditions = asked.map((name, index) => CONDITIONS[name].replaceAll('$', `$${index + 2}`))
  return {
    name: ['list-audit-events', ...asked].join('-'),
    text: `
      select e.id, e.field_at, e.recorded_at, a.username, e.actor_name,
        case when f.id is not null then json_build_object('username', f.username, 'displayName', f.display_name) end
          acting_for, e.action, e.subject_kind, e.subject_key,
        e.old, e.new, e.reason, e.trace_id
      from audit_events e left join accounts a on a.id = e.account_id left join accounts f on f.id = e.acting_for
      where ${['true', ...conditions].join(' and ')}
      order by e.id desc limit $1`,
  }
}

/** Latest first; one row more than asked for when a page follows. */
export async function listAuditEvents(db: Database, filter: AuditFilter): Promise<AuditRow[]> {
  const { subject, limit, ...others } = filter
  const [kind, ...key] = subject?.split('/') ?? []
  const wanted = { kind, key: key.length === 0 ? undefined : key.join('/'), ...others }
  const names = Object.keys(CONDITIONS) as (keyof typeof CONDITIONS)[]
  const asked = names.filter((name) => wanted[name] !== undefined)
  return runNamed<AuditRow>(db, listEvents(asked), [limit + 1, ...asked.map((name) => wanted[name])])
}
