import type { AssessmentStatus } from '@ntm/shared/assessments/status'
import { lastDayOf } from '@ntm/shared/periods/period'
import { traceLineage, type Lineage } from '@ntm/shared/units/find-places'
import type { UnitRef } from '@ntm/shared/units/wire'
import { runNamed, type Database } from '../../db/client.js'
import { refColumns } from '../units/queries.js'
import { STATUS, type CountedMonth, type ImportedSource } from './queries.js'

/** A unit that a succession touched. */
export interface LineageUnit {
  id: number
  unit: UnitRef
  validFrom: string | null
  validTo: string | null
  /** Ids from the province down to the unit. */
  path: number[]
}

export interface KnownLineage extends Lineage {
  units: ReadonlyMap<number, LineageUnit>
}

const LIST_TOUCHED = {
  name: 'list-units-of-successions',
  text: `select u.id, ${refColumns('u')} unit, lower(u.valid) "validFrom", upper(u.valid) - 1 "validTo",
      string_to_array(u.path::text, '.')::int[] path
    from units u
    where u.id in (select from_id from unit_successions union select to_id from unit_successions)`,
}
const LIST_SUCCESSIONS = {
  name: 'list-successions',
  text: 'select from_id "fromId", to_id "toId" from unit_successions',
}

/** What became of which unit; only those that changed are in it. */
export async function readLineage(db: Database): Promise<KnownLineage> {
  const [touched, successions] = [
    await runNamed<LineageUnit>(db, LIST_TOUCHED, []),
    await runNamed<{ fromId: number; toId: number }>(db, LIST_SUCCESSIONS, []),
  ]
  const units = new Map(touched.map((each) => [each.id, each]))
  return { ...traceLineage(units, successions), units }
}

/** A commune's result of a month as it was, with where it lay. */
export interface MappedRow {
  period: string
  id: number
  unit: UnitRef
  parent: UnitRef
  path: number[]
  /** It lives on the day of the map. */
  isThere: boolean
  status: AssessmentStatus
  metMask: number | null
  notMetMask: number | null
  met: number | null
  isImported: boolean
  isCountOnly: boolean
  isRecognised: boolean
}

const LIST_MAPPED = {
  name: 'list-mapped-results',
  text: `
    with statuses as (
      select distinct on (period, unit_id) period, unit_id, status from sheets
      where period = any($2::text[]) order by period, unit_id, revision desc
    )
    select m.period, u.id, ${refColumns('u')} unit, ${refColumns('parent')} parent,
      string_to_array(u.path::text, '.')::int[] path, u.valid @> $6::date "isThere", ${STATUS} status,
      r.met_mask "metMask", r.not_met_mask "notMetMask", r.met, r.import_id is not null "isImported",
      r.count_only is not null "isCountOnly",
      exists (select from recognitions g where g.unit_id = u.id and g.known_by <= m.day) "isRecognised"
    from unnest($2::text[], $3::text[], $4::date[]) m (period, basis, day)
    join units u on (u.path <@ any($1::ltree[]) or u.id = any($5::int[]))
      and u.kind = 'commune' and u.in_programme and u.valid @> m.day
    join units parent on parent.id = u.parent_id
    left join monthly_results r on r.period = m.period and r.basis = m.basis and r.unit_id = u.id
    left join statuses s on s.period = m.period and s.unit_id = u.id
    order by m.period, u.code`,
}

/**
 * Results of months as they were: of all communes of the programme below any of the paths, and of those named.
 *
 * @param day - Of the map.
 */
export async function listMapped(
  db: Database,
  { paths, ids, day }: { paths: readonly (readonly number[])[]; ids: readonly number[]; day: string },
  months: readonly CountedMonth[],
): Promise<MappedRow[]> {
  const periods = months.map(({ period }) => period)
  return runNamed<MappedRow>(db, LIST_MAPPED, [
    paths.map((path) => path.join('.')),
    periods,
    months.map(({ basis }) => basis),
    periods.map(lastDayOf),
    ids,
    day,
  ])
}

const LIST_SOURCES_OF = {
  name: 'list-imported-sources-of-units',
  text: `
    select r.period, i.source, i.source_date "issuedOn", count(*)::int communes
    from monthly_results r join imports i on i.id = r.import_id
    where r.unit_id = any($1::int[]) and r.period = any($2) and r.basis = 'official'
    group by r.period, i.source, i.source_date order by r.period, communes desc, i.source`,
}

/** What imported results among the rows were taken from. */
export async function listSourcesOf(
  db: Database,
  rows: readonly Pick<MappedRow, 'id' | 'period' | 'isImported'>[],
): Promise<ImportedSource[]> {
  const imported = rows.filter(({ isImported }) => isImported)
  if (imported.length === 0) return []
  const periods = [...new Set(imported.map(({ period }) => period))]
  return runNamed<ImportedSource>(db, LIST_SOURCES_OF, [[...new Set(imported.map(({ id }) => id))], periods])
}
