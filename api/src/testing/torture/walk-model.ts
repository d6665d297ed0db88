import type { AssessmentStatus } from '@ntm/shared/assessments/status'
import type { CriterionResult } from '@ntm/shared/criteria/results'
import type { Measure } from './field.js'

/** A deliberately plain model of the monthly cycle, written from the rules of the field and not from the service. */

export type Answer = 'met' | 'notMet'

export interface ModelRecord {
  reported: CriterionResult[]
  approved: CriterionResult[]
  official: CriterionResult[]
}

/** A commune in a month: its latest revision, and what it has come to so far. */
export interface ModelSheet {
  unit: string
  period: string
  status: AssessmentStatus
  revision: number
  version: number
  answers: Map<string, Answer>
  explained: Set<number>
  overrules: Map<number, CriterionResult>
  authors: Set<string>
  reopenedUntil: string | null
  timeliness: 'onTime' | 'late' | null
  lastSubmitted: Map<string, Answer> | null
  verdict: { says: 'confirmed' | 'rejected'; isOutdated: boolean } | null
  reported: CriterionResult[] | null
  approved: CriterionResult[] | null
  records: ModelRecord[]
  submissions: number
  /** Rows of the audit that tell of it. */
  events: number
}

export interface ModelMonth {
  dueOn: string
  locksOn: string
  isConsolidated: boolean
}

/** In charge of an agency; a criterion stands or falls with it. */
export const VERIFIED = { indicator: '15.3', criterion: 15, agency: 'syt' }

export function newSheet(unit: string, period: string): ModelSheet {
  return {
    ...{ unit, period, status: 'notStarted', revision: 1, version: 0, answers: new Map(), explained: new Set() },
    ...{ overrules: new Map(), authors: new Set(), reopenedUntil: null, timeliness: null, lastSubmitted: null },
    ...{ verdict: null, reported: null, approved: null, records: [], submissions: 0, events: 0 },
  }
}

/** Results of the criteria in order, by the commune's own answers. */
export function judge({ answers }: ModelSheet, measures: readonly Measure[]): CriterionResult[] {
  const results: CriterionResult[] = []
  for (const { key, criterion } of measures) {
    const index = criterion - 1
    const answer = answers.get(key)
    const before = results[index] ?? 'met'
    if (answer === 'notMet' || before === 'notMet') results[index] = 'notMet'
    else results[index] = answer === undefined ? 'incomplete' : before
  }
  return results
}

export function isLocked(sheet: ModelSheet, month: ModelMonth, today: string): boolean {
  if (today < `${sheet.period}-01` || sheet.status === 'consolidated') return true
  if (sheet.reopenedUntil !== null && today <= sheet.reopenedUntil) return false
  return month.isConsolidated || today > month.locksOn
}

export function isEditable({ status }: ModelSheet): boolean {
  return ['notStarted', 'draft', 'returned'].includes(status)
}

/** The best result of a month that there is. */
export function bestOf(sheet: ModelSheet | undefined): CriterionResult[] | null {
  return sheet?.records.at(-1)?.official ?? sheet?.approved ?? sheet?.reported ?? null
}

export function canSubmit(
  sheet: ModelSheet,
  lastMonth: CriterionResult[] | null,
  measures: readonly Measure[],
): boolean {
  if (measures.some(({ key }) => !sheet.answers.has(key))) return false
  const results = judge(sheet, measures)
  return results.every(
    (result, index) => !(result === 'notMet' && lastMonth?.[index] === 'met' && !sheet.explained.has(index + 1)),
  )
}

export function submit(sheet: ModelSheet, by: string, measures: readonly Measure[], isOnTime: boolean): void {
  const verified = measures.filter(({ criterion }) => criterion === VERIFIED.criterion).map(({ key }) => key)
  const own = verified.filter((key) => key.startsWith(VERIFIED.indicator))
  const earlier = sheet.lastSubmitted
  if (sheet.verdict && earlier && own.some((key) => earlier.get(key) !== sheet.answers.get(key))) {
    sheet.verdict = { ...sheet.verdict, isOutdated: true }
  }
  sheet.lastSubmitted = new Map(sheet.answers)
  sheet.timeliness ??= isOnTime ? 'onTime' : 'late'
  sheet.reported = judge(sheet, measures)
  sheet.status = 'submitted'
  sheet.submissions += 1
  sheet.authors.add(by)
}

export function withdraw(sheet: ModelSheet): void {
  sheet.status = 'draft'
  sheet.reported = sheet.records.at(-1)?.reported ?? null
}

export function sendBack(sheet: ModelSheet): void {
  sheet.status = 'returned'
  sheet.approved = sheet.records.at(-1)?.approved ?? null
}

export function approve(sheet: ModelSheet, overrules: Map<number, CriterionResult>): void {
  sheet.status = 'approved'
  sheet.overrules = overrules
  sheet.approved = (sheet.reported ?? []).map((result, index) => overrules.get(index + 1) ?? result)
}

export function reopen(sheet: ModelSheet, until: string): void {
  if (sheet.status === 'consolidated') {
    sheet.revision += 1
    sheet.overrules = new Map()
    sheet.status = 'draft'
  }
  if (sheet.status === 'notStarted') sheet.status = 'draft'
  sheet.reopenedUntil = until
}

/** @param standing - Whether a rejection of an earlier month still stands. */
export function consolidate(sheet: ModelSheet, standing: boolean): void {
  const approved = sheet.approved ?? []
  const isRejected = sheet.verdict ? sheet.verdict.says === 'rejected' : standing
  const official = approved.map((result, index) => (isRejected && index + 1 === VERIFIED.criterion ? 'notMet' : result))
  sheet.records.push({ reported: sheet.reported ?? [], approved, official })
  sheet.status = 'consolidated'
}
