import { findLock } from '@ntm/shared/assessments/lock'
import { canEdit, type AssessmentStatus } from '@ntm/shared/assessments/status'
import { daysBetween } from '@ntm/shared/periods/period'
import type { WorkItem } from '@ntm/shared/work/wire'
import { presentListedSheet } from '../assessments/present-list.js'
import type { Office } from './offices.js'
import type { WorkSheet } from './queries.js'

type WorkKind = WorkItem['kind']

/** A month that wants something: the one under way, or an earlier one. */
export interface WorkMonth {
  period: string
  opensOn: string
  dueOn: string
  locksOn: string
  consolidatedAt: Date | null
  /** Measures of the set that judges it. */
  measures: number
}

/** Most urgent first. */
const URGENCY: readonly WorkKind[] = [
  ...(['correctSheet', 'fillSheet', 'lockedSheet', 'rejectedSheet', 'reviewSheet', 'lateSheet'] as const),
  ...(['notBegun', 'awaitingReview'] as const),
]

/**
 * What waits for an office among these sheets.
 *
 * Within a kind the sheet that has waited longest comes first: review is in order of submission, across months.
 */
export function collectWork(
  sheets: readonly WorkSheet[],
  office: Pick<Office, 'unit' | 'fills' | 'reviews'>,
  months: ReadonlyMap<string, WorkMonth>,
  today: string,
): WorkItem[] {
  return sheets
    .flatMap((sheet): WorkItem[] => {
      const month = months.get(sheet.period)
      const kind = month && kindOf(sheet, office, month, today)
      return kind ? [presentItem(kind, sheet, month, today)] : []
    })
    .sort((a, b) => URGENCY.indexOf(a.kind) - URGENCY.indexOf(b.kind) || waitingSince(a).localeCompare(waitingSince(b)))
}

/** Whether the sheet belongs to a closed month that nobody has opened for it again: nothing is wanted of it. */
export function isClosed(sheet: WorkSheet, month: WorkMonth): boolean {
  return sheet.status === 'consolidated' || (month.consolidatedAt !== null && sheet.reopenedUntil === null)
}

/** Whether the commune has let the due day of an open month pass. */
export function isLate(sheet: WorkSheet, month: WorkMonth, today: string): boolean {
  return today > month.dueOn && month.consolidatedAt === null && canEdit(sheet.status)
}

function kindOf(
  sheet: WorkSheet,
  office: Pick<Office, 'unit' | 'fills' | 'reviews'>,
  month: WorkMonth,
  today: string,
): WorkKind | undefined {
  if (isClosed(sheet, month)) return undefined
  if (office.fills && sheet.unitId === office.unit.id) return ownKind(sheet, month, today)
  if (office.reviews && sheet.parentId === office.unit.id) return reviewKind(sheet, month, today)
  return undefined
}

function ownKind(sheet: WorkSheet, month: WorkMonth, today: string): WorkKind | undefined {
  if (canEdit(sheet.status)) {
    if (findLock(sheet, month, today)) return 'lockedSheet'
    return sheet.status === 'returned' ? 'correctSheet' : 'fillSheet'
  }
  const isRejected = sheet.rejections.some(({ outdated, period }) => !outdated && period === sheet.period)
  if (sheet.status === 'approved') return isRejected ? 'rejectedSheet' : undefined
  return 'awaitingReview'
}

function reviewKind(sheet: WorkSheet, month: WorkMonth, today: string): WorkKind | undefined {
  if (sheet.status === 'submitted') return 'reviewSheet'
  if (isLate(sheet, month, today)) return 'lateSheet'
  return sheet.status === 'notStarted' ? 'notBegun' : undefined
}

function presentItem(kind: WorkKind, sheet: WorkSheet, month: WorkMonth, today: string): WorkItem {
  const { reopenedUntil: until, reopenedReason: reason } = sheet
  return {
    kind,
    sheet: presentListedSheet({ ...sheet, returned: sheet.returns.length }, month),
    daysLeft: daysBetween(today, until ?? month.dueOn),
    reopened: until === null || reason === null ? null : { until, reason },
    returns: sheet.returns,
    rejections: sheet.rejections.map(({ indicator, reason, agency, by, at, period, outdated }) => ({
      ...{ indicator, reason, agency, by, period, outdated },
      at: new Date(at).toISOString(),
    })),
  }
}

function waitingSince({ sheet }: { sheet: { submittedAt: string | null; period: string; unit: { code: string } } }) {
  return `${sheet.submittedAt ?? ''} ${sheet.period} ${sheet.unit.code}`
}

/** Sheets by their state. */
export function countStatuses(sheets: readonly { status: AssessmentStatus }[]): Record<AssessmentStatus, number> {
  const counts = { notStarted: 0, draft: 0, submitted: 0, returned: 0, approved: 0, consolidated: 0 }
  for (const { status } of sheets) counts[status] += 1
  return counts
}
