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
}

export function sortWork(items: readonly WorkItem[]): SortedWork {
  const own = items.filter(({ kind }) => kind === 'fillSheet' || kind === 'correctSheet' || kind === 'awaitingReview')
  const toReview = items.filter(({ kind }) => kind === 'reviewSheet')
  const byWaiting = (a: WorkItem, b: WorkItem) => (a.sheet.submittedAt ?? '').localeCompare(b.sheet.submittedAt ?? '')
  return { own, toReview: toReview.sort(byWaiting), notBegun: items.filter(({ kind }) => kind === 'notBegun') }
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
