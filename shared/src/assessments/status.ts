/** States of a monthly sheet (phiếu đánh giá), in the order of the cycle. */
export const ASSESSMENT_STATUSES = ['notStarted', 'draft', 'submitted', 'returned', 'approved', 'consolidated'] as const
export type AssessmentStatus = (typeof ASSESSMENT_STATUSES)[number]

/** What a person can do to move a sheet on; writing the first value (to draft) and consolidating are not such acts. */
export const ASSESSMENT_ACTIONS = ['submit', 'withdraw', 'return', 'approve', 'reopen'] as const
export type AssessmentAction = (typeof ASSESSMENT_ACTIONS)[number]

export interface Move {
  action: AssessmentAction
  from: readonly AssessmentStatus[]
  to: AssessmentStatus
}

/** Every move there is. Who may make it, and until when, is decided elsewhere. */
export const MOVES: readonly Move[] = [
  { action: 'submit', from: ['draft', 'returned'], to: 'submitted' },
  { action: 'withdraw', from: ['submitted'], to: 'draft' },
  { action: 'return', from: ['submitted', 'approved'], to: 'returned' },
  { action: 'approve', from: ['submitted'], to: 'approved' },
  // Opens the next revision; the consolidated one stays as it is.
  { action: 'reopen', from: ['consolidated'], to: 'draft' },
]

/** Where the action leads from this status; undefined if it is not possible there. */
export function findMove(status: AssessmentStatus, action: AssessmentAction): { to: AssessmentStatus } | undefined {
  return MOVES.find((move) => move.action === action && move.from.includes(status))
}

/** Whether the commune may still write in the sheet, as far as its status goes; the lock day may still forbid it. */
export function canEdit(status: AssessmentStatus): boolean {
  return status === 'notStarted' || status === 'draft' || status === 'returned'
}
