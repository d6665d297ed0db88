import { customType, integer, pgTable, text, timestamp } from 'drizzle-orm/pg-core'
import type { Scope } from '@ntm/shared/clients/scopes'

const bytea = customType<{ data: Buffer }>({ dataType: () => 'bytea' })

export const clients = pgTable('clients', {
  id: text().primaryKey(),
  name: text().notNull(),
  unitId: integer('unit_id').notNull(),
  scopes: text().array().$type<Scope[]>().notNull(),
  addresses: text().array().notNull().default([]),
  version: integer().notNull().default(1),
  createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
  disabledAt: timestamp('disabled_at', { withTimezone: true }),
})

export const clientSecrets = pgTable('client_secrets', {
  id: integer().primaryKey().generatedAlwaysAsIdentity(),
  clientId: text('client_id').notNull(),
  hash: bytea().notNull().unique(),
  createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
  expiresAt: timestamp('expires_at', { withTimezone: true }).notNull(),
  lastUsedAt: timestamp('last_used_at', { withTimezone: true }),
})
