import { ROLE_PERMISSIONS, permissionsOf, type Duty, type Permission, type Role } from '@ntm/shared/access/roles'

/** A role as it is held today: for a unit with all below it, for an agency, or (administrator) for neither. */
export interface Grant {
  role: Role
  unit: GrantedUnit | null
  agency: { id: number; code: string; name: string } | null
}

export interface GrantedUnit {
  id: number
  uid: string
  code: string
  kind: 'province' | 'district' | 'commune' | 'village'
  type: string
  name: string
  fullName: string
}

/** Who is asking, and for whom they may act. */
export interface Actor {
  accountId: number
  sessionId: string
  username: string
  displayName: string
  grants: readonly Grant[]
  permissions: ReadonlySet<Permission>
  /** What has to be done before anything else; null when nothing has. */
  duty: Duty | null
}

export function createActor(identity: Omit<Actor, 'permissions' | 'duty'> & { duty?: Duty | null }): Actor {
  const permissions = permissionsOf(identity.grants.map(({ role }) => role))
  return { ...identity, permissions, duty: identity.duty ?? null }
}

/**
 * The actor's grants that allow `permission` and reach a unit.
 *
 * @param path - Ids from the province down to the unit: a grant on any of them reaches it.
 */
export function grantsReaching(actor: Actor, permission: Permission, path: readonly number[]): Grant[] {
  return actor.grants.filter(
    ({ role, unit }) => unit !== null && path.includes(unit.id) && ROLE_PERMISSIONS[role].includes(permission),
  )
}

/** Whether the actor speaks for an agency, whose indicators lie in every commune. */
export function speaksForAgency(actor: Actor): boolean {
  return actor.grants.some(({ role, agency }) => role === 'departmentOfficer' && agency !== null)
}

/** Below which units the actor sees work under way; an agency sees it everywhere. */
export function sightOf(actor: Actor): { everywhere: boolean; unitIds: number[] } {
  const reading = actor.grants.filter(({ role }) => ROLE_PERMISSIONS[role].includes('assessments.read'))
  return {
    everywhere: speaksForAgency(actor),
    unitIds: reading.flatMap(({ unit }) => (unit === null ? [] : [unit.id])),
  }
}
