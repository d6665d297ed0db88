import { daysBetween } from '@ntm/shared/periods/period'
import type { LateSheet, OpenMonth, ReopenedSheet } from '@ntm/shared/work/wire'
import { countStatuses, isLate, type WorkMonth } from './collect-work.js'
import type { WorkSheet } from './queries.js'

/** What closing the months takes, a row a month. */
export function collectMonths(
  sheets: readonly WorkSheet[],
  months: ReadonlyMap<string, WorkMonth>,
  today: string,
): OpenMonth[] {
  return [...months.values()].map(({ period, dueOn, locksOn, consolidatedAt }) => {
    const own = sheets.filter((sheet) => sheet.period === period)
    const progress = countStatuses(own)
    return {
      period,
      dueOn,
      locksOn,
      isLocked: today > locksOn,
      isConsolidated: consolidatedAt !== null,
      communes: own.length,
      progress,
      ready: progress.approved,
    }
  })
}

/** Sheets that are past due and not in, the longest first. */
export function collectLate(
  sheets: readonly WorkSheet[],
  months: ReadonlyMap<string, WorkMonth>,
  today: string,
): LateSheet[] {
  return sheets
    .flatMap((sheet): LateSheet[] => {
      const month = months.get(sheet.period)
      if (!month || !isLate(sheet, month, today)) return []
      const { unit, parent, period, status } = sheet
      return [{ unit, parent, period, status, daysLate: daysBetween(month.dueOn, today) }]
    })
    .sort((a, b) => b.daysLate - a.daysLate || a.unit.code.localeCompare(b.unit.code))
}

/** Sheets that were opened again and are not on record yet, the one that ends first before the others. */
export function collectReopened(sheets: readonly WorkSheet[]): ReopenedSheet[] {
  return sheets
    .flatMap((sheet): ReopenedSheet[] => {
      const { unit, parent, period, status, revision, reopenedUntil: until, reopenedReason: reason } = sheet
      if (until === null || reason === null || status === 'consolidated') return []
      return [{ unit, parent, period, status, revision, until, reason, by: sheet.reopenedBy }]
    })
    .sort((a, b) => a.until.localeCompare(b.until) || a.unit.code.localeCompare(b.unit.code))
}
