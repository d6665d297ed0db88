import type { AssessmentStatus } from '@ntm/shared/assessments/status'
import { BANDS } from '@ntm/shared/analysis/bands'
import type { Basis } from '@ntm/shared/analysis/wire'
import { lastDayOf } from '@ntm/shared/periods/period'
import type { UnitRef } from '@ntm/shared/units/wire'
import { runNamed, type Database } from '../../db/client.js'
import { refColumns } from '../units/queries.js'

/** A month to count, and on whose word. */
export interface CountedMonth {
  period: string
  basis: Basis
}

/** Figures of one month under one child of the unit; the unit itself when it is a commune. */
export interface ChildFigures {
  period: string
  child: UnitRef
  communes: number
  counted: number
  /** Of those counted, the communes whose results came by an import of past years. */
  imported: number
  /** Of those counted, the communes of which only the number of criteria met is known. */
  countOnly: number
  total: number
  recognised: number
  /** In the order of `BANDS`. */
  bands: number[]
  /** By status of the sheet, as `STATUSES` has them. */
  progress: Record<AssessmentStatus, number>
  /** Communes by criterion, in order of number. */
  met: number[]
  notMet: number[]
  /** Communes that meet a whole group, in the order of the set's groups. */
  groups: number[]
}

/** As much of a criteria set as counting needs. */
export interface CountedSet {
  id: number
  criteria: readonly { number: number }[]
  groups: readonly { criteria: readonly number[] }[]
}

const BAND_COUNTS = BANDS.map(({ from, to }) => `count(*) filter (where r.met between ${from} and ${to})`).join(', ')

/** Of the commune's latest sheet; results of past years that were imported count as consolidated. */
export const STATUS = `coalesce(s.status, case when r.import_id is null then 'notStarted' else 'consolidated' end)`

const PROGRESS_COUNTS = ['notStarted', 'draft', 'submitted', 'returned', 'approved', 'consolidated']
  .map((status) => `'${status}', count(*) filter (where ${STATUS} = '${status}')`)
  .join(', ')

/** Counts bits of the masks: a column a criterion, however many the set has. */
function countBits(mask: string, criteria: number): string {
  return Array.from({ length: criteria }, (_, bit) => `coalesce(sum(r.${mask} >> ${bit} & 1), 0)`).join(', ')
}

/**
 * Counts any number of months at once, by child of a unit.
 *
 * Communes are those of the programme on each month's last day. Only the small snapshot rows and the sheets'
 * statuses are read, so the cost does not grow with the years kept.
 *
 * @param path - Ids from the province down to the unit.
 */
export async function countMonths(
  db: Database,
  path: readonly number[],
  months: readonly CountedMonth[],
  set: CountedSet,
): Promise<ChildFigures[]> {
  const numbers = set.criteria.map(({ number }) => number)
  const groups = set.groups
    .map(({ criteria }) => criteria.reduce((mask, number) => mask | (1 << numbers.indexOf(number)), 0))
    .map((mask) => `count(*) filter (where r.met_mask & ${mask} = ${mask})`)
    .join(', ')
  const statement = {
    name: `count-months-${set.id}`,
    text: `
      with communes as (
        select m.period, m.basis, m.day, u.id,
          -- The unit one step below the root on the way to the commune; the commune itself when it is the root.
          coalesce((string_to_array(u.path::text, '.')::int[])[nlevel($1::ltree) + 1], u.id) child_id
        from unnest($2::text[], $3::text[], $4::date[]) m (period, basis, day)
        join units u on u.path <@ $1::ltree and u.kind = 'commune' and u.in_programme and u.valid @> m.day
      ),
      statuses as (
        select distinct on (period, unit_id) period, unit_id, status from sheets
        where period = any($2::text[]) order by period, unit_id, revision desc
      ),
      figures as (
        select c.period, c.child_id, count(*)::int communes, count(r.unit_id)::int counted,
          count(r.import_id)::int imported, count(r.count_only)::int "countOnly",
          coalesce(sum(r.met), 0)::int total,
          (count(*) filter (where exists (
            select from recognitions g where g.unit_id = c.id and g.known_by <= c.day)))::int recognised,
          json_build_array(${BAND_COUNTS}) bands,
          json_build_object(${PROGRESS_COUNTS}) progress,
          json_build_array(${countBits('met_mask', numbers.length)}) met,
          json_build_array(${countBits('not_met_mask', numbers.length)}) "notMet",
          json_build_array(${groups}) groups
        from communes c
        left join monthly_results r on r.period = c.period and r.basis = c.basis and r.unit_id = c.id
        left join statuses s on s.period = c.period and s.unit_id = c.id
        group by c.period, c.child_id
      )
      select f.*, ${refColumns('child')} child
      from figures f join units child on child.id = f.child_id
      order by f.period desc, child.code`,
  }
  const periods = months.map(({ period }) => period)
  return runNamed<ChildFigures>(db, statement, [
    path.join('.'),
    periods,
    months.map(({ basis }) => basis),
    periods.map(lastDayOf),
  ])
}

export interface MatrixRow {
  unit: UnitRef
  parent: UnitRef
  status: AssessmentStatus
  metMask: number | null
  notMetMask: number | null
  met: number | null
  isImported: boolean
  /** Only the number of criteria met is known, not which. */
  isCountOnly: boolean
}

const LIST_RESULTS = {
  name: 'list-results',
  text: `
    select ${refColumns('u')} unit, ${refColumns('parent')} parent, ${STATUS} status,
      r.met_mask "metMask", r.not_met_mask "notMetMask", r.met, r.import_id is not null "isImported",
      r.count_only is not null "isCountOnly"
    from units u
    join units parent on parent.id = u.parent_id
    left join monthly_results r on r.period = $2 and r.basis = $3 and r.unit_id = u.id
    left join (
      select distinct on (unit_id) unit_id, status from sheets where period = $2 order by unit_id, revision desc
    ) s on s.unit_id = u.id
    where u.path <@ $1::ltree
      and u.kind = 'commune' and u.in_programme and u.valid @> $4::date
    order by u.code`,
}

/** One row a commune of the programme, in order of code. */
export async function listResults(db: Database, path: readonly number[], month: CountedMonth): Promise<MatrixRow[]> {
  return runNamed<MatrixRow>(db, LIST_RESULTS, [path.join('.'), month.period, month.basis, lastDayOf(month.period)])
}

export interface TrendRow {
  period: string
  communes: number
  counted: number
  /** Communes whose results came by an import of past years. */
  imported: number
  total: number
  bands: number[]
}

const LIST_TREND = {
  name: 'list-trend',
  text: `
    select m.period, count(u.id)::int communes, count(r.unit_id)::int counted,
      count(r.import_id)::int imported, coalesce(sum(r.met), 0)::int total, json_build_array(${BAND_COUNTS}) bands
    from unnest($2::text[], $3::date[]) m (period, day)
    left join units u on u.path <@ $1::ltree
      and u.kind = 'commune' and u.in_programme and u.valid @> m.day
    left join monthly_results r on r.period = m.period and r.basis = $4 and r.unit_id = u.id
    group by m.period order by m.period`,
}

export async function listTrend(
  db: Database,
  path: readonly number[],
  periods: readonly string[],
  basis: Basis,
): Promise<TrendRow[]> {
  return runNamed<TrendRow>(db, LIST_TREND, [path.join('.'), periods, periods.map(lastDayOf), basis])
}

export interface ImportedSource {
  period: string
  source: string
  issuedOn: string
  communes: number
}

const LIST_SOURCES = {
  name: 'list-imported-sources',
  text: `
    select r.period, i.source, i.source_date "issuedOn", count(*)::int communes
    from monthly_results r
    join imports i on i.id = r.import_id
    join units u on u.id = r.unit_id and u.path <@ $1::ltree
    where r.period = any($2) and r.basis = 'official'
    group by r.period, i.source, i.source_date order by r.period, communes desc, i.source`,
}

/** What the imported results below a unit were taken from; asked only where a month has any. */
export async function listImportedSources(
  db: Database,
  path: readonly number[],
  periods: readonly string[],
): Promise<ImportedSource[]> {
  if (periods.length === 0) return []
  return runNamed<ImportedSource>(db, LIST_SOURCES, [path.join('.'), periods])
}
