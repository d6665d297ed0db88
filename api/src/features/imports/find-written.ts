import type { ImportLeft } from '@ntm/shared/imports/wire'
import { runNamed, type Database } from '../../db/client.js'
import type { LockableSheet } from '../assessments/change-many.js'
import { replacedOf } from './queries.js'

/** Communes that are named when they stay as they are; all are counted. */
const NAMED_AT_MOST = 20

const IS_EDITED = `(s.version <> i.version or s.status not in ('draft', 'returned') or exists (
  select from sheets later where later.unit_id = s.unit_id and later.period = s.period and later.revision > s.revision))`

/** A sheet that an import wrote in, with where it lies, what may lock it, and whether something has happened since. */
export type WrittenSheet = LockableSheet & { sheetId: number; name: string; path: number[]; isEdited: boolean }

const LIST_WRITTEN = {
  name: 'list-sheets-written-by-import',
  text: `
    select s.id "sheetId", u.name, ${IS_EDITED} "isEdited",
      s.status, s.period, p.due_on "dueOn", p.locks_on "locksOn", p.consolidated_at "consolidatedAt",
      s.reopened_until "reopenedUntil", s.submitted_at "submittedAt", s.reviewed_at "reviewedAt",
      json_build_object('fullName', parent.full_name) parent, string_to_array(u.path::text, '.')::int[] path
    from import_sheets i join sheets s on s.id = i.sheet_id join units u on u.id = s.unit_id
    join units parent on parent.id = u.parent_id left join periods p on p.period = s.period
    where i.import_id = $1 order by u.code`,
}

/** Sheets that an import wrote in, in order of the communes' codes. */
export async function listWritten(db: Database, id: string): Promise<WrittenSheet[]> {
  return runNamed<WrittenSheet>(db, LIST_WRITTEN, [id])
}

const COUNT_REPLACED = { name: 'count-replaced-results', text: `select count(*)::int replaced ${replacedOf('$1')}` }

/** Past results of an import that others took the place of since. */
export async function countReplaced(db: Database, id: string): Promise<number> {
  const [row] = await runNamed<{ replaced: number }>(db, COUNT_REPLACED, [id])
  return row?.replaced ?? 0
}

const FIND_LEFT = {
  name: 'find-communes-left-by-undo',
  text: `
    select count(*)::int count, coalesce(array_agg(kept.name order by kept.code) filter (where kept.no <= ${NAMED_AT_MOST}), '{}') names
    from (
      select u.name, u.code, row_number() over (order by u.code) no
      from import_sheets i join sheets s on s.id = i.sheet_id join units u on u.id = s.unit_id
      where i.import_id = $1 and case when $2 then i.undone_version is null else ${IS_EDITED} end
    ) kept`,
}

/** Communes whose sheets an undoing left as they were, or would leave because something has happened since. */
export async function findLeft(db: Database, id: string, { isUndone }: { isUndone: boolean }): Promise<ImportLeft> {
  const [row] = await runNamed<ImportLeft>(db, FIND_LEFT, [id, isUndone])
  return row ?? { count: 0, names: [] }
}
