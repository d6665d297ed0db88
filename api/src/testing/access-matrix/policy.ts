import type { Permission, Role } from '@ntm/shared/access/roles'

/** Roles that go together; a row may also name a role itself. */
export const GROUPS = {
  administrator: ['administrator'],
  office: ['provincialOffice'],
  leadership: ['provincialLeadership'],
  department: ['departmentOfficer'],
  district: ['districtOfficer', 'districtLeader'],
  commune: ['communeOfficer', 'communeLeader'],
  observer: ['observer'],
  inspection: ['inspectionMember'],
  leader: ['provincialLeadership', 'districtLeader', 'communeLeader'],
} as const satisfies Record<string, readonly Role[]>

export type Who = keyof typeof GROUPS | Role | 'client' | 'person' | 'anybody'

/** How the unit in question stands to the one that somebody's role is held for; `none` where there is not one of each. */
export type Relation = 'own' | 'child' | 'grandchild' | 'sibling' | 'parent' | 'foreign' | 'none'

export const REACHES = {
  all: ['own', 'child', 'grandchild', 'sibling', 'parent', 'foreign', 'none'],
  own: ['own'],
  below: ['own', 'child', 'grandchild'],
  rightBelow: ['child'],
} as const satisfies Record<string, readonly Relation[]>

/** The first word that fits somebody counts: the role, then its group, then `person`. Whom none fits is left out. */
export type Reaches = Partial<Record<Who, keyof typeof REACHES>>

export const SUBJECTS = [
  'unit',
  'commune',
  'village',
  'sheet under way',
  'sent sheet',
  'accepted sheet',
  'unit without sheets',
] as const
export type Subject = (typeof SUBJECTS)[number]

/** A row of the table; `undefined` where it says nothing. */
export interface PolicyRow {
  /** Method and address, as the router has them. */
  route: string
  act: string | undefined
  of: Subject | undefined
  permission: Permission
  seenBy: Reaches | undefined
  doneBy: Reaches | undefined
}
