import { yearOf } from '@ntm/shared/periods/period'
import { inTransaction, type Database } from '../../db/client.js'
import { findAccountActor } from '../access/queries.js'
import { judgeUndo } from './judge-undo.js'
import type { FoundImport } from './queries.js'
import { refuseUndo } from './refuse-undo.js'
import type { ImportTools } from './run-import.js'
import { recordApplied } from './write-applied.js'
import { moveImport } from './write-imports.js'

const LOCK = `
  select s.id from sheets s join import_sheets i on i.sheet_id = s.id where i.import_id = $1 order by s.id for update of s`

/** Sheets that go back: the others stay as they are. */
const MARK_UNDONE = `
  update import_sheets set undone_version = version + 1 where import_id = $1 and sheet_id = any($2::int[])`

const RESTORE_VALUES = `
  insert into sheet_values
    (year, sheet_id, measure_id, value, numerator, denominator, not_applicable, result, threshold_id, note)
  select $2, i.sheet_id, v."measureId", v.value, v.numerator, v.denominator, v."notApplicable", v.result,
    v."thresholdId", v.note
  from import_sheets i, jsonb_to_recordset(i.before -> 'values') v ("measureId" smallint, value numeric,
    numerator numeric, denominator numeric, "notApplicable" boolean, result text, "thresholdId" int, note text)
  where i.import_id = $1 and i.undone_version is not null
  on conflict (year, sheet_id, measure_id) do update set
    value = excluded.value, numerator = excluded.numerator, denominator = excluded.denominator,
    not_applicable = excluded.not_applicable, result = excluded.result, threshold_id = excluded.threshold_id,
    note = excluded.note`

/** What the file brought where nothing stood. */
const REMOVE_VALUES = `
  delete from sheet_values v using import_sheets i, jsonb_array_elements_text(i.before -> 'measureIds') m
  where i.import_id = $1 and i.undone_version is not null and v.year = $2 and v.sheet_id = i.sheet_id
    and v.measure_id = m::smallint and not exists (
      select from jsonb_array_elements(i.before -> 'values') old where (old ->> 'measureId')::smallint = v.measure_id)`

/** Whoever brought the figures in is no author by them any more; others who had a hand in the sheet since are. */
const RESTORE_SHEETS = `
  update sheets s set met_mask = (i.before ->> 'metMask')::int, not_met_mask = (i.before ->> 'notMetMask')::int,
    answered = (i.before ->> 'answered')::smallint, version = s.version + 1, updated_at = $2,
    author_ids = array(
      select author from unnest(s.author_ids) with ordinality authors (author, no)
      where author <> $3 or i.before -> 'authorIds' @> to_jsonb(author)
        or exists (select from evidence_links l where l.sheet_id = s.id and l.attached_by = author)
      order by no)
  from import_sheets i where i.import_id = $1 and i.sheet_id = s.id and i.undone_version is not null`

/**
 * Puts back what stood before an import, if it may be undone still (see `judgeUndo`); else it stays as it was.
 *
 * A sheet that the import began stays as an empty draft: its ETag must not begin again.
 */
export async function undoFigures({ pool, clock }: ImportTools, found: FoundImport): Promise<void> {
  const { id, period } = found
  if (period === null) throw new TypeError(`Import ${id} was not read`)
  await inTransaction(pool, async (tx: Database) => {
    await tx.$client.query(LOCK, [id])
    const today = clock.today()
    const actor = await findAccountActor(tx, found.accountId, today)
    const { leavesEdited } = found
    const { fault, sheetIds, left } = await judgeUndo(tx, found, { actor, today, leavesEdited })
    if (fault) return refuseUndo(tx, found, fault)
    const at = clock.now()
    await tx.$client.query(MARK_UNDONE, [id, sheetIds])
    await tx.$client.query(REMOVE_VALUES, [id, yearOf(period)])
    await tx.$client.query(RESTORE_VALUES, [id, yearOf(period)])
    await tx.$client.query(RESTORE_SHEETS, [id, at, found.accountId])
    await moveImport(tx, id, { state: 'undone', step: 'undo', finishedAt: at })
    await recordApplied(tx, found, {
      at,
      action: 'import.undone',
      counts: { changed: sheetIds.length, ...(left.length === 0 ? {} : { left }) },
    })
  })
}
