import { lastDayOf, yearOf } from '@ntm/shared/periods/period'
import { runNamed, type Database } from '../../db/client.js'
import { refColumns } from '../units/queries.js'
import type { FoundSheet } from './find-sheet.js'

/** As much of a sheet as writing figures in it takes. */
export type SheetForFigures = Pick<
  FoundSheet,
  | 'unitId'
  | 'unit'
  | 'parentId'
  | 'parent'
  | 'path'
  | 'inProgramme'
  | 'period'
  | 'sheetId'
  | 'revision'
  | 'setId'
  | 'status'
  | 'version'
  | 'metMask'
  | 'notMetMask'
  | 'authorIds'
  | 'submittedAt'
  | 'reviewedAt'
  | 'reopenedUntil'
  | 'dueOn'
  | 'locksOn'
  | 'consolidatedAt'
  | 'values'
  | 'villageMeasures'
> & { answered: number }

const FIND_SHEETS = {
  name: 'find-sheets-for-figures',
  text: `
    select u.id "unitId", ${refColumns('u')} unit, parent.id "parentId", ${refColumns('parent')} parent,
      string_to_array(u.path::text, '.')::int[] path, u.in_programme "inProgramme", $2 period,
      s.id "sheetId", coalesce(s.revision, 1) revision, s.set_id "setId", coalesce(s.status, 'notStarted') status,
      coalesce(s.version, 0) version, coalesce(s.met_mask, 0) "metMask", coalesce(s.not_met_mask, 0) "notMetMask",
      coalesce(s.village_measures, (select village_measures from sheets earlier
        where earlier.unit_id = u.id and earlier.period < $2 order by earlier.period desc, earlier.revision desc limit 1
      ), '{}') "villageMeasures", coalesce(s.answered, 0) answered, coalesce(s.author_ids, '{}') "authorIds", s.submitted_at "submittedAt",
      s.reviewed_at "reviewedAt", s.reopened_until "reopenedUntil",
      p.due_on "dueOn", p.locks_on "locksOn", p.consolidated_at "consolidatedAt",
      coalesce((
        select json_agg(json_build_object('measureId', v.measure_id, 'value', v.value, 'numerator', v.numerator,
          'denominator', v.denominator, 'notApplicable', v.not_applicable, 'result', v.result,
          'thresholdId', v.threshold_id, 'note', v.note))
        from sheet_values v where v.year = $4 and v.sheet_id = s.id), '[]') values
    from units u
    join units parent on parent.id = u.parent_id
    left join lateral (
      select * from sheets where unit_id = u.id and period = $2 order by revision desc limit 1
    ) s on true
    left join periods p on p.period = $2
    where u.code = any($1) and u.kind = 'commune' and u.valid @> $3::date
    order by u.code`,
}

/** The latest sheets of communes in a month, in order of code; codes that no commune held then are left out. */
export async function findSheetsForFigures(
  db: Database,
  codes: readonly string[],
  period: string,
): Promise<SheetForFigures[]> {
  return runNamed<SheetForFigures>(db, FIND_SHEETS, [codes, period, lastDayOf(period), yearOf(period)])
}

const LIST_COMMUNES = {
  name: 'list-communes-below',
  text: `
    select code from units
    where path <@ $1::ltree and kind = 'commune' and in_programme and valid @> $2::date order by code`,
}

/** Codes of the communes of the programme at or below a unit on the last day of a month. */
export async function listCommuneCodes(db: Database, path: readonly number[], period: string): Promise<string[]> {
  const rows = await runNamed<{ code: string }>(db, LIST_COMMUNES, [path.join('.'), lastDayOf(period)])
  return rows.map(({ code }) => code)
}

const LOCK_SHEETS = {
  name: 'lock-sheets-of-units',
  // In one order, so that two who lock them do not wait for each other for ever.
  text: `
    select s.id from sheets s join units u on u.id = s.unit_id
    where s.period = $2 and u.code = any($1) and u.kind = 'commune' and u.valid @> $3::date
    order by s.id for update of s`,
}

/** Makes every other change of these communes' sheets wait until the transaction ends. */
export async function lockSheetsOf(tx: Database, codes: readonly string[], period: string): Promise<void> {
  await runNamed(tx, LOCK_SHEETS, [codes, period, lastDayOf(period)])
}

const LIST_LAST = {
  name: 'list-last-figures',
  text: `
    select u.code "unitCode", v.measure_id "measureId", v.value::float8, v.not_applicable "notApplicable"
    from units u
    join lateral (
      select id from sheets where unit_id = u.id and period = $2 and (status in ('approved', 'consolidated') or $5)
      order by revision desc limit 1
    ) s on true
    join sheet_values v on v.year = $4 and v.sheet_id = s.id
    where u.code = any($1) and u.kind = 'commune' and u.valid @> $3::date`,
}

export interface LastFigure {
  unitCode: string
  measureId: number
  value: number | null
  notApplicable: boolean
}

/** What communes answered in a month; of work that nobody has approved only where the reader may see it. */
export async function listFigures(
  db: Database,
  codes: readonly string[],
  period: string,
  seesWork: boolean,
): Promise<LastFigure[]> {
  return runNamed<LastFigure>(db, LIST_LAST, [codes, period, lastDayOf(period), yearOf(period), seesWork])
}
