import { addMonths, firstDayOf, lastDayOf } from './period.js'

export interface MonthDays {
  dueOn: string
  locksOn: string
}

export type DaysFault =
  | { field: 'dueOn'; code: 'before_month' | 'in_past' }
  | { field: 'locksOn'; code: 'before_due' | 'in_past' | 'too_late' }

/** Months after its own within which a month is locked at the latest. */
const LATEST_LOCK_MONTHS = 6

/**
 * What keeps the two days of a month from being set; empty when nothing does.
 *
 * A day that has passed is not moved, and none is moved into the past: what was on time yesterday is not late today,
 * and nobody finds a sheet locked that was open.
 */
export function findDaysFaults(period: string, before: MonthDays, wanted: MonthDays, today: string): DaysFault[] {
  const faults: DaysFault[] = []
  const { dueOn, locksOn } = wanted
  const isMoved = (field: keyof MonthDays) => wanted[field] !== before[field]
  if (dueOn < firstDayOf(period)) faults.push({ field: 'dueOn', code: 'before_month' })
  else if (isMoved('dueOn') && (dueOn < today || before.dueOn < today)) faults.push({ field: 'dueOn', code: 'in_past' })
  if (locksOn < dueOn) faults.push({ field: 'locksOn', code: 'before_due' })
  else if (isMoved('locksOn') && locksOn < today) faults.push({ field: 'locksOn', code: 'in_past' })
  else if (locksOn > lastDayOf(addMonths(period, LATEST_LOCK_MONTHS)))
    faults.push({ field: 'locksOn', code: 'too_late' })
  return faults
}
