import { ROLE_PERMISSIONS, type Permission, type Role } from '@ntm/shared/access/roles'
import type { Actor, GrantedUnit } from '../access/actor.js'

/** What an actor is there for in one unit. */
export interface Office {
  unit: GrantedUnit
  /** Fills the commune's own sheets. */
  fills: boolean
  /** Reviews the sheets of the communes right below. */
  reviews: boolean
  /** Sees to it that months are closed: who is late, what was opened again, what is to be consolidated. */
  consolidates: boolean
  /** Answers for what comes of it. */
  leads: boolean
}

const LEADERS: readonly Role[] = ['provincialLeadership', 'districtLeader']

/** The offices that an actor holds, one a unit however many roles there are. */
export function officesOf({ grants }: Pick<Actor, 'grants'>): Office[] {
  const units = new Map(grants.flatMap(({ unit }) => (unit === null ? [] : [[unit.id, unit] as const])))
  return [...units.values()].flatMap((unit): Office[] => {
    const roles = grants.filter((grant) => grant.unit?.id === unit.id).map(({ role }) => role)
    const may = (permission: Permission) => roles.some((role) => ROLE_PERMISSIONS[role].includes(permission))
    const office = {
      unit,
      fills: may('assessments.edit') && unit.kind === 'commune',
      reviews: may('assessments.review'),
      consolidates: may('periods.consolidate'),
      leads: roles.some((role) => LEADERS.includes(role)),
    }
    return office.fills || office.reviews || office.consolidates || office.leads ? [office] : []
  })
}
