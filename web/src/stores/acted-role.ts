import { ROLE_PERMISSIONS, type Permission } from '@ntm/shared/access/roles'
import type { AccountView } from '@ntm/shared/access/wire'

type HeldRole = AccountView['roles'][number]
export type ActedRole = HeldRole & { actingFor: NonNullable<HeldRole['actingFor']> }

export function isActed(role: HeldRole): role is ActedRole {
  return role.actingFor !== null
}

/**
 * The role handed on (ký thay) that an act on a unit rests on; undefined where a role of one's own allows it as well,
 * as the service has it: who may do it in their own name does it in their own name.
 */
export function findActedRole(
  roles: readonly HeldRole[],
  permission: Permission,
  unitUid: string,
): ActedRole | undefined {
  const used = roles.filter(({ role, unit }) => unit?.uid === unitUid && ROLE_PERMISSIONS[role].includes(permission))
  return used.every(isActed) ? used.find(isActed) : undefined
}
