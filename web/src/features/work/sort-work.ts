import type { Progress } from '@ntm/shared/analysis/wire'
import type { WorkView } from '@ntm/shared/work/wire'

export type WorkItem = WorkView['items'][number]

/** The work of a day by what is to be done about it. */
export interface SortedWork {
  /** Sheets that the reader fills, puts right or waits for. */
  own: WorkItem[]
  /** Sheets to review, the one that has waited longest first. */
  toReview: WorkItem[]
  notBegun: WorkItem[]
  late: WorkItem[]
}

const OWN: readonly WorkItem['kind'][] = ['correctSheet', 'fillSheet', 'lockedSheet', 'rejectedSheet', 'awaitingReview']

export function sortWork(items: readonly WorkItem[]): SortedWork {
  const ofKind = (wanted: WorkItem['kind']) => items.filter(({ kind }) => kind === wanted)
  const byWaiting = (a: WorkItem, b: WorkItem) => (a.sheet.submittedAt ?? '').localeCompare(b.sheet.submittedAt ?? '')
  return {
    own: items.filter(({ kind }) => OWN.includes(kind)),
    toReview: ofKind('reviewSheet').sort(byWaiting),
    notBegun: ofKind('notBegun'),
    late: ofKind('lateSheet'),
  }
}

export interface AgencyWork {
  agency: string
  agencyName: string
  /** Figures that nobody has looked at, over all indicators and communes. */
  figures: number
  oldest: string
  /** Month of the oldest. */
  period: string
}

/** Which departments have figures to look at, the one with most first. */
export function sumAgencies(verifications: WorkView['verifications']): AgencyWork[] {
  const agencies = new Map<string, AgencyWork>()
  for (const { agency, agencyName, waiting, changed, oldest, period } of verifications) {
    const sum = agencies.get(agency) ?? { agency, agencyName, figures: 0, oldest, period }
    sum.figures += waiting + changed
    if (oldest < sum.oldest) Object.assign(sum, { oldest, period })
    agencies.set(agency, sum)
  }
  return [...agencies.values()].sort((a, b) => b.figures - a.figures)
}

export interface MonthProgress {
  communes: number
  /** In the hands of the reviewers, or through them. */
  submitted: number
  approved: number
  /** Still with the communes. */
  open: number
}

export function sumProgress(rows: WorkView['progress']): MonthProgress {
  const sum = (count: (progress: Progress) => number) => rows.reduce((total, row) => total + count(row.progress), 0)
  return {
    communes: rows.reduce((total, { communes }) => total + communes, 0),
    submitted: sum(({ submitted, approved, consolidated }) => submitted + approved + consolidated),
    approved: sum(({ approved, consolidated }) => approved + consolidated),
    open: sum(({ notStarted, draft, returned }) => notStarted + draft + returned),
  }
}

/** States of the sheets of a month, what is furthest along first: the order of every progress bar. */
export const PROGRESS_ORDER = ['consolidated', 'approved', 'submitted', 'returned', 'draft', 'notStarted'] as const
