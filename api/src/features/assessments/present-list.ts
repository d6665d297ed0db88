import type { AssessmentSummary } from '@ntm/shared/assessments/wire'
import { judgeTimeliness } from './present.js'
import type { ListedSheet } from './queries.js'

export interface ListedMonth {
  period: string
  dueOn: string
  /** Measures of the set that judges the month. */
  measures: number
}

export function presentListedSheet(sheet: ListedSheet, { period, dueOn, measures }: ListedMonth): AssessmentSummary {
  return {
    unit: sheet.unit,
    parent: sheet.parent,
    period,
    status: sheet.status,
    revision: sheet.revision,
    version: sheet.version,
    dueOn,
    answered: sheet.answered,
    measures,
    met: sheet.status === 'notStarted' ? null : sheet.met,
    firstSubmittedAt: sheet.firstSubmittedAt?.toISOString() ?? null,
    submittedAt: sheet.submittedAt?.toISOString() ?? null,
    timeliness: judgeTimeliness(sheet.firstSubmittedAt, dueOn),
    updatedAt: sheet.updatedAt?.toISOString() ?? null,
    returned: sheet.returned,
  }
}
