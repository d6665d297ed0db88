import type { AssessmentSummary } from '@ntm/shared/assessments/wire'
import { daysBetween } from '@ntm/shared/periods/period'
import type { WorkView } from '@ntm/shared/work/wire'

type WorkItem = WorkView['items'][number]
type WorkKind = WorkItem['kind']

export interface Office {
  /** Fills sheets: the communes' own. */
  fills: boolean
  /** Reviews the sheets of the communes right below. */
  reviews: boolean
}

/** Most urgent first: what was sent back, then what to fill, what waits for review, what has not begun. */
const URGENCY: readonly WorkKind[] = ['correctSheet', 'fillSheet', 'reviewSheet', 'notBegun', 'awaitingReview']

/**
 * What waits for an office among the sheets of the month under way.
 *
 * Within a kind the sheet that has waited longest comes first: review is in order of submission.
 */
export function collectWork(
  sheets: readonly AssessmentSummary[],
  office: Office,
  days: { today: string; dueOn: string },
): WorkItem[] {
  const daysLeft = daysBetween(days.today, days.dueOn)
  return sheets
    .flatMap((sheet): WorkItem[] => {
      const kind = kindOf(sheet, office)
      return kind ? [{ kind, sheet, daysLeft }] : []
    })
    .sort((a, b) => URGENCY.indexOf(a.kind) - URGENCY.indexOf(b.kind) || waitingSince(a).localeCompare(waitingSince(b)))
}

function kindOf({ status }: AssessmentSummary, { fills, reviews }: Office): WorkKind | undefined {
  if (fills) {
    if (status === 'returned') return 'correctSheet'
    if (status === 'notStarted' || status === 'draft') return 'fillSheet'
    if (status === 'submitted') return 'awaitingReview'
  }
  if (reviews) {
    if (status === 'submitted') return 'reviewSheet'
    if (status === 'notStarted') return 'notBegun'
  }
  return undefined
}

function waitingSince({ sheet }: WorkItem): string {
  return `${sheet.submittedAt ?? ''} ${sheet.unit.code}`
}
