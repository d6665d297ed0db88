import { customType, date, integer, numeric, pgTable, primaryKey, smallint, text } from 'drizzle-orm/pg-core'

const daterange = customType<{ data: string }>({ dataType: () => 'daterange' })
const decimal = (name: string) => numeric(name, { precision: 14, scale: 4, mode: 'number' })

export const villages = pgTable('villages', {
  unitId: integer('unit_id').primaryKey(),
  version: integer().notNull().default(1),
  begunBasis: text('begun_basis'),
  endedBasis: text('ended_basis'),
})

export const villageHouseholds = pgTable(
  'village_households',
  {
    villageId: integer('village_id').notNull(),
    countedOn: date('counted_on').notNull(),
    households: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.villageId, table.countedOn] })],
)

export const villageHardships = pgTable('village_hardships', {
  villageId: integer('village_id').notNull(),
  decision: text().notNull(),
  valid: daterange().notNull(),
})

export const villageFigures = pgTable(
  'village_figures',
  {
    year: smallint().notNull(),
    sheetId: integer('sheet_id').notNull(),
    measureId: smallint('measure_id').notNull(),
    villageId: integer('village_id').notNull(),
    numerator: decimal('numerator').notNull(),
    denominator: decimal('denominator').notNull(),
  },
  (table) => [primaryKey({ columns: [table.year, table.sheetId, table.measureId, table.villageId] })],
)
