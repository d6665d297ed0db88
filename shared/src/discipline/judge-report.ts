import { isInProgramme } from '../units/in-programme.js'
import { isValidOn, type Validity } from '../units/valid-on.js'
import { lastDayOf } from '../periods/period.js'

/** What became of the report that a commune owed for a month; `waiting`: none yet, and the due day is not over. */
export const REPORT_STATES = ['onTime', 'late', 'missing', 'waiting'] as const
export type ReportState = (typeof REPORT_STATES)[number]

export interface OwedReport {
  /** Day in Vietnam of the first submission, whatever was changed after it; null: never submitted. */
  firstSubmittedOn: string | null
  /** Measures answered: an empty report is not a report. */
  answered: number
}

/** Whether the unit owes a report for the month: a commune of the programme on the month's last day. */
export function owesReport(unit: Validity & { kind: string; type: string }, period: string): boolean {
  return unit.kind === 'commune' && isInProgramme(unit) && isValidOn(unit, lastDayOf(period))
}

/** Judges by the first submission against the due day (hạn nộp), which is itself in time. */
export function judgeReport(report: OwedReport | undefined, dueOn: string, today: string): ReportState {
  const submittedOn = report && report.answered > 0 ? report.firstSubmittedOn : null
  if (submittedOn !== null) return submittedOn <= dueOn ? 'onTime' : 'late'
  return today <= dueOn ? 'waiting' : 'missing'
}
