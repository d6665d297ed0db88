import type { AssessmentStatus } from '@ntm/shared/assessments/status'
import { grantsReaching, speaksForAgency, type Actor } from '../access/actor.js'

/** A document is seen with any sheet that it is attached to: one that was accepted by everybody, work under way by the line. */
export function canSeeEvidence(
  actor: Actor,
  found: { path: readonly number[]; statuses: readonly AssessmentStatus[] },
): boolean {
  const isAccepted = found.statuses.some((status) => status === 'approved' || status === 'consolidated')
  return isAccepted || canSeeAll(actor, found)
}

/** All that a commune has is for itself, the line above it, and the agencies. */
export function canSeeAll(actor: Actor, { path }: { path: readonly number[] }): boolean {
  return grantsReaching(actor, 'assessments.read', path).length > 0 || speaksForAgency(actor)
}
