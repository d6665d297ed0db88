import type { AssessmentStatus } from '@ntm/shared/assessments/status'
import { grantsReaching, speaksForAgency, type Actor, type Grant } from '../access/actor.js'

/** What the policy needs to know of a sheet. */
export interface GuardedSheet {
  status: AssessmentStatus
  unitId: number
  /** Unit above the commune, where the office that reviews it sits. */
  parentId: number
  /** Ids from the province down to the commune. */
  path: readonly number[]
  /** Accounts that wrote in the sheet. */
  authorIds: readonly number[]
}

/** Approved results are everybody's, so that places learn from each other; work under way is not. */
export function canSee(actor: Actor, sheet: GuardedSheet): boolean {
  const isAccepted = sheet.status === 'approved' || sheet.status === 'consolidated'
  return (isAccepted && actor.permissions.has('assessments.read')) || canSeeWork(actor, sheet)
}

/** What nobody has approved is the commune's, the line's above it and the agencies', also beside an approved sheet. */
export function canSeeWork(actor: Actor, sheet: Pick<GuardedSheet, 'path'>): boolean {
  return grantsReaching(actor, 'assessments.read', sheet.path).length > 0 || speaksForAgency(actor)
}

/** The commune itself fills its sheet; nobody above writes in it. */
export function canEdit(actor: Actor, sheet: GuardedSheet): boolean {
  return grantsFor(actor, sheet, 'edit').length > 0
}

/** The unit right above reviews: the district, or the province where there is none. */
export function canReview(actor: Actor, sheet: GuardedSheet): boolean {
  return grantsFor(actor, sheet, 'review').length > 0
}

/** The province opens a locked or consolidated sheet again. */
export function canReopen(actor: Actor, sheet: GuardedSheet): boolean {
  return grantsFor(actor, sheet, 'reopen').length > 0
}

/** The actor's grants that allow to fill this sheet, to review it, or to open it again. */
export function grantsFor(
  actor: Actor,
  sheet: Pick<GuardedSheet, 'unitId' | 'parentId' | 'path'>,
  kind: 'edit' | 'review' | 'reopen',
): Grant[] {
  switch (kind) {
    case 'edit':
      return grantsReaching(actor, 'assessments.edit', [sheet.unitId])
    case 'review':
      return grantsReaching(actor, 'assessments.review', [sheet.parentId])
    case 'reopen':
      return grantsReaching(actor, 'assessments.reopen', sheet.path)
  }
}

/** Whoever wrote in a sheet does not review it, whatever roles that person holds. */
export function isAuthor(actor: Actor, sheet: GuardedSheet): boolean {
  return sheet.authorIds.includes(actor.accountId)
}
