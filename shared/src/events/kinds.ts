/** What can change under an open page. */
export const CHANGE_KINDS = ['sheet', 'verdict', 'evidence', 'notice', 'result', 'period', 'unit', 'criteria'] as const
export type ChangeKind = (typeof CHANGE_KINDS)[number]
