/** Roles of the field. The scope of a grant is a unit (with all below it) or an agency. */
export const ROLES = [
  'administrator',
  'provincialOffice',
  'provincialLeadership',
  'departmentOfficer',
  'districtOfficer',
  'districtLeader',
  'communeOfficer',
  'communeLeader',
  'observer',
  'inspectionMember',
] as const
export type Role = (typeof ROLES)[number]

/** What a route may ask for. `public` needs no sign-in; `self` needs one and nothing more. */
export const PERMISSIONS = [
  'public',
  'self',
  'units.read',
  'criteria.read',
  'results.read',
  'assessments.read',
  'assessments.edit',
  'assessments.review',
  'periods.read',
  'audit.read',
] as const
export type Permission = (typeof PERMISSIONS)[number]

const READ = ['units.read', 'criteria.read', 'results.read', 'assessments.read', 'periods.read'] as const

/**
 * The one table of permissions: what each role may do at all. Whose sheet it may be done to is the
 * scope of the grant, judged by each feature's policy.
 */
export const ROLE_PERMISSIONS: Readonly<Record<Role, readonly Permission[]>> = {
  // No business rights: whoever makes accounts does not also make figures.
  administrator: ['units.read', 'criteria.read', 'periods.read', 'audit.read'],
  provincialOffice: [...READ, 'assessments.review', 'audit.read'],
  provincialLeadership: READ,
  departmentOfficer: READ,
  districtOfficer: [...READ, 'assessments.review'],
  districtLeader: [...READ, 'assessments.review'],
  communeOfficer: [...READ, 'assessments.edit'],
  communeLeader: [...READ, 'assessments.edit'],
  observer: READ,
  inspectionMember: READ,
}

/** Everything that a person with these roles may do, whatever the scope. */
export function permissionsOf(roles: readonly Role[]): Set<Permission> {
  return new Set<Permission>(['public', 'self', ...roles.flatMap((role) => ROLE_PERMISSIONS[role])])
}
