import type { QueryConfig } from 'pg'
import type { Database } from './client.js'

/** What an audit row says of a change. `action` is one of the names that the route declared. */
export interface AuditEvent {
  action: string
  subject: { kind: string; key: string }
  old?: unknown
  new?: unknown
  reason?: string | undefined
}

export interface AuditContext {
  /** Null for a change that the program itself made, or that nobody is signed in for yet. */
  accountId: number | null
  actorName: string
  /** Account of the person whose role was used, where it was handed on (ký thay). */
  actingFor: number | null
  /** Time on the clock of the field. */
  at: Date
  traceId: string
}

/** @param from - Number of the first of the event's own parameters; the first five tell who did it and when. */
const append = (from: number) => {
  const own = Array.from({ length: 6 }, (_, index) => `$${from + index}`)
  return `append_audit_event($1, $2, $3, ${own.join(', ')}, $4, $5)`
}

const APPEND_EVENT = { name: 'append-audit-event', text: `select ${append(6)}` }
/** As a submission that brings its figures along writes them. */
const APPEND_TWO = { name: 'append-two-audit-events', text: `select ${append(6)}, ${append(12)}` }

/** In the order of the chains, so that two acts about many records do not wait for each other for ever. */
const APPEND_EVENTS = {
  name: 'append-audit-events',
  text: `
    select append_audit_event($1, $2, $3, action, kind, key, old, new, reason, $4, $5)
    from (
      select * from unnest($6::text[], $7::text[], $8::text[], $9::jsonb[], $10::jsonb[], $11::text[])
        with ordinality event (action, kind, key, old, new, reason, no)
      order by abs(hashtext(kind || '/' || key) % 64), no
    ) event`,
}

/**
 * The statements that write audit rows, each linked to the one before it of its chain; none without events.
 *
 * They belong to the transaction of the change: no change without its row, no row without its change. They are its
 * last, because whoever writes to the same chain waits from here to the commit.
 */
export function appendEvents(context: AuditContext, events: readonly AuditEvent[]): QueryConfig[] {
  if (events.length === 0) return []
  const { at, accountId, actorName, traceId, actingFor } = context
  const by = [at, accountId, actorName, traceId, actingFor]
  const rows = events.map(({ action, subject, old, new: now, reason }) => [
    action,
    subject.kind,
    subject.key,
    writeJson(old),
    writeJson(now),
    reason ?? null,
  ])
  // All of one record belong to one chain: nobody waits, and no text is wrapped into an array only to be unwrapped.
  if (new Set(events.map(({ subject }) => `${subject.kind}/${subject.key}`)).size === 1) {
    if (rows.length === 2) return [{ ...APPEND_TWO, values: [...by, ...rows.flat()] }]
    return rows.map((row) => ({ ...APPEND_EVENT, values: [...by, ...row] }))
  }
  const columns = [0, 1, 2, 3, 4, 5].map((column) => rows.map((row) => row[column]))
  return [{ ...APPEND_EVENTS, values: [...by, ...columns] }]
}

function writeJson(told: unknown): string | null {
  return told === undefined ? null : JSON.stringify(told)
}

/** Writes audit rows in the transaction `tx`, as its last statement. */
export async function recordEvents(tx: Database, context: AuditContext, events: readonly AuditEvent[]): Promise<void> {
  for (const statement of appendEvents(context, events)) await tx.$client.query(statement)
}
