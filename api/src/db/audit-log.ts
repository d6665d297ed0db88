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
  /** Time on the clock of the field. */
  at: Date
  traceId: string
}

const INSERT_EVENT = {
  name: 'insert-audit-event',
  text: `insert into audit_events
    (field_at, account_id, actor_name, action, subject_kind, subject_key, old, new, reason, trace_id)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
}

/** Writes one audit row. It belongs to the transaction `tx`: no change without its row, no row without its change. */
export async function recordEvent(tx: Database, context: AuditContext, event: AuditEvent): Promise<void> {
  await tx.$client.query({
    ...INSERT_EVENT,
    values: [
      context.at,
      context.accountId,
      context.actorName,
      event.action,
      event.subject.kind,
      event.subject.key,
      event.old === undefined ? null : JSON.stringify(event.old),
      event.new === undefined ? null : JSON.stringify(event.new),
      event.reason ?? null,
      context.traceId,
    ],
  })
}
