import { defaultDueOn, defaultLocksOn, firstDayOf } from '@ntm/shared/periods/period'
import { runNamed, type Database } from '../../db/client.js'

/** Days of a month (kỳ): when it opens, is due, locks, and was consolidated. */
export interface PeriodDays {
  period: string
  opensOn: string
  dueOn: string
  locksOn: string
  consolidatedAt: Date | null
  /** The ETag; 0 while the days are those of the calendar. */
  version: number
}

interface PeriodRow {
  period: string
  due_on: string
  locks_on: string
  consolidated_at: Date | null
  version: number
}

const FIND_PERIOD = {
  name: 'find-period',
  text: 'select period, due_on, locks_on, consolidated_at, version from periods where period = $1',
}

/** The days set for the month, or those of the default calendar. */
export async function getPeriodDays(db: Database, period: string): Promise<PeriodDays> {
  const [row] = await runNamed<PeriodRow>(db, FIND_PERIOD, [period])
  return row ? toDays(row) : defaultDays(period)
}

const LIST_PERIODS = {
  name: 'list-periods',
  text: `select period, due_on, locks_on, consolidated_at, version from periods where period = any($1)`,
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

const LIST_IMPORTED = {
  name: 'list-imported-periods',
  text: 'select distinct period from monthly_results where import_id is not null order by period',
}

/** Months of which results were imported, first to last. */
export async function listImportedPeriods(db: Database): Promise<string[]> {
  const rows = await runNamed<{ period: string }>(db, LIST_IMPORTED, [])
  return rows.map(({ period }) => period)
}

function toDays(row: PeriodRow): PeriodDays {
  const { period, due_on: dueOn, locks_on: locksOn, consolidated_at: consolidatedAt, version } = row
  return { period, opensOn: firstDayOf(period), dueOn, locksOn, consolidatedAt, version }
}

export function defaultDays(period: string): PeriodDays {
  return {
    period,
    opensOn: firstDayOf(period),
    dueOn: defaultDueOn(period),
    locksOn: defaultLocksOn(period),
    consolidatedAt: null,
    version: 0,
  }
}

const CLAIM_PERIOD = {
  name: 'claim-period',
  text: `insert into periods (period, due_on, locks_on, version) values ($1, $2, $3, 0) on conflict (period) do nothing`,
}

/** The month's row, made if there is none; other changes of it wait until the transaction ends. */
export async function claimPeriod(tx: Database, period: string): Promise<PeriodDays> {
  await runNamed(tx, CLAIM_PERIOD, [period, defaultDueOn(period), defaultLocksOn(period)])
  const statement = { name: 'lock-period', text: `${FIND_PERIOD.text} for no key update` }
  const [row] = await runNamed<PeriodRow>(tx, statement, [period])
  if (!row) throw new Error(`Period ${period} is gone though nothing deletes one`)
  return toDays(row)
}

const SET_DAYS = {
  name: 'set-period-days',
  text: `update periods set due_on = $2, locks_on = $3, version = version + 1 where period = $1 returning version`,
}

/** @returns the new version. */
export async function setPeriodDays(
  tx: Database,
  period: string,
  { dueOn, locksOn }: { dueOn: string; locksOn: string },
): Promise<number> {
  const [row] = await runNamed<{ version: number }>(tx, SET_DAYS, [period, dueOn, locksOn])
  return row?.version ?? 0
}

/** Tells whoever remembers the month that something in it has changed. */
export async function touchPeriod(tx: Database, period: string): Promise<void> {
  await runNamed(tx, { name: 'touch-period', text: 'update periods set version = version + 1 where period = $1' }, [
    period,
  ])
}
