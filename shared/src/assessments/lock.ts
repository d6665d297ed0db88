import { addDays, dayOf } from '../periods/period.js'
import type { AssessmentStatus } from './status.js'

/** Days for which a sheet may be opened again: a correction is an errand, not a second calendar. */
export const LONGEST_REOPENING = 60

export interface LockedSheet {
  status: AssessmentStatus
  /** Last day on which a sheet that the province re-opened takes edits; absent or null: not re-opened. */
  reopenedUntil?: string | null
}

export interface PeriodDays {
  /** First day on which the month takes values. */
  opensOn: string
  /** Lock day (khóa sổ): the last day of edits. */
  locksOn: string
  /** An instant, ISO 8601 with its offset when it is text; null while the month is open. */
  consolidatedAt: Date | string | null
}

export interface Lock {
  code: 'period_not_open' | 'period_locked' | 'consolidated'
  /** First day of the lock; for a month not open yet, the day it opens. */
  since: string
}

/**
 * Why the month takes no edits of this sheet on the day `today`; null if it does.
 *
 * A re-opened sheet takes them to the end of its last day, though the month is locked and consolidated.
 */
export function findLock(sheet: LockedSheet, period: PeriodDays, today: string): Lock | null {
  if (today < period.opensOn) return { code: 'period_not_open', since: period.opensOn }

  // A consolidated revision is over, also when the sheet was re-opened for it.
  const isConsolidated = sheet.status === 'consolidated'
  const reopenedUntil = isConsolidated ? null : (sheet.reopenedUntil ?? null)
  if (reopenedUntil !== null && today <= reopenedUntil) return null

  if (period.consolidatedAt !== null) {
    const closedOn = dayOf(new Date(period.consolidatedAt))
    return { code: 'consolidated', since: reopenedUntil === null ? closedOn : addDays(reopenedUntil, 1) }
  }
  if (!isConsolidated && today <= period.locksOn) return null
  return { code: isConsolidated ? 'consolidated' : 'period_locked', since: addDays(period.locksOn, 1) }
}
