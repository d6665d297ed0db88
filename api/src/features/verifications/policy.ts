import type { AssessmentStatus } from '@ntm/shared/assessments/status'
import type { Actor } from '../access/actor.js'

/** Codes of the agencies that the actor verifies for. */
export function agenciesOf(actor: Actor): Set<string> {
  const codes = actor.grants.flatMap(({ role, agency }) =>
    role === 'departmentOfficer' && agency ? [agency.code] : [],
  )
  return new Set(codes)
}

/** Departments look at what the commune stands by, beside the district and not after it. */
export function isVerifiable(status: AssessmentStatus): boolean {
  return status === 'submitted' || status === 'approved'
}
