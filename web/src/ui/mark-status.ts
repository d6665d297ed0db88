/** Results of measures and criteria, then states of a sheet. */
export const MARK_STATUSES = [
  'met',
  'notMet',
  'incomplete',
  'missing',
  'notApplicable',
  'noData',
  'notStarted',
  'draft',
  'submitted',
  'returned',
  'approved',
  'consolidated',
] as const
export type MarkStatus = (typeof MARK_STATUSES)[number]
