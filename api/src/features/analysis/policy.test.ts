import { expect, test } from 'vitest'
import { BASES } from '@ntm/shared/analysis/wire'
import type { Role } from '@ntm/shared/access/roles'
import { createActor, type Actor, type GrantedUnit } from '../access/actor.js'
import { canSeeBasis } from './policy.js'

const PROVINCE = [1]
const DISTRICT = [1, 10]
const COMMUNE = [1, 10, 100]

function holder(role: Role, path: readonly number[] | null, agency = false): Actor {
  const id = path?.at(-1)
  const unit: GrantedUnit | null =
    id === undefined
      ? null
      : { id, uid: String(id), code: String(id), kind: 'commune', type: 'xã', name: 'x', fullName: 'x' }
  const grant = { role, unit, agency: agency ? { id: 3, code: 'syt', name: 'Sở Y tế' } : null }
  return createActor({ accountId: 7, sessionId: 's', username: 'u', displayName: 'U', grants: [grant] })
}

test('approved and official figures, and all of a month that is done, are for everybody', () => {
  const stranger = holder('communeOfficer', [1, 20, 200])
  for (const basis of BASES) {
    expect(canSeeBasis(stranger, { basis, isConsolidated: true, path: COMMUNE })).toBe(true)
    expect(canSeeBasis(stranger, { basis, isConsolidated: false, path: COMMUNE })).toBe(basis !== 'reported')
  }
})

test.each<[string, Actor, { province: boolean; district: boolean; commune: boolean }]>([
  ['a commune its own', holder('communeOfficer', COMMUNE), { province: false, district: false, commune: true }],
  [
    'a district its own and below',
    holder('districtOfficer', DISTRICT),
    { province: false, district: true, commune: true },
  ],
  ['the province all', holder('provincialOffice', PROVINCE), { province: true, district: true, commune: true }],
  ['an agency all', holder('departmentOfficer', null, true), { province: true, district: true, commune: true }],
  ['a stranger none', holder('communeOfficer', [1, 10, 101]), { province: false, district: false, commune: false }],
  ['an administrator none', holder('administrator', null), { province: false, district: false, commune: false }],
])('of what is reported in a month under way sees %s', (_who, actor, sees) => {
  const ask = (path: readonly number[]) => canSeeBasis(actor, { basis: 'reported', isConsolidated: false, path })
  expect({ province: ask(PROVINCE), district: ask(DISTRICT), commune: ask(COMMUNE) }).toEqual(sees)
})
