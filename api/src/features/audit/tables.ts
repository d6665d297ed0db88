import { bigint, customType, integer, jsonb, pgTable, smallint, text, timestamp } from 'drizzle-orm/pg-core'

const bytea = customType<{ data: Buffer }>({ dataType: () => 'bytea' })

export const auditEvents = pgTable('audit_events', {
  id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  recordedAt: timestamp('recorded_at', { withTimezone: true }).notNull().defaultNow(),
  fieldAt: timestamp('field_at', { withTimezone: true }).notNull(),
  accountId: integer('account_id'),
  actorName: text('actor_name').notNull(),
  action: text().notNull(),
  subjectKind: text('subject_kind').notNull(),
  subjectKey: text('subject_key').notNull(),
  old: jsonb(),
  new: jsonb(),
  reason: text(),
  traceId: text('trace_id').notNull(),
  actingFor: integer('acting_for'),
  shard: smallint().notNull(),
  position: bigint({ mode: 'number' }).notNull(),
  hash: bytea().notNull(),
})
