import {
  boolean,
  customType,
  date,
  integer,
  jsonb,
  numeric,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
} from 'drizzle-orm/pg-core'

const period = customType<{ data: string }>({ dataType: () => 'reporting_period' })
const instant = (name: string) => timestamp(name, { withTimezone: true })
const decimal = (name: string) => numeric(name, { precision: 14, scale: 4, mode: 'number' })

export const sheets = pgTable('sheets', {
  id: integer().primaryKey().generatedAlwaysAsIdentity(),
  unitId: integer('unit_id').notNull(),
  period: period().notNull(),
  revision: smallint().notNull().default(1),
  setId: smallint('set_id').notNull(),
  status: text({ enum: ['draft', 'submitted', 'returned', 'approved', 'consolidated'] }).notNull(),
  version: integer().notNull().default(1),
  answered: smallint().notNull().default(0),
  metMask: integer('met_mask').notNull().default(0),
  notMetMask: integer('not_met_mask').notNull().default(0),
  authorIds: integer('author_ids').array().notNull().default([]),
  villageMeasures: smallint('village_measures').array().notNull().default([]),
  firstSubmittedAt: instant('first_submitted_at'),
  submittedAt: instant('submitted_at'),
  submissions: smallint().notNull().default(0),
  receipt: text(),
  reviewedAt: instant('reviewed_at'),
  reviewedBy: integer('reviewed_by'),
  reviewAction: text('review_action', { enum: ['return', 'approve'] }),
  reviewReason: text('review_reason'),
  reopenedUntil: date('reopened_until'),
  reopenedReason: text('reopened_reason'),
  reopenedBy: integer('reopened_by'),
  createdAt: instant('created_at').notNull(),
  updatedAt: instant('updated_at').notNull(),
})

export const sheetValues = pgTable(
  'sheet_values',
  {
    year: smallint().notNull(),
    sheetId: integer('sheet_id').notNull(),
    measureId: smallint('measure_id').notNull(),
    value: decimal('value'),
    numerator: decimal('numerator'),
    denominator: decimal('denominator'),
    notApplicable: boolean('not_applicable').notNull().default(false),
    result: text({ enum: ['met', 'notMet', 'missing', 'notApplicable'] }).notNull(),
    thresholdId: integer('threshold_id').notNull(),
    note: text(),
  },
  (table) => [primaryKey({ columns: [table.year, table.sheetId, table.measureId] })],
)

export const sheetCriteria = pgTable(
  'sheet_criteria',
  {
    sheetId: integer('sheet_id').notNull(),
    number: smallint().notNull(),
    obstacle: text(),
    remedy: text(),
    remedyDueOn: date('remedy_due_on'),
    explanation: text(),
    overruledResult: text('overruled_result', { enum: ['met', 'notMet', 'incomplete'] }),
    overruledReason: text('overruled_reason'),
    overruledBy: integer('overruled_by'),
  },
  (table) => [primaryKey({ columns: [table.sheetId, table.number] })],
)

export const sheetSubmissions = pgTable(
  'sheet_submissions',
  {
    sheetId: integer('sheet_id').notNull(),
    number: smallint().notNull(),
    receipt: text().notNull().unique(),
    submittedAt: instant('submitted_at').notNull(),
    submittedBy: integer('submitted_by'),
    answers: jsonb().notNull(),
    words: jsonb(),
    metMask: integer('met_mask').notNull(),
    notMetMask: integer('not_met_mask').notNull(),
  },
  (table) => [primaryKey({ columns: [table.sheetId, table.number] })],
)

export const sheetReturns = pgTable(
  'sheet_returns',
  {
    sheetId: integer('sheet_id').notNull(),
    submission: smallint().notNull(),
    indicator: text().notNull(),
    reason: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.sheetId, table.submission, table.indicator] })],
)
