import type { MeasureResult } from '@ntm/shared/criteria/results'
import { lastDayOf } from '@ntm/shared/periods/period'
import { runNamed, type Database } from '../../db/client.js'
import type { StoredValue } from '../assessments/change-many.js'
import type { FoundImport } from './queries.js'

/** A figure by its measure, as audit rows tell it: what is blank is left out. */
export interface ToldFigure {
  measure: string
  value?: number
  numerator?: number
  denominator?: number
  notApplicable?: boolean
  note?: string
  /** Left out where it stays as it was. */
  result?: MeasureResult
}

/** A commune in which an import changes figures; the figures themselves only once they are written. */
export interface ChangedCommune {
  code: string
  name: string
  figures: number
  metBefore: number | null
  metAfter: number | null
  /** Set that the sheet is judged by; null until it is written. */
  setId: number | null
  /** What stood there. */
  old: StoredValue[] | null
  new: ToldFigure[] | null
}

const LIST_CHANGED = {
  name: 'list-communes-changed-by-import',
  text: `
    select s.unit_code code, u.name, coalesce(jsonb_array_length(s.new -> 'values'), s.would_change) figures,
      s.met_before "metBefore", s.met_after "metAfter", sheets.set_id "setId",
      case when $6 then s.before -> 'values' end old, case when $6 then s.new -> 'values' end new
    from import_sheets s
    left join sheets on sheets.id = s.sheet_id
    join units u on u.id = coalesce(sheets.unit_id, (
      select c.id from units c where c.code = s.unit_code and c.kind = 'commune' and c.valid @> $2::date))
    where s.import_id = $1 and (s.sheet_id is not null or s.would_change > 0) and s.unit_code > $3
      and string_to_array(u.path::text, '.')::int[] && $4::int[]
    order by s.unit_code limit $5`,
}

export interface ChangedQuery {
  /** Units whose communes the reader may see. */
  unitIds: readonly number[]
  /** Code of the commune to go on after; empty: from the first. */
  after: string
  limit: number
  /** Whether the figures come along. */
  withFigures: boolean
}

/** Communes in which an import changes figures, or did, in order of code. */
export async function listChanged(
  db: Database,
  { id, period }: Pick<FoundImport, 'id' | 'period'>,
  { unitIds, after, limit, withFigures }: ChangedQuery,
): Promise<ChangedCommune[]> {
  if (period === null) return []
  const values = [id, lastDayOf(period), after, unitIds, limit, withFigures]
  return runNamed<ChangedCommune>(db, LIST_CHANGED, values)
}

const FIND_CHANGED = {
  name: 'find-commune-changed-by-import',
  text: LIST_CHANGED.text.replace('s.unit_code > $3', 's.unit_code = $3'),
}

/** One of them, with its figures once they are written. */
export async function findChanged(
  db: Database,
  { id, period }: Pick<FoundImport, 'id' | 'period'>,
  { unitIds, code }: { unitIds: readonly number[]; code: string },
): Promise<ChangedCommune | undefined> {
  if (period === null) return undefined
  const [row] = await runNamed<ChangedCommune>(db, FIND_CHANGED, [id, lastDayOf(period), code, unitIds, 1, true])
  return row
}
