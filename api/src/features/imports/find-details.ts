import type { ImportView } from '@ntm/shared/imports/wire'
import { lastDayOf } from '@ntm/shared/periods/period'
import { runNamed, type Database } from '../../db/client.js'
import { findLeft } from './find-written.js'
import type { FoundImport } from './queries.js'

const NOTHING_LEFT = { count: 0, names: [] }

/** Communes of an import that a page links to. */
const SHOWN_AT_MOST = 500

const READ_DETAILS = {
  name: 'read-import-details',
  text: `
    select i.errors,
      array(select distinct period::text from past_results where import_id = i.id order by 1) periods,
      coalesce((
      select json_agg(json_build_object('code', s.unit_code, 'name', coalesce(u.name, s.unit_code), 'figures', s.figures)
        order by s.unit_code)
      from (
        select unit_code, sheet_id, coalesce(jsonb_array_length(new -> 'values'), would_change) figures
        from import_sheets
        where import_id = i.id and (sheet_id is not null or would_change > 0) order by unit_code limit ${SHOWN_AT_MOST}
      ) s
      left join sheets on sheets.id = s.sheet_id
      left join units u on u.id = coalesce(sheets.unit_id, (
        select c.id from units c where c.code = s.unit_code and c.kind = 'commune' and c.valid @> $2::date))), '[]') sheets
    from imports i where i.id = $1`,
}

export type ImportDetails = Pick<ImportView, 'errors' | 'periods' | 'sheets' | 'left'>

/** What is told of one import beside its row in a list. */
export async function readDetails(
  db: Database,
  { id, period, kind, state }: Pick<FoundImport, 'id' | 'period' | 'kind' | 'state'>,
): Promise<ImportDetails> {
  const day = period === null ? null : lastDayOf(period)
  const [row] = await runNamed<Omit<ImportDetails, 'left'>>(db, READ_DETAILS, [id, day])
  const isUndone = state === 'undone'
  const hasLeft = kind === 'sheets' && (isUndone || state === 'succeeded')
  const left = hasLeft ? await findLeft(db, id, { isUndone }) : NOTHING_LEFT
  return { ...(row ?? { errors: [], periods: [], sheets: [] }), left }
}
