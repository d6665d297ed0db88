import { defaultDueOn, defaultLocksOn, firstDayOf } from '@ntm/shared/periods/period'
import { runNamed, type Database } from '../../db/client.js'

/** Days of a month (kỳ): when it opens, is due, locks, and was consolidated. */
export interface PeriodDays {
  period: string
  opensOn: string
  dueOn: string
  locksOn: string
  consolidatedAt: Date | null
}

interface PeriodRow {
  period: string
  due_on: string
  locks_on: string
  consolidated_at: Date | null
}

const FIND_PERIOD = {
  name: 'find-period',
  text: 'select period, due_on, locks_on, consolidated_at from periods where period = $1',
}

/** The days set for the month, or those of the default calendar. */
export async function getPeriodDays(db: Database, period: string): Promise<PeriodDays> {
  const [row] = await runNamed<PeriodRow>(db, FIND_PERIOD, [period])
  return row ? toDays(row) : defaultDays(period)
}

const LIST_PERIODS = {
  name: 'list-periods',
  text: `select period, due_on, locks_on, consolidated_at from periods where period = any($1)`,
}

export async function listPeriodDays(db: Database, periods: readonly string[]): Promise<PeriodDays[]> {
  const rows = await runNamed<PeriodRow>(db, LIST_PERIODS, [periods])
  const byPeriod = new Map(rows.map((row) => [row.period, toDays(row)]))
  return periods.map((period) => byPeriod.get(period) ?? defaultDays(period))
}

/** Earliest month that the system knows anything of; undefined in an empty database. */
export async function findFirstPeriod(db: Database): Promise<string | undefined> {
  const [row] = await runNamed<{ first: string | null }>(
    db,
    { name: 'find-first-period', text: 'select min(period) first from sheets' },
    [],
  )
  return row?.first ?? undefined
}

function toDays(row: PeriodRow): PeriodDays {
  const { period, due_on: dueOn, locks_on: locksOn, consolidated_at: consolidatedAt } = row
  return { period, opensOn: firstDayOf(period), dueOn, locksOn, consolidatedAt }
}

export function defaultDays(period: string): PeriodDays {
  return {
    period,
    opensOn: firstDayOf(period),
    dueOn: defaultDueOn(period),
    locksOn: defaultLocksOn(period),
    consolidatedAt: null,
  }
}
