import type { AuditEventView } from '@ntm/shared/audit/wire'
import type { AuditRow } from './queries.js'

export function presentAuditEvent(row: AuditRow): AuditEventView {
  return {
    no: row.id,
    at: row.field_at.toISOString(),
    recordedAt: row.recorded_at.toISOString(),
    account: row.username,
    actor: row.actor_name,
    actingFor: row.acting_for,
    action: row.action,
    subject: { kind: row.subject_kind, key: row.subject_key },
    old: row.old,
    new: row.new,
    reason: row.reason,
    traceId: row.trace_id,
  }
}
