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

const APPEND_EVENT = {
  name: 'append-audit-event',
  text: 'select append_audit_event($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)',
}

/**
 * Writes one audit row, linked to the one before it of its chain.
 *
 * It belongs to the transaction `tx`: no change without its row, no row without its change. It is the last statement
 * of a change, because whoever writes to the same chain waits from here to the commit.
 */
export async function recordEvent(tx: Database, context: AuditContext, event: AuditEvent): Promise<void> {
  await tx.$client.query({
    ...APPEND_EVENT,
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
      context.actingFor,
    ],
  })
}
