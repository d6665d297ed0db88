import { customType, integer, pgTable, primaryKey, smallint, text, uuid } from 'drizzle-orm/pg-core'
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
    importId: uuid('import_id'),
    countOnly: smallint('count_only'),
    met: smallint()
      .notNull()
      .generatedAlwaysAs(sql`coalesce(count_only, bit_count(met_mask::bit(32)))`),
  },
  (table) => [primaryKey({ columns: [table.period, table.basis, table.unitId] })],
)
