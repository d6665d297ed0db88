import { getTableColumns } from 'drizzle-orm'
import type { QueryConfig } from 'pg'
import type { Database, NamedStatement } from '../../db/client.js'
import type { StoredValue } from './find-sheet.js'
import { indexValues } from './measure-index.js'
import { sheets } from './tables.js'

/** Of a sheet's row, what a change writes. */
export type SheetChange = Partial<Omit<typeof sheets.$inferInsert, 'id' | 'version'>>

export interface SheetRows {
  year: number
  sheetId: number
}

/** One for each set of columns that some change writes: a handful. */
const updates = new Map<string, NamedStatement>()
const columns: Readonly<Record<string, { name: string }>> = getTableColumns(sheets)

function prepareUpdate(fields: readonly string[]): NamedStatement {
  const key = fields.join()
  const known = updates.get(key)
  if (known) return known
  const assignments = fields.map((field, index) => `${columns[field]?.name ?? field} = $${index + 3}`)
  const statement = {
    name: `update-sheet-${updates.size}`,
    text: `
      with changed as (
        update sheets set version = version + 1, ${assignments.join(', ')}
        where id = $1 and version = $2 returning version
      )
      select coalesce((select version from changed), refuse_stale_version())`,
  }
  updates.set(key, statement)
  return statement
}

/** Writes the sheet's row and counts its version up; fails as a 412 where it has another one by now. */
export function updateSheet(id: number, version: number, change: SheetChange): QueryConfig {
  return { ...prepareUpdate(Object.keys(change)), values: [id, version, ...Object.values(change)] }
}

const VALUE_ROWS = `unnest($3::smallint[], $4::numeric[], $5::numeric[], $6::numeric[], $7::boolean[], $8::text[],
      $9::integer[], $10::text[])`

const UPDATE_VALUES = {
  name: 'update-values',
  text: `
    update sheet_values v set
      value = n.value, numerator = n.numerator, denominator = n.denominator, not_applicable = n.not_applicable,
      result = n.result, threshold_id = n.threshold_id, note = n.note
    from ${VALUE_ROWS}
      n (measure_id, value, numerator, denominator, not_applicable, result, threshold_id, note)
    where v.year = $1 and v.sheet_id = $2 and v.measure_id = n.measure_id`,
}

/** Writes rows of year, sheet and what `columnsOf` gives over those that are there. */
export const overwriteValues = (rows: string) => `
    insert into sheet_values
      (year, sheet_id, measure_id, value, numerator, denominator, not_applicable, result, threshold_id, note)
    ${rows}
    on conflict (year, sheet_id, measure_id) do update set
      value = excluded.value, numerator = excluded.numerator, denominator = excluded.denominator,
      not_applicable = excluded.not_applicable, result = excluded.result, threshold_id = excluded.threshold_id,
      note = excluded.note`

const WRITE_VALUES = { name: 'write-values', text: overwriteValues(`select $1, $2, * from ${VALUE_ROWS}`) }

/**
 * Writes any number of values of one sheet, in one statement or two.
 *
 * @param stored - What the sheet holds under its lock: a row that is there is updated, which costs less than trying to
 *   insert it first.
 */
export function writeValues(
  { year, sheetId }: SheetRows,
  values: readonly StoredValue[],
  stored: readonly StoredValue[],
): QueryConfig[] {
  const known = indexValues(stored)
  const there = values.filter(({ measureId }) => known.has(measureId))
  const fresh = values.filter(({ measureId }) => !known.has(measureId))
  return [
    ...(there.length > 0 ? [{ ...UPDATE_VALUES, values: [year, sheetId, ...columnsOf(there)] }] : []),
    ...(fresh.length > 0 ? [{ ...WRITE_VALUES, values: [year, sheetId, ...columnsOf(fresh)] }] : []),
  ]
}

/** The values of one or many sheets, column by column, as a statement takes them. */
export function columnsOf(values: readonly StoredValue[]): unknown[] {
  return [
    writeList(values.map(({ measureId }) => measureId)),
    writeList(values.map(({ value }) => value)),
    writeList(values.map(({ numerator }) => numerator)),
    writeList(values.map(({ denominator }) => denominator)),
    writeList(values.map(({ notApplicable }) => notApplicable)),
    writeList(values.map(({ result }) => result)),
    writeList(values.map(({ thresholdId }) => thresholdId)),
    values.map(({ note }) => note),
  ]
}

/** A list of what needs no quotes, as PostgreSQL reads it: the driver would quote and escape each. */
function writeList(list: readonly (number | boolean | StoredValue['result'] | null)[]): string {
  return `{${list.map((each) => each ?? 'NULL').join()}}`
}

export interface CriterionWords {
  number: number
  obstacle: string | null
  remedy: string | null
  remedyDueOn: string | null
  explanation: string | null
}

const WRITE_CRITERIA = {
  name: 'write-criteria',
  text: `
    insert into sheet_criteria (sheet_id, number, obstacle, remedy, remedy_due_on, explanation)
    select $1, * from unnest($2::smallint[], $3::text[], $4::text[], $5::date[], $6::text[])
    on conflict (sheet_id, number) do update set
      obstacle = excluded.obstacle, remedy = excluded.remedy, remedy_due_on = excluded.remedy_due_on,
      explanation = excluded.explanation`,
}

export function writeCriteria(sheetId: number, criteria: readonly CriterionWords[]): QueryConfig[] {
  if (criteria.length === 0) return []
  const values = [
    sheetId,
    criteria.map(({ number }) => number),
    criteria.map(({ obstacle }) => obstacle),
    criteria.map(({ remedy }) => remedy),
    criteria.map(({ remedyDueOn }) => remedyDueOn),
    criteria.map(({ explanation }) => explanation),
  ]
  return [{ ...WRITE_CRITERIA, values }]
}

/** Runs statements now that otherwise go out with the commit: where the sheet is read again before that. */
export async function runStatements(tx: Database, statements: readonly QueryConfig[]): Promise<void> {
  await Promise.all(statements.map((statement) => tx.$client.query(statement)))
}
