import { lastDayOf } from '@ntm/shared/periods/period'
import type { UnitRef } from '@ntm/shared/units/wire'
import { runNamed, type Database } from '../../db/client.js'
import { refColumns } from '../units/queries.js'

export interface DueMonth {
  period: string
  dueOn: string
}

/** Reports of one month from below one row's unit; months in which nothing was expected have no row. */
export interface CountedReports {
  unit: UnitRef
  parent: UnitRef | null
  period: string
  expected: number
  reported: number
  onTime: number
  submittedOn: string | null
}

/**
 * Who owes a report is told by the validity of units on each month's last day, and only their reports are looked up:
 * no rate can pass 100 %. Days are those of Vietnam.
 */
const COUNT_REPORTS = {
  name: 'count-reports',
  text: `
    with owed as (
      select m.period, m.due_on, u.id,
        case when $5 then u.id
          else coalesce((string_to_array(u.path::text, '.')::int[])[nlevel($1::ltree) + 1], u.id) end row_id
      from unnest($2::text[], $3::date[], $4::date[]) m (period, day, due_on)
      join units u on u.path <@ $1::ltree and u.kind = 'commune' and u.in_programme and u.valid @> m.day
      -- Nobody reported to this system in a month that was imported, nor was to.
      where not exists (
        select from monthly_results i where i.period = m.period and i.unit_id = u.id and i.import_id is not null)
    ),
    counted as (
      select o.row_id, o.period, count(*)::int expected, count(r.day)::int reported,
        (count(*) filter (where r.day <= o.due_on))::int "onTime",
        case when count(*) = 1 then min(r.day) end "submittedOn"
      from owed o
      left join lateral (
        select (min(s.first_submitted_at) at time zone 'Asia/Ho_Chi_Minh')::date as day from sheets s
        where s.unit_id = o.id and s.period = o.period and s.answered > 0
      ) r on true
      group by o.row_id, o.period
    )
    select ${refColumns('u')} unit, case when parent.id is not null then ${refColumns('parent')} end parent,
      c.period, c.expected, c.reported, c."onTime",
      case when u.kind = 'commune' then c."submittedOn" end "submittedOn"
    from counted c
    join units u on u.id = c.row_id
    left join units parent on parent.id = u.parent_id
    order by u.code, u.id, c.period`,
}

/**
 * @param path - Ids from the province down to the unit.
 * @param byCommune - A row for every commune, however deep; else for the units right below.
 */
export async function countReports(
  db: Database,
  path: readonly number[],
  months: readonly DueMonth[],
  byCommune: boolean,
): Promise<CountedReports[]> {
  const periods = months.map(({ period }) => period)
  return runNamed<CountedReports>(db, COUNT_REPORTS, [
    path.join('.'),
    periods,
    periods.map(lastDayOf),
    months.map(({ dueOn }) => dueOn),
    byCommune,
  ])
}
