import { OFFICE_ROLES } from '@ntm/shared/access/roles'
import type { Actor } from '../access/actor.js'

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
