import type { CriterionWords } from './criterion-words.js'
import type { DemoCommune } from './demo-communes.js'
import type { DemoValue } from './filled-sheet.js'

export interface DemoSubmission {
  at: string
  /** As they were sent; a sheet corrected since has other values. */
  values: readonly DemoValue[]
}

export interface DemoReview {
  action: 'return' | 'approve'
  at: string
  /** Of the sheet as a whole. */
  reason: string | null
  /** Indicators sent back; empty for an approval. */
  returned: readonly { indicator: string; reason: string }[]
}

/** A sheet with its story; a month that a commune has not begun has none. Instants carry Vietnam's offset. */
export interface DemoSheet {
  commune: DemoCommune
  period: string
  status: 'draft' | 'submitted' | 'returned' | 'approved' | 'consolidated'
  begunAt: string
  changedAt: string
  values: readonly DemoValue[]
  words: readonly CriterionWords[]
  /** Oldest first. */
  submissions: readonly DemoSubmission[]
  /** Oldest first; the n-th judges the n-th submission. */
  reviews: readonly DemoReview[]
}
