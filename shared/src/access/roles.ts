import type { UnitKind } from '../units/definition.js'

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

/** Who works for the office that is told; whoever only looks on has nothing to do about it. */
export const OFFICE_ROLES: readonly Role[] = [
  'communeOfficer',
  'communeLeader',
  'districtOfficer',
  'districtLeader',
  'provincialOffice',
  'departmentOfficer',
]

/** What a route may ask for. `public` needs no sign-in; `self` needs one and nothing more. */
export const PERMISSIONS = [
  'public',
  'self',
  'units.read',
  'criteria.read',
  'criteria.manage',
  'results.read',
  'assessments.read',
  'assessments.edit',
  'assessments.review',
  'assessments.reopen',
  'assessments.import',
  'results.import',
  'verifications.record',
  'periods.read',
  'periods.manage',
  'periods.consolidate',
  'audit.read',
  'accounts.read',
  'accounts.manage',
  'accountable.manage',
  'villages.manage',
  'delegations.manage',
] as const
export type Permission = (typeof PERMISSIONS)[number]

const READ = ['units.read', 'criteria.read', 'results.read', 'assessments.read', 'periods.read'] as const

/**
 * The one table of permissions: what each role may do at all. Whose sheet it may be done to is the
 * scope of the grant, judged by each feature's policy.
 */
export const ROLE_PERMISSIONS: Readonly<Record<Role, readonly Permission[]>> = {
  // No business rights: whoever makes accounts does not also make figures.
  administrator: ['units.read', 'criteria.read', 'periods.read', 'audit.read', 'accounts.read', 'accounts.manage'],
  provincialOffice: [
    ...READ,
    'criteria.manage',
    'assessments.review',
    'assessments.reopen',
    'assessments.import',
    'results.import',
    'periods.manage',
    'periods.consolidate',
    'audit.read',
    'accountable.manage',
  ],
  provincialLeadership: [...READ, 'delegations.manage'],
  departmentOfficer: [...READ, 'verifications.record'],
  // A leader does not fill sheets in: somebody is left to review what the officer brought in by file.
  districtOfficer: [...READ, 'assessments.review', 'assessments.import'],
  districtLeader: [...READ, 'assessments.review', 'delegations.manage'],
  communeOfficer: [...READ, 'assessments.edit', 'assessments.import', 'villages.manage'],
  communeLeader: [...READ, 'assessments.edit', 'assessments.import', 'villages.manage', 'delegations.manage'],
  observer: READ,
  inspectionMember: READ,
}

/** What a role can be held for: a unit of one of these kinds, an agency, or nothing (`none`). */
export const ROLE_SCOPES: Readonly<Record<Role, readonly (UnitKind | 'agency' | 'none')[]>> = {
  administrator: ['none'],
  provincialOffice: ['province'],
  provincialLeadership: ['province'],
  departmentOfficer: ['agency'],
  districtOfficer: ['district'],
  districtLeader: ['district'],
  communeOfficer: ['commune'],
  communeLeader: ['commune'],
  observer: ['province', 'district', 'commune', 'village'],
  inspectionMember: ['province', 'district', 'commune', 'village'],
}

/** Outside a demonstration nobody works in these roles by a password alone. */
const SECOND_FACTOR_ROLES: readonly Role[] = ['administrator', 'provincialOffice']

export function needsSecondFactor(roles: readonly Role[]): boolean {
  return roles.some((role) => SECOND_FACTOR_ROLES.includes(role))
}

/** What a person has to do before anything else, in this order. */
export const DUTIES = ['changePassword', 'enrolSecondFactor'] as const
export type Duty = (typeof DUTIES)[number]

/** Everything that a person with these roles may do, whatever the scope. */
export function permissionsOf(roles: readonly Role[]): Set<Permission> {
  return new Set<Permission>(['public', 'self', ...roles.flatMap((role) => ROLE_PERMISSIONS[role])])
}
