import { sql } from 'drizzle-orm'
import { boolean, customType, date, integer, numeric, pgTable, smallint, text } from 'drizzle-orm/pg-core'

const ltree = customType<{ data: string }>({ dataType: () => 'ltree' })
const daterange = customType<{ data: string }>({ dataType: () => 'daterange' })

export const units = pgTable('units', {
  id: integer().primaryKey().generatedAlwaysAsIdentity(),
  uid: text().notNull().unique(),
  code: text().notNull(),
  kind: text({ enum: ['province', 'district', 'commune', 'village'] }).notNull(),
  type: text().notNull(),
  name: text().notNull(),
  fullName: text('full_name').notNull(),
  aliases: text().array().notNull().default([]),
  searchKey: text('search_key').notNull(),
  parentId: integer('parent_id'),
  path: ltree().notNull(),
  valid: daterange().notNull(),
  latitude: numeric({ precision: 7, scale: 4, mode: 'number' }),
  longitude: numeric({ precision: 7, scale: 4, mode: 'number' }),
  centroidQuality: text('centroid_quality'),
  inProgramme: boolean('in_programme')
    .notNull()
    .generatedAlwaysAs(sql`type = 'xã'`),
})

export const unitSuccessions = pgTable('unit_successions', {
  fromId: integer('from_id').notNull(),
  toId: integer('to_id').notNull(),
  happenedOn: date('happened_on').notNull(),
  legalBasis: text('legal_basis').notNull(),
})

export const accountableOfficials = pgTable('accountable_officials', {
  unitId: integer('unit_id').notNull(),
  name: text().notNull(),
  title: text().notNull(),
  valid: daterange().notNull(),
  version: integer().notNull().default(1),
})

export const agencies = pgTable('agencies', {
  id: smallint().primaryKey().generatedAlwaysAsIdentity(),
  code: text().notNull().unique(),
  name: text().notNull(),
})

export const recognitions = pgTable('recognitions', {
  unitId: integer('unit_id').notNull(),
  knownBy: date('known_by').notNull(),
  decisionNumber: text('decision_number'),
  source: text().notNull(),
})
