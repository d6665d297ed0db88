import { lastDayOf } from '@ntm/shared/periods/period'
import { runNamed, type Database } from '../../db/client.js'
import { standsIn, type ListedSheet } from '../assessments/queries.js'
import { refColumns } from '../units/queries.js'

const LIST_OPEN = {
  name: 'list-open-months',
  // Consolidated months come back when a sheet of theirs was opened again.
  text: `
    select m.period from unnest($1::text[]) m (period) left join periods p on p.period = m.period
    where m.period >= (select min(period) from sheets) and (p.consolidated_at is null or exists (
      select from sheets s where s.period = m.period and s.status <> 'consolidated'
        and (s.revision > 1 or s.reopened_until is not null)))
    order by m.period desc`,
}

/** Those of these months that still want something of somebody, the latest first. */
export async function listOpenPeriods(db: Database, periods: readonly string[]): Promise<string[]> {
  const rows = await runNamed<{ period: string }>(db, LIST_OPEN, [periods])
  return rows.map(({ period }) => period)
}

/** The latest sheet of a commune in a month, with what somebody has against it. */
export interface WorkSheet extends ListedSheet {
  period: string
  unitId: number
  parentId: number
  /** Ids from the province down to the commune. */
  path: number[]
  reopenedUntil: string | null
  reopenedReason: string | null
  reopenedBy: string | null
  returns: { indicator: string; reason: string }[]
  rejections: {
    indicator: string
    reason: string
    agency: string
    agencyCode: string
    by: string
    at: string
    period: string
    outdated: boolean
  }[]
  /** Criteria not met now that were met the month before. */
  lost: number
}

const LATEST = `join lateral (
      select * from sheets where unit_id = u.id and period = m.period order by revision desc limit 1
    ) s on`

const LIST_SHEETS = {
  name: 'list-work-sheets',
  text: `
    select m.period, u.id "unitId", u.parent_id "parentId",
      string_to_array(u.path::text, '.')::int[] path, ${refColumns('u')} unit, ${refColumns('parent')} parent,
      coalesce(s.status, 'notStarted') status, coalesce(s.revision, 1) revision, coalesce(s.version, 0) "version",
      coalesce(s.answered, 0) answered, bit_count(coalesce(s.met_mask, 0)::bit(32))::int met,
      s.first_submitted_at "firstSubmittedAt", s.submitted_at "submittedAt", s.updated_at "updatedAt",
      s.reopened_until "reopenedUntil", s.reopened_reason "reopenedReason", opener.display_name "reopenedBy",
      coalesce((
        select json_agg(json_build_object('indicator', r.indicator, 'reason', r.reason) order by r.indicator)
        from sheet_returns r where s.status = 'returned' and r.sheet_id = s.id and r.submission = s.submissions
      ), '[]') "returns",
      coalesce((
        select json_agg(json_build_object('indicator', v.indicator, 'reason', v.reason, 'agency', g.name,
          'agencyCode', g.code, 'by', a.display_name, 'at', v.verified_at, 'period', v.period,
          'outdated', v.is_outdated) order by v.indicator)
        from (
          select * from verifications where sheet_id = s.id and verdict = 'rejected'
          union all
          -- What the department has said of this sheet itself takes the place of what it said before.
          select * from verifications v where v.unit_id = u.id and ${standsIn('m.period')}
        ) v join agencies g on g.id = v.agency_id join accounts a on a.id = v.account_id
      ), '[]') rejections,
      coalesce((
        select bit_count((s.not_met_mask & l.met_mask)::bit(32))::int from monthly_results l
        where s.status in ('submitted', 'approved') and l.unit_id = u.id and l.period = m.before
          and l.set_id = s.set_id and l.basis in ('official', 'approved') and l.import_id is null
        order by l.basis desc limit 1), 0) lost
    from unnest($1::text[], $2::date[], $3::text[]) m (period, day, before)
    join units u on u.kind = 'commune' and u.in_programme and u.valid @> m.day
      and string_to_array(u.path::text, '.')::int[] && $4::int[]
    join units parent on parent.id = u.parent_id
    left ${LATEST} true
    left join accounts opener on opener.id = s.reopened_by
    order by m.period desc, u.code`,
}

/** The sheets of these months in the communes below any of these units, in commune order. */
export async function listWorkSheets(
  db: Database,
  months: readonly { period: string; before: string }[],
  unitIds: readonly number[],
): Promise<WorkSheet[]> {
  const periods = months.map(({ period }) => period)
  const before = months.map((month) => month.before)
  return runNamed<WorkSheet>(db, LIST_SHEETS, [periods, periods.map(lastDayOf), before, unitIds])
}

export interface IndicatorCount {
  period: string
  indicator: string
  waiting: number
  changed: number
  oldest: Date
}

const COUNT_WAITING = {
  name: 'count-waiting-indicators',
  text: `
    with sent as (
      select m.period, u.id unit_id, s.id, s.submitted_at
      from (select distinct * from unnest($1::text[], $2::date[])) m (period, day)
      join units u on u.kind = 'commune' and u.in_programme and u.valid @> m.day
      ${LATEST} s.status in ('submitted', 'approved')
    ),
    standing as materialized (
      select distinct v.unit_id, v.indicator, sent.period
      from sent join verifications v on v.unit_id = sent.unit_id and ${standsIn('sent.period')}
    ),
    judged as (
      select sent.period, i.indicator, sent.submitted_at,
        case
          when own.verdict = 'rejected' then case when own.is_outdated then 'changed' end
          when own.verdict = 'confirmed' and not own.is_outdated then null
          when own.verdict is null and standing.unit_id is not null then 'changed'
          else 'waiting'
        end wants
      from sent
      join unnest($1::text[], $3::text[]) i (period, indicator) on i.period = sent.period
      left join verifications own on own.sheet_id = sent.id and own.indicator = i.indicator
      left join standing on standing.unit_id = sent.unit_id and standing.indicator = i.indicator
        and standing.period = sent.period
    )
    select period, indicator, count(*) filter (where wants = 'waiting')::int waiting,
      count(*) filter (where wants = 'changed')::int changed, min(submitted_at) oldest
    from judged where wants is not null
    group by period, indicator order by min(submitted_at), period, indicator`,
}

/** How many communes wait for a department to look at these indicators, the one that waits longest first. */
export async function countWaiting(
  db: Database,
  wanted: readonly { period: string; indicator: string }[],
): Promise<IndicatorCount[]> {
  const periods = wanted.map(({ period }) => period)
  const indicators = wanted.map(({ indicator }) => indicator)
  return runNamed<IndicatorCount>(db, COUNT_WAITING, [periods, periods.map(lastDayOf), indicators])
}
