import { runNamed, type Database } from '../../db/client.js'
import type { PlannedChange } from '../assessments/change-many.js'
import type { ReadFigure } from './parse-rows.js'

const STAGE_FIGURES = {
  name: 'stage-import-figures',
  text: `
    insert into import_values
      (import_id, unit_code, measure_key, row, value, numerator, denominator, not_applicable, note)
    select $1, * from unnest($2::text[], $3::text[], $4::int[], $5::numeric[], $6::numeric[], $7::numeric[],
      $8::boolean[], $9::text[])
    on conflict do nothing returning unit_code || '/' || measure_key || '/' || row "kept"`,
}

/** Keeps figures until they are applied. @returns those that the file has named before. */
export async function stageFigures(db: Database, id: string, figures: readonly ReadFigure[]): Promise<ReadFigure[]> {
  if (figures.length === 0) return []
  const rows = await runNamed<{ kept: string }>(db, STAGE_FIGURES, [
    id,
    figures.map(({ unitCode }) => unitCode),
    figures.map(({ measure }) => measure),
    figures.map(({ row }) => row),
    figures.map(({ value }) => value),
    figures.map(({ numerator }) => numerator),
    figures.map(({ denominator }) => denominator),
    figures.map(({ notApplicable }) => notApplicable),
    figures.map(({ note }) => note),
  ])
  if (rows.length === figures.length) return []
  const kept = new Set(rows.map(({ kept }) => kept))
  return figures.filter(({ unitCode, measure, row }) => !kept.has(`${unitCode}/${measure}/${row}`))
}

const FIND_FIRST_ROWS = {
  name: 'find-first-rows',
  text: `
    select v.row from unnest($2::text[], $3::text[]) with ordinality twice (unit_code, measure_key, no)
    join import_values v on v.import_id = $1 and v.unit_code = twice.unit_code and v.measure_key = twice.measure_key
    order by twice.no`,
}

/** Rows in which figures stood first, in the order asked. */
export async function findFirstRows(db: Database, id: string, twice: readonly ReadFigure[]): Promise<number[]> {
  const keys = [id, twice.map(({ unitCode }) => unitCode), twice.map(({ measure }) => measure)]
  return (await runNamed<{ row: number }>(db, FIND_FIRST_ROWS, keys)).map(({ row }) => row)
}

const STAGE_SHEETS = {
  name: 'stage-import-sheets',
  text: `
    insert into import_sheets (import_id, unit_code, row, base_version, tab, columns)
    select $1, * from unnest($2::text[], $3::int[], $4::int[], $5::text[], $6::jsonb[]) on conflict do nothing`,
}

export interface StagedSheet {
  unitCode: string
  row: number
  baseVersion: number | null
  /** Where its figures stand, in a book of many tabs, with the columns there; null: where those of the whole file do. */
  tab: string | null
  columns: Record<string, string> | null
}

export async function stageSheets(db: Database, id: string, sheets: readonly StagedSheet[]): Promise<void> {
  if (sheets.length === 0) return
  await runNamed(db, STAGE_SHEETS, [
    id,
    sheets.map(({ unitCode }) => unitCode),
    sheets.map(({ row }) => row),
    sheets.map(({ baseVersion }) => baseVersion),
    sheets.map(({ tab }) => tab),
    sheets.map(({ columns }) => (columns === null ? null : JSON.stringify(columns))),
  ])
}

/** Begins the reading anew, should an earlier attempt have stopped half way. */
export async function clearStaged(db: Database, id: string): Promise<void> {
  await db.$client.query('delete from import_values where import_id = $1', [id])
  await db.$client.query('delete from import_sheets where import_id = $1', [id])
}

const LIST_SHEETS = {
  name: 'list-staged-sheets',
  text: `
    select s.unit_code "unitCode", s.row, s.base_version "baseVersion", s.tab, s.columns, coalesce((
      select json_agg(json_build_object('measure', v.measure_key, 'row', v.row, 'value', v.value,
        'numerator', v.numerator, 'denominator', v.denominator, 'notApplicable', v.not_applicable, 'note', v.note)
        order by v.row)
      from import_values v where v.import_id = s.import_id and v.unit_code = s.unit_code), '[]') figures
    from import_sheets s where s.import_id = $1 and s.unit_code > $2 order by s.unit_code limit $3`,
}

export type StagedFigure = Omit<ReadFigure, 'unitCode'>

export type FullStagedSheet = StagedSheet & { figures: StagedFigure[] }

/** The next communes of an import after one, with their figures, in order of code. */
export async function listStaged(db: Database, id: string, after: string, limit: number): Promise<FullStagedSheet[]> {
  return runNamed<FullStagedSheet>(db, LIST_SHEETS, [id, after, limit])
}

const FIND_SHEETS = {
  name: 'find-staged-sheets',
  text: LIST_SHEETS.text.replace('s.unit_code > $2 order by s.unit_code limit $3', 's.unit_code = any($2)'),
}

/** Communes of an import by code, with their figures as long as these are kept. */
export async function findStaged(db: Database, id: string, codes: readonly string[]): Promise<FullStagedSheet[]> {
  return codes.length === 0 ? [] : runNamed<FullStagedSheet>(db, FIND_SHEETS, [id, codes])
}

const KEEP_PLANNED = {
  name: 'keep-planned-changes',
  text: `
    update import_sheets s set would_change = p.figures, met_before = p.met_before, met_after = p.met_after
    from unnest($2::text[], $3::int[], $4::smallint[], $5::smallint[]) p (unit_code, figures, met_before, met_after)
    where s.import_id = $1 and s.unit_code = p.unit_code`,
}

/** Keeps what a check found that would change, for the sender to see before it is written. */
export async function keepPlanned(db: Database, id: string, planned: readonly PlannedChange[]): Promise<void> {
  if (planned.length === 0) return
  await runNamed(db, KEEP_PLANNED, [
    id,
    planned.map(({ unitCode }) => unitCode),
    planned.map((each) => each.new.length),
    planned.map(({ metBefore }) => metBefore),
    planned.map(({ metAfter }) => metAfter),
  ])
}
