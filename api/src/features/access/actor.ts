import {
  ROLE_PERMISSIONS,
  needsSecondFactor,
  permissionsOf,
  type Duty,
  type Permission,
  type Role,
} from '@ntm/shared/access/roles'

/** A role as it is held today: for a unit with all below it, for an agency, or (administrator) for neither. */
export interface Grant {
  role: Role
  unit: GrantedUnit | null
  agency: { id: number; code: string; name: string } | null
  /** Whose role it is, where it was handed on (ký thay); absent or null for one's own. */
  actingFor?: { accountId: number; username: string; displayName: string } | null
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

/** What decides how far somebody sees: a person, or a machine client. */
export interface Reader {
  grants: readonly Grant[]
  permissions: ReadonlySet<Permission>
  /** The unit outside which a machine client sees nothing; people have no such bound. */
  bound?: { id: number; code: string }
}

/** Who is asking, and for whom they may act. */
export interface Actor extends Reader {
  accountId: number
  sessionId: string
  username: string
  displayName: string
  /** What has to be done before anything else; null when nothing has. */
  duty: Duty | null
}

export function createActor(identity: Omit<Actor, 'permissions' | 'duty'> & { duty?: Duty | null }): Actor {
  const grants = selectGrants(identity.grants)
  const own = permissionsOf(grants.filter(({ actingFor }) => !actingFor).map(({ role }) => role))
  const permissions = permissionsOf(grants.map(({ role }) => role))
  // What was handed on is not handed onward.
  if (!own.has('delegations.manage')) permissions.delete('delegations.manage')
  return { ...identity, grants, permissions, duty: identity.duty ?? null }
}

const identities = new WeakMap<Actor, string>()

/** Text that differs between any two actors who may not do the same. */
export function identify(actor: Actor): string {
  const known = identities.get(actor)
  if (known !== undefined) return known
  const identity = `${actor.accountId} ${JSON.stringify(actor.grants)}`
  identities.set(actor, identity)
  return identity
}

/** An administrator has no business rights, not even those that somebody hands on. */
function selectGrants(grants: readonly Grant[]): readonly Grant[] {
  const administers = grants.some(({ role, actingFor }) => role === 'administrator' && !actingFor)
  return administers ? grants.filter(({ actingFor }) => !actingFor) : grants
}

/** For whom an act was done that rests on any of these grants; null where one of them is the actor's own. */
export function actedFor(used: readonly Grant[]): number | null {
  if (used.some(({ actingFor }) => !actingFor)) return null
  return used[0]?.actingFor?.accountId ?? null
}

/** The actor's grants that allow `permission`, wherever they reach. */
export function grantsAllowing({ grants }: Reader, permission: Permission): Grant[] {
  return grants.filter(({ role }) => ROLE_PERMISSIONS[role].includes(permission))
}

/** What an account has to do before anything else: a password of its own, then a second factor where one is asked for. */
export function dutyOf(
  account: { grants: readonly Grant[]; hasOneTimePassword: boolean; hasSecondFactor: boolean },
  { demo }: { demo: boolean },
): Duty | null {
  if (account.hasOneTimePassword) return 'changePassword'
  const isNeeded = !demo && needsSecondFactor(account.grants.map(({ role }) => role))
  return isNeeded && !account.hasSecondFactor ? 'enrolSecondFactor' : null
}

/**
 * The actor's grants that allow `permission` and reach a unit.
 *
 * @param path - Ids from the province down to the unit: a grant on any of them reaches it.
 */
export function grantsReaching(actor: Reader, permission: Permission, path: readonly number[]): Grant[] {
  return actor.grants.filter(
    ({ role, unit }) => unit !== null && path.includes(unit.id) && ROLE_PERMISSIONS[role].includes(permission),
  )
}

/** Whether a unit lies within the bound of a machine client; for a person every unit does. */
export function isWithinBound({ bound }: Reader, path: readonly number[]): boolean {
  return bound === undefined || path.includes(bound.id)
}

/** Whether the actor speaks for an agency, whose indicators lie in every commune. */
export function speaksForAgency(actor: Reader): boolean {
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
