import { eq, sql } from 'drizzle-orm'
import type { CriterionResult } from '@ntm/shared/criteria/results'
import { runNamed, type Database } from '../../db/client.js'
import { sheetCriteria, sheets } from './tables.js'

export interface NewSheet {
  unitId: number
  period: string
  setId: number
  at: Date
}

/**
 * Begins a sheet at version 0, to be changed in the same transaction.
 *
 * @returns its id, or undefined when somebody else began it first.
 */
export async function beginSheet(tx: Database, sheet: NewSheet): Promise<number | undefined> {
  const { at, ...place } = sheet
  // A month is collected from the villages as the one before was, until the commune chooses otherwise.
  const villageMeasures = sql<number[]>`coalesce((select village_measures from sheets
    where unit_id = ${sheet.unitId} and period < ${sheet.period} and set_id = ${sheet.setId}
    order by period desc, revision desc limit 1), '{}')`
  const [row] = await tx
    .insert(sheets)
    .values({ ...place, villageMeasures, status: 'draft', version: 0, createdAt: at, updatedAt: at })
    .onConflictDoNothing()
    .returning({ id: sheets.id })
  return row?.id
}

export interface NewRevision {
  /** The number of record. */
  sheetId: number
  year: number
  at: Date
  reopenedUntil: string
  reopenedReason: string
  reopenedBy: number
}

const COPY_SHEET = {
  name: 'copy-sheet',
  text: `
    insert into sheets (unit_id, period, revision, set_id, status, version, answered, met_mask, not_met_mask, author_ids,
      village_measures, first_submitted_at, reopened_until, reopened_reason, reopened_by, created_at, updated_at)
    select unit_id, period, revision + 1, set_id, 'draft', version + 1, answered, met_mask, not_met_mask, author_ids,
      village_measures, first_submitted_at, $2, $3, $4, $5, $5
    from sheets where id = $1 returning id`,
}
const COPY_VALUES = {
  name: 'copy-values',
  text: `
    insert into sheet_values (year, sheet_id, measure_id, value, numerator, denominator, not_applicable, result,
      threshold_id, note)
    select year, $2, measure_id, value, numerator, denominator, not_applicable, result, threshold_id, note
    from sheet_values where year = $3 and sheet_id = $1`,
}
const COPY_VILLAGE_FIGURES = {
  name: 'copy-village-figures',
  text: `
    insert into village_figures (year, sheet_id, measure_id, village_id, numerator, denominator)
    select year, $2, measure_id, village_id, numerator, denominator
    from village_figures where year = $3 and sheet_id = $1`,
}
const COPY_WORDS = {
  name: 'copy-words',
  text: `
    insert into sheet_criteria (sheet_id, number, obstacle, remedy, remedy_due_on, explanation)
    select $2, number, obstacle, remedy, remedy_due_on, explanation from sheet_criteria where sheet_id = $1`,
}
const COPY_VERDICTS = {
  name: 'copy-verdicts',
  text: `
    insert into verifications (sheet_id, indicator, unit_id, period, verdict, reason, agency_id, account_id, verified_at,
      is_outdated)
    select $2, indicator, unit_id, period, verdict, reason, agency_id, account_id, verified_at, is_outdated
    from verifications where sheet_id = $1`,
}

/**
 * Begins the next revision of a number of record with what it says; only the district's decision is not carried over.
 *
 * It was first submitted when the first was, and its ETag follows on the one before.
 */
export async function beginRevision(tx: Database, revision: NewRevision): Promise<void> {
  const { sheetId, year, at, reopenedUntil, reopenedReason, reopenedBy } = revision
  const values = [sheetId, reopenedUntil, reopenedReason, reopenedBy, at]
  const [copy] = await runNamed<{ id: number }>(tx, COPY_SHEET, values)
  if (!copy) throw new Error(`Sheet ${sheetId} is gone though nothing deletes one`)
  await runNamed(tx, COPY_VALUES, [sheetId, copy.id, year])
  await runNamed(tx, COPY_VILLAGE_FIGURES, [sheetId, copy.id, year])
  await runNamed(tx, COPY_WORDS, [sheetId, copy.id])
  await runNamed(tx, COPY_VERDICTS, [sheetId, copy.id])
}

export interface Overrule {
  number: number
  result: CriterionResult
  reason: string
}

/** Puts the district's overruling of this approval in the place of any earlier one. */
export async function writeOverrules(
  tx: Database,
  sheetId: number,
  accountId: number,
  overrules: readonly Overrule[],
): Promise<void> {
  await tx
    .update(sheetCriteria)
    .set({ overruledResult: null, overruledReason: null, overruledBy: null })
    .where(eq(sheetCriteria.sheetId, sheetId))
  if (overrules.length === 0) return
  await tx
    .insert(sheetCriteria)
    .values(
      overrules.map(({ number, result, reason }) => ({
        sheetId,
        number,
        overruledResult: result,
        overruledReason: reason,
        overruledBy: accountId,
      })),
    )
    .onConflictDoUpdate({
      target: [sheetCriteria.sheetId, sheetCriteria.number],
      set: {
        overruledResult: sql`excluded.overruled_result`,
        overruledReason: sql`excluded.overruled_reason`,
        overruledBy: sql`excluded.overruled_by`,
      },
    })
}
