import {
  boolean,
  customType,
  integer,
  jsonb,
  numeric,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
} from 'drizzle-orm/pg-core'
import type { LegalBasis } from '@ntm/shared/criteria/definition'

const daterange = customType<{ data: string }>({ dataType: () => 'daterange' })
const instant = (name: string) => timestamp(name, { withTimezone: true })

export const criteriaSets = pgTable('criteria_sets', {
  id: smallint().primaryKey().generatedAlwaysAsIdentity(),
  code: text().notNull().unique(),
  level: text().notNull(),
  name: text().notNull(),
  nameEn: text('name_en').notNull(),
  legalBasis: jsonb('legal_basis').$type<LegalBasis[]>().notNull(),
  region: text().notNull(),
  method: text().notNull(),
  valid: daterange().notNull(),
})

export const criterionGroups = pgTable(
  'criterion_groups',
  {
    setId: smallint('set_id').notNull(),
    code: text().notNull(),
    position: smallint().notNull(),
    name: text().notNull(),
    nameEn: text('name_en').notNull(),
  },
  (table) => [primaryKey({ columns: [table.setId, table.code] })],
)

export const criteria = pgTable(
  'criteria',
  {
    setId: smallint('set_id').notNull(),
    number: smallint().notNull(),
    groupCode: text('group_code').notNull(),
    name: text().notNull(),
    nameEn: text('name_en').notNull(),
  },
  (table) => [primaryKey({ columns: [table.setId, table.number] })],
)

export const indicators = pgTable(
  'indicators',
  {
    setId: smallint('set_id').notNull(),
    code: text().notNull(),
    criterion: smallint().notNull(),
    position: smallint().notNull(),
    name: text().notNull(),
    nameEn: text('name_en').notNull(),
  },
  (table) => [primaryKey({ columns: [table.setId, table.code] })],
)

export const indicatorLeads = pgTable('indicator_leads', {
  setId: smallint('set_id').notNull(),
  indicator: text().notNull(),
  agencyId: smallint('agency_id').notNull(),
  valid: daterange().notNull(),
  version: integer().notNull().default(1),
  legalBasis: text('legal_basis'),
  accountId: integer('account_id'),
  reason: text(),
  recordedAt: instant('recorded_at'),
})

export const measures = pgTable('measures', {
  id: smallint().primaryKey().generatedAlwaysAsIdentity(),
  setId: smallint('set_id').notNull(),
  indicator: text().notNull(),
  criterion: smallint().notNull(),
  key: text().notNull(),
  position: smallint().notNull(),
  label: text(),
  labelEn: text('label_en'),
  kind: text({ enum: ['boolean', 'percent', 'number'] }).notNull(),
  unit: text(),
  comparator: text({ enum: ['is', '>=', '<='] }).notNull(),
  allowsNotApplicable: boolean('allows_not_applicable').notNull().default(false),
})

export const thresholds = pgTable('thresholds', {
  id: integer().primaryKey().generatedAlwaysAsIdentity(),
  measureId: smallint('measure_id').notNull(),
  region: text().notNull(),
  unitId: integer('unit_id'),
  year: smallint(),
  value: numeric({ precision: 14, scale: 4, mode: 'number' }).notNull(),
  confirmed: boolean().notNull(),
  legalBasis: text('legal_basis'),
  setBy: text('set_by'),
  note: text(),
  source: text(),
  accountId: integer('account_id'),
  reason: text(),
  recordedAt: instant('recorded_at'),
  replacedAt: instant('replaced_at'),
})
