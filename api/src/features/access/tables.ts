import { sql } from 'drizzle-orm'
import { customType, integer, pgTable, smallint, text, timestamp, uuid } from 'drizzle-orm/pg-core'

const bytea = customType<{ data: Buffer }>({ dataType: () => 'bytea' })
const daterange = customType<{ data: string }>({ dataType: () => 'daterange' })

export const accounts = pgTable('accounts', {
  id: integer().primaryKey().generatedAlwaysAsIdentity(),
  username: text().notNull().unique(),
  displayName: text('display_name').notNull(),
  passwordHash: text('password_hash').notNull(),
  createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
  disabledAt: timestamp('disabled_at', { withTimezone: true }),
  version: integer().notNull().default(1),
  oneTimeUntil: timestamp('one_time_until', { withTimezone: true }),
})

export const roleGrants = pgTable('role_grants', {
  id: integer().primaryKey().generatedAlwaysAsIdentity(),
  accountId: integer('account_id').notNull(),
  role: text().notNull(),
  unitId: integer('unit_id'),
  agencyId: smallint('agency_id'),
  valid: daterange()
    .notNull()
    .default(sql`daterange(null, null)`),
})

export const sessions = pgTable('sessions', {
  id: uuid().primaryKey(),
  accountId: integer('account_id').notNull(),
  createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
  lastUsedAt: timestamp('last_used_at', { withTimezone: true }).notNull().defaultNow(),
  expiresAt: timestamp('expires_at', { withTimezone: true }).notNull(),
  endedAt: timestamp('ended_at', { withTimezone: true }),
  endReason: text('end_reason'),
  userAgent: text('user_agent'),
  address: text(),
})

export const refreshTokens = pgTable('refresh_tokens', {
  hash: bytea().primaryKey(),
  sessionId: uuid('session_id').notNull(),
  issuedAt: timestamp('issued_at', { withTimezone: true }).notNull().defaultNow(),
  usedAt: timestamp('used_at', { withTimezone: true }),
})

export const signInFailures = pgTable('sign_in_failures', {
  key: text().primaryKey(),
  failures: integer().notNull(),
  firstFailedAt: timestamp('first_failed_at', { withTimezone: true }).notNull(),
  blockedUntil: timestamp('blocked_until', { withTimezone: true }),
})
