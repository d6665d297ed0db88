import { findDaysFaults, type DaysFault, type MonthDays } from '@ntm/shared/periods/check-days'
import { isDay } from '@ntm/shared/periods/period'
import type { PeriodPatch } from '@ntm/shared/periods/wire'

/** The two days as they are typed; text that is no day stays as it is. */
export interface DaysDraft extends MonthDays {
  reason: string
}

export type DraftFault =
  DaysFault | { field: keyof MonthDays; code: 'not_a_day' } | { field: 'dueOn'; code: 'unchanged' }

const FIELDS = ['dueOn', 'locksOn'] as const

/** Faults that can be told while one still types: a day that is only half there is none yet. */
export function judgeTyped(period: string, before: MonthDays, draft: DaysDraft, today: string): DraftFault[] {
  const typed = (field: keyof MonthDays) => (isDay(draft[field]) ? draft[field] : before[field])
  const wanted = { dueOn: typed('dueOn'), locksOn: typed('locksOn') }
  return findDaysFaults(period, before, wanted, today)
}

/** Everything that keeps the days from being set. */
export function checkDraft(period: string, before: MonthDays, draft: DaysDraft, today: string): DraftFault[] {
  const unread = FIELDS.filter((field) => !isDay(draft[field])).map((field) => ({ field, code: 'not_a_day' as const }))
  const faults = [
    ...unread,
    ...judgeTyped(period, before, draft, today).filter(({ field }) => unread.every((each) => each.field !== field)),
  ]
  const isUnchanged = FIELDS.every((field) => draft[field] === before[field])
  return faults.length === 0 && isUnchanged ? [{ field: 'dueOn', code: 'unchanged' }] : faults
}

/** What to send: only the days that are others now. */
export function toPatch(before: MonthDays, draft: DaysDraft): PeriodPatch {
  const reason = draft.reason.trim()
  return {
    ...(draft.dueOn !== before.dueOn && { dueOn: draft.dueOn }),
    ...(draft.locksOn !== before.locksOn && { locksOn: draft.locksOn }),
    ...(reason !== '' && { reason }),
  }
}
