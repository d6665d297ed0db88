import { CATCH_UP_DAYS, VERIFICATION_PATIENCE, type ReminderFacts } from '@ntm/shared/reminders/list-notices'
import { addDays, addMonths, lastDayOf, periodsBetween } from '@ntm/shared/periods/period'
import { runNamed, type Database } from '../../db/client.js'
import { findFirstPeriod, listPeriodDays, type PeriodDays } from '../periods/queries.js'

/** Months for which a due day can still be ahead, or just behind: the office may set it up to half a year later. */
const MONTHS_BACK = 7

type Month = ReminderFacts['months'][number]
type OfMonth<Row> = Row & { period: string }

/** How the sheets stand now, as far as anybody could have to be told; undefined without a province. */
export async function findReminderFacts(tx: Database, today: string): Promise<ReminderFacts | undefined> {
  const [province] = await runNamed<{ id: number }>(tx, FIND_PROVINCE, [today])
  if (!province) return undefined
  const months = await listOpenMonths(tx, today)
  const [sheets, waiting] = [await listSheets(tx, months), await listWaiting(tx, months, today)]
  const ofMonth = <Row>(rows: OfMonth<Row>[], period: string) => rows.filter((row) => row.period === period)
  return {
    province: province.id,
    months: months.map(({ period, dueOn, locksOn }) => ({
      ...{ period, dueOn, locksOn, isConsolidated: false },
      ...{ sheets: ofMonth(sheets, period), waiting: ofMonth(waiting, period) },
    })),
    returned: await runNamed(tx, LIST_RETURNED, [addDays(today, -CATCH_UP_DAYS)]),
    reopened: await runNamed(tx, LIST_REOPENED, [today]),
    lapsing: await runNamed(tx, LIST_LAPSING, [today, addMonths(today.slice(0, 7), -1)]),
    faults: await runNamed(tx, LIST_FAULTS, []),
  }
}

const FIND_PROVINCE = {
  name: 'find-province-id',
  text: `select id from units where kind = 'province' and valid @> $1::date order by id limit 1`,
}

/** Months not consolidated, from the first that the system knows on: nobody is late with a month before it was used. */
async function listOpenMonths(tx: Database, today: string): Promise<PeriodDays[]> {
  const current = today.slice(0, 7)
  const earliest = addMonths(current, -MONTHS_BACK)
  const first = (await findFirstPeriod(tx)) ?? current
  const days = await listPeriodDays(tx, periodsBetween(first > earliest ? first : earliest, current))
  return days.filter(({ consolidatedAt }) => consolidatedAt === null)
}

const LIST_SHEETS = {
  name: 'list-reminded-sheets',
  text: `
    select m.period, u.id unit, u.parent_id superior, coalesce(s.status, 'notStarted') status
    from unnest($1::text[], $2::date[]) m (period, last_day)
    join units u on u.kind = 'commune' and u.in_programme and u.valid @> m.last_day
    left join lateral (
      select status from sheets where unit_id = u.id and period = m.period order by revision desc limit 1
    ) s on true
    order by m.period, u.id`,
}

async function listSheets(tx: Database, months: readonly PeriodDays[]) {
  const periods = months.map(({ period }) => period)
  return runNamed<OfMonth<Month['sheets'][number]>>(tx, LIST_SHEETS, [periods, periods.map(lastDayOf)])
}

const LIST_WAITING = {
  name: 'list-waiting-verifications',
  text: `
    select m.period, l.agency_id agency, u.parent_id superior, count(distinct u.id)::int communes,
      count(*)::int indicators
    from unnest($1::text[], $2::date[]) m (period, last_day)
    join sheets s on s.period = m.period and s.status in ('submitted', 'approved')
      and (s.submitted_at at time zone 'Asia/Ho_Chi_Minh')::date <= $3::date
    join units u on u.id = s.unit_id
    join indicator_leads l on l.set_id = s.set_id and l.valid @> m.last_day
    where not exists (select from verifications v
      where v.sheet_id = s.id and v.indicator = l.indicator and not v.is_outdated)
    group by m.period, l.agency_id, u.parent_id order by m.period, agency, superior`,
}

async function listWaiting(tx: Database, months: readonly PeriodDays[], today: string) {
  const periods = months.map(({ period }) => period)
  const values = [periods, periods.map(lastDayOf), addDays(today, -VERIFICATION_PATIENCE)]
  return runNamed<OfMonth<Month['waiting'][number]>>(tx, LIST_WAITING, values)
}

const LIST_RETURNED = {
  name: 'list-returned-sheets',
  text: `
    select unit_id unit, period, (reviewed_at at time zone 'Asia/Ho_Chi_Minh')::date "returnedOn",
      revision || '.' || submissions occasion
    from sheets where status = 'returned' and (reviewed_at at time zone 'Asia/Ho_Chi_Minh')::date >= $1::date
    order by unit_id, period`,
}

const LIST_REOPENED = {
  name: 'list-reopened-sheets',
  text: `
    select unit_id unit, period, reopened_until "lastDay" from sheets
    where status in ('draft', 'returned') and reopened_until >= $1::date order by unit_id, period`,
}

const LIST_LAPSING = {
  name: 'list-lapsing-evidence',
  text: `
    select e.unit_id unit, max(s.period) period, e.valid_to "validTo"
    from evidence e join evidence_links l on l.evidence_id = e.id join sheets s on s.id = l.sheet_id
    where e.valid_to >= $1::date and s.period >= $2 group by e.unit_id, e.valid_to order by 1, 3`,
}

const LIST_FAULTS = {
  name: 'list-evidence-faults',
  text: `
    select f.unit_id unit, max(s.period) period,
      max((f.fault_since at time zone 'Asia/Ho_Chi_Minh')::date) "foundOn"
    from evidence_files f join evidence e on e.file_id = f.id join evidence_links l on l.evidence_id = e.id
    join sheets s on s.id = l.sheet_id
    where f.fault is not null group by f.unit_id order by 1`,
}
