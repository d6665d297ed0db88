import { findLock } from '@ntm/shared/assessments/lock'
import type { LockView } from '@ntm/shared/assessments/wire'
import { canEdit as isEditable, findMove, type AssessmentStatus } from '@ntm/shared/assessments/status'
import { dayOf, defaultDueOn, defaultLocksOn, firstDayOf } from '@ntm/shared/periods/period'

export interface LockableSheet {
  status: AssessmentStatus
  period: string
  dueOn: string | null
  locksOn: string | null
  consolidatedAt: Date | null
  reopenedUntil: string | null
  submittedAt: Date | null
  reviewedAt: Date | null
  parent: { fullName: string }
}

/** Due and lock day of a sheet's month: as set by the provincial office, else by the calendar. */
export function daysOf(sheet: Pick<LockableSheet, 'period' | 'dueOn' | 'locksOn'>) {
  return {
    opensOn: firstDayOf(sheet.period),
    dueOn: sheet.dueOn ?? defaultDueOn(sheet.period),
    locksOn: sheet.locksOn ?? defaultLocksOn(sheet.period),
  }
}

/** Why the sheet takes no edits now: in one sentence who or what locked it, since when, and what to do. */
export function explainLock(sheet: LockableSheet, today: string): LockView | null {
  const lock = findLock(sheet, { ...daysOf(sheet), consolidatedAt: sheet.consolidatedAt }, today)
  if (lock) return { code: lock.code, since: lock.since, ...WORDS[lock.code] }
  const office = `UBND ${lowerFirst(sheet.parent.fullName)}`
  if (sheet.status === 'submitted') {
    return {
      code: 'under_review',
      since: dayOrNull(sheet.submittedAt),
      by: `Phiếu đã gửi, ${office} đang thẩm tra`,
      next: 'Muốn sửa, cán bộ xã rút phiếu về khi huyện chưa duyệt.',
    }
  }
  if (sheet.status === 'approved') {
    return {
      code: 'under_review',
      since: dayOrNull(sheet.reviewedAt),
      by: `${office} đã duyệt phiếu`,
      next: `Muốn sửa, đề nghị ${office} trả lại phiếu trước khi tỉnh tổng hợp.`,
    }
  }
  return null
}

/**
 * Whether the province can open the sheet again: a number of record for its next revision, or a sheet that the commune
 * did not finish before its month was locked; then, or to give it more time.
 */
export function isReopenable(sheet: LockableSheet, today: string): boolean {
  if (findMove(sheet.status, 'reopen')) return true
  if (!isEditable(sheet.status)) return false
  const lock = explainLock(sheet, today)
  return sheet.reopenedUntil !== null || lock?.code === 'period_locked' || lock?.code === 'consolidated'
}

const WORDS = {
  period_not_open: {
    by: 'Kỳ này chưa mở theo lịch báo cáo',
    next: 'Chờ đến ngày đầu tháng để nhập số liệu.',
  },
  period_locked: {
    by: 'Kỳ này đã khóa sổ theo lịch của Văn phòng Điều phối nông thôn mới tỉnh',
    next: 'Đề nghị Văn phòng Điều phối mở lại phiếu, nêu rõ lý do.',
  },
  consolidated: {
    by: 'Văn phòng Điều phối nông thôn mới tỉnh đã tổng hợp kỳ này',
    next: 'Số đã tổng hợp không đổi; cần đính chính thì đề nghị Văn phòng Điều phối mở lại phiếu của xã.',
  },
} as const

function dayOrNull(instant: Date | null): string | null {
  // The lock is explained by its day; the hour stands in the history.
  return instant === null ? null : dayOf(instant)
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1)
}
