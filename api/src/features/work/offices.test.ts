import { expect, test } from 'vitest'
import type { Role } from '@ntm/shared/access/roles'
import { officesOf } from './offices.js'

const place = (id: number, kind: 'province' | 'district' | 'commune') => {
  const name = { type: kind, name: String(id), fullName: String(id) }
  return { id, uid: String(id), code: String(id), kind, ...name }
}
const [PROVINCE, DISTRICT, COMMUNE] = [place(62, 'province'), place(615, 'district'), place(23512, 'commune')]
const grant = (role: Role, unit: typeof DISTRICT | null) => ({ role, unit, agency: null })
const none = { fills: false, reviews: false, consolidates: false, leads: false }

test.each([
  ['a commune fills its sheets', 'communeOfficer', COMMUNE, { ...none, fills: true }],
  ['a district reviews those below it', 'districtOfficer', DISTRICT, { ...none, reviews: true }],
  ['its leader answers for them too', 'districtLeader', DISTRICT, { ...none, reviews: true, leads: true }],
  ['the office closes the months', 'provincialOffice', PROVINCE, { ...none, reviews: true, consolidates: true }],
  ['the province is answered for', 'provincialLeadership', PROVINCE, { ...none, leads: true }],
] as const)('%s', (_rule, role, unit, office) => {
  expect(officesOf({ grants: [grant(role, unit)] })).toEqual([{ unit, ...office }])
})

test('two roles in one unit are one office: nothing waits there twice', () => {
  const grants = [grant('districtOfficer', DISTRICT), grant('districtLeader', DISTRICT)]
  expect(officesOf({ grants })).toEqual([{ unit: DISTRICT, ...none, reviews: true, leads: true }])
})

test('whoever only looks on has no office', () => {
  expect(officesOf({ grants: [grant('observer', PROVINCE), grant('departmentOfficer', null)] })).toEqual([])
})
