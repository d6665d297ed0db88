import { customType, integer, pgTable, primaryKey, smallint, text } from 'drizzle-orm/pg-core'
import { sql } from 'drizzle-orm'

const period = customType<{ data: string }>({ dataType: () => 'reporting_period' })

export const monthlyResults = pgTable(
  'monthly_results',
  {
    period: period().notNull(),
    basis: text({ enum: ['reported', 'approved', 'official'] }).notNull(),
    unitId: integer('unit_id').notNull(),
    revision: smallint().notNull(),
    setId: smallint('set_id').notNull(),
    metMask: integer('met_mask').notNull(),
    notMetMask: integer('not_met_mask').notNull(),
    met: smallint()
      .notNull()
      .generatedAlwaysAs(sql`bit_count(met_mask::bit(32))`),
  },
  (table) => [primaryKey({ columns: [table.period, table.basis, table.unitId] })],
)
