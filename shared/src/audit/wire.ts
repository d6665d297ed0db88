import { Type, type Static } from 'typebox'
import { InstantText, Nullable, OneOf, PageOf } from '../wire/parts.js'

export const AuditEventView = Type.Object({
  no: Type.Integer(),
  /** On the clock of the field. */
  at: InstantText,
  /** Server's own time. */
  recordedAt: InstantText,
  account: Nullable(Type.String()),
  actor: Type.String(),
  /** Whose role was used, where it was handed on (ký thay). */
  actingFor: Nullable(Type.Object({ username: Type.String(), displayName: Type.String() })),
  action: Type.String(),
  subject: Type.Object({ kind: Type.String(), key: Type.String() }),
  old: Type.Unknown(),
  new: Type.Unknown(),
  reason: Nullable(Type.String()),
  traceId: Type.String(),
})
export type AuditEventView = Static<typeof AuditEventView>

export const AuditPage = PageOf(AuditEventView)
export type AuditPage = Static<typeof AuditPage>

/** What a reader may leave out of the trail: `sessions` are sign-ins and what becomes of them, but none that was refused. */
export const AUDIT_OMISSIONS = ['sessions'] as const

export const AUDIT_FAULTS = ['altered', 'missing', 'added'] as const

/** Whether every audit row is as it was written, and none is gone or was slipped in. */
export const AuditVerification = Type.Object({
  intact: Type.Boolean(),
  events: Type.Integer(),
  /** One hash over the heads of all chains: note it down elsewhere, and later rows cannot be exchanged for others. */
  head: Type.String(),
  faults: Type.Array(
    Type.Object({
      kind: OneOf(AUDIT_FAULTS),
      /** Chain and place in it. */
      shard: Type.Integer(),
      position: Type.Integer(),
      /** Number of the row; null when it is gone. */
      no: Nullable(Type.Integer()),
    }),
  ),
})
export type AuditVerification = Static<typeof AuditVerification>
