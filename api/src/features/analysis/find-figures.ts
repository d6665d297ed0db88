import { lastDayOf } from '@ntm/shared/periods/period'
import { runNamed, type Database, type NamedStatement } from '../../db/client.js'
import { DATABASE, hasGap } from '../../db/read-changes.js'
import { refColumns } from '../units/queries.js'
import {
  BAND_COUNTS,
  STATUS,
  type ChildFigures,
  type ChildTotals,
  type CountedMonth,
  type CountedSet,
} from './queries.js'

const PROGRESS_COUNTS = ['notStarted', 'draft', 'submitted', 'returned', 'approved', 'consolidated']
  .map((status) => `'${status}', count(*) filter (where ${STATUS} = '${status}')`)
  .join(', ')

/** Counts bits of the masks: a column a criterion, however many the set has. */
function countBits(mask: string, criteria: number): string {
  return Array.from({ length: criteria }, (_, bit) => `coalesce(sum(r.${mask} >> ${bit} & 1), 0)`).join(', ')
}

/** A month that was counted before has the stamp of that time: then only children with a change since are counted. */
export interface StampedMonth extends CountedMonth {
  stamp: string | undefined
}

export interface CountedSince<Figures extends ChildTotals> {
  /** Of what is counted here: whoever has it need not count what does not change after. */
  stamp: string
  /** Months of which every child was counted. */
  wholePeriods: string[]
  figures: (Figures & { childId: number })[]
}

/**
 * Counts any number of months at once, by child of a unit, all as of one moment.
 *
 * Communes are those of the programme on each month's last day. Of them only the small snapshot rows and the sheets'
 * statuses are looked up, so the cost does not grow with the years kept or the communes elsewhere. What changed since a
 * stamp stands in `changes` (docs/decisions/0029).
 *
 * @param path - Ids from the province down to the unit.
 */
export function countFiguresSince(
  db: Database,
  path: readonly number[],
  months: readonly StampedMonth[],
  set: CountedSet,
): Promise<CountedSince<ChildFigures>> {
  return count(db, writeStatement(`count-figures-${set.id}`, DETAILS_FROM, detailsOf(set)), path, months)
}

/** Counts like `countFiguresSince` no more than a trend tells: it needs no sheet and no set of criteria. */
export function countTotalsSince(
  db: Database,
  path: readonly number[],
  months: readonly StampedMonth[],
): Promise<CountedSince<ChildTotals>> {
  return count(db, COUNT_TOTALS, path, months)
}

async function count<Figures extends ChildTotals>(
  db: Database,
  statement: NamedStatement,
  path: readonly number[],
  months: readonly StampedMonth[],
): Promise<CountedSince<Figures>> {
  const periods = months.map(({ period }) => period)
  const [counted] = await runNamed<CountedSince<Figures>>(db, statement, [
    path.join('.'),
    periods,
    months.map(({ basis }) => basis),
    periods.map(lastDayOf),
    months.map(({ stamp }) => stamp ?? null),
  ])
  if (!counted) throw new Error('changes_horizon has no row')
  return counted
}

const DETAILS_FROM = `
  left join lateral (
    select status from sheets where period = c.period and unit_id = c.id order by revision desc limit 1
  ) s on true`

function detailsOf(set: CountedSet): string {
  const numbers = set.criteria.map(({ number }) => number)
  const groups = set.groups
    .map(({ criteria }) => criteria.reduce((mask, number) => mask | (1 << numbers.indexOf(number)), 0))
    .map((mask) => `count(*) filter (where r.met_mask & ${mask} = ${mask})`)
    .join(', ')
  return `,
    count(r.count_only)::int "countOnly",
    (count(*) filter (where (c.period, c.id) in (
      select l.period, g.unit_id from looked l join recognitions g on g.known_by <= l.day)))::int recognised,
    json_build_object(${PROGRESS_COUNTS}) progress,
    json_build_array(${countBits('met_mask', numbers.length)}) met,
    json_build_array(${countBits('not_met_mask', numbers.length)}) "notMet",
    json_build_array(${groups}) groups`
}

const COUNT_TOTALS = writeStatement('count-totals')

function writeStatement(name: string, from = '', columns = ''): NamedStatement {
  return {
    name,
    text: `
      with now as (select pg_current_snapshot() moment, ${DATABASE} "database"),
      months as materialized (
        select m.period, m.basis, m.day, case split_part(m.stamp, ' ', 1) when now.database
          then split_part(m.stamp, ' ', 2)::pg_snapshot end since
        from unnest($2::text[], $3::text[], $4::date[], $5::text[]) m (period, basis, day, stamp), now
      ),
      looked as materialized (
        select m.period, m.basis, m.day, c.paths,
          m.since is null or ${hasGap('m.since', 'now.moment')} or coalesce(c.is_wide, false) is_whole
        from months m cross join now cross join changes_horizon h
        left join lateral (
          select bool_or(u.kind = 'unit' or u.path is null) is_wide,
            array_agg(distinct subpath(u.path, 0, least(nlevel(u.path), nlevel($1::ltree) + 1)))
              filter (where u.path <@ $1::ltree) paths
          from (
            select kind, (select path from units where id = unit_id) path from changes
            where xid >= pg_snapshot_xmin(m.since)
              and (period = m.period and kind in ('sheet', 'result') or kind = 'unit')
              and not pg_visible_in_snapshot(xid, m.since)
            offset 0
          ) u
        ) c on true
      ),
      branches as materialized (
        select period, basis, day, unnest(case when is_whole then array[$1::ltree] else paths end) path from looked
      ),
      communes as (
        select b.period, b.basis, b.day, u.id,
          -- The unit one step below the root on the way to the commune; the commune itself when it is the root.
          coalesce((string_to_array(u.path::text, '.')::int[])[nlevel($1::ltree) + 1], u.id) child_id
        from branches b
        -- \`offset 0\`: by the way down, never by the day, on which all the units of the country are there.
        join lateral (
          select id, path, valid from units where path <@ b.path and kind = 'commune' and in_programme offset 0
        ) u on u.valid @> b.day
      ),
      figures as (
        select c.period, c.child_id, count(*)::int communes, count(r.unit_id)::int counted,
          count(r.import_id)::int imported, coalesce(sum(r.met), 0)::int total,
          json_build_array(${BAND_COUNTS}) bands${columns}
        from communes c
        left join monthly_results r on r.period = c.period and r.basis = c.basis and r.unit_id = c.id
        ${from}
        group by c.period, c.child_id
      ),
      named as (
        select f.*, f.child_id "childId", ${refColumns('child')} child
        from figures f join units child on child.id = f.child_id
        order by f.period desc, child.code
      )
      select concat(now.database, ' ', now.moment) stamp,
        array(select period from looked where is_whole) "wholePeriods",
        coalesce((select json_agg(named) from named), '[]') figures
      from now`,
  }
}
