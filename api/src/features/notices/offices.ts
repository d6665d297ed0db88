import type { Role } from '@ntm/shared/access/roles'
import type { Actor } from '../access/actor.js'

/** Who works for the office that is told; whoever only looks on has nothing to do about it. */
export const OFFICE_ROLES: readonly Role[] = [
  'communeOfficer',
  'communeLeader',
  'districtOfficer',
  'districtLeader',
  'provincialOffice',
  'departmentOfficer',
]

/** The offices that an actor works for, or signs for (ký thay), today. */
export interface Offices {
  unitIds: number[]
  agencyIds: number[]
}

export function listOffices({ grants }: Actor): Offices {
  const working = grants.filter(({ role }) => OFFICE_ROLES.includes(role))
  return {
    unitIds: working.flatMap(({ unit }) => unit?.id ?? []),
    agencyIds: working.flatMap(({ agency }) => agency?.id ?? []),
  }
}
