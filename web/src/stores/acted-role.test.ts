import { expect, test } from 'vitest'
import type { Role } from '@ntm/shared/access/roles'
import { findActedRole } from './acted-role'

const giver = { username: 'ld.615', displayName: 'Lãnh đạo Đắk Hà' }
const district = (uid: string) => ({
  uid,
  code: uid,
  kind: 'district' as const,
  type: 'huyện',
  name: uid,
  fullName: `Huyện ${uid}`,
})
const hold = (role: Role, uid: string, actingFor: typeof giver | null = null) => ({
  role,
  unit: district(uid),
  agency: null,
  actingFor,
})

test('what only a handed-on role allows is done for its giver', () => {
  const roles = [hold('districtOfficer', '614'), hold('districtLeader', '615', giver)]
  expect(findActedRole(roles, 'assessments.review', '615')?.actingFor).toEqual(giver)
})

test('what a role of one’s own allows too is done in one’s own name', () => {
  const roles = [hold('districtLeader', '615', giver), hold('districtOfficer', '615')]
  expect(findActedRole(roles, 'assessments.review', '615')).toBeUndefined()
})

test.each([
  ['of another unit', 'assessments.review', '614'],
  ['that does not allow it', 'assessments.edit', '615'],
] as const)('a handed-on role %s does not count', (_case, permission, uid) => {
  expect(findActedRole([hold('districtLeader', '615', giver)], permission, uid)).toBeUndefined()
})
