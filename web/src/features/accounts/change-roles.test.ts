import { expect, test } from 'vitest'
import type { AccountRecord, RoleGrantView } from '@ntm/shared/accounts/wire'
import { listOpenRoles, withoutRole } from './change-roles'

function grant(role: RoleGrantView['role'], state: RoleGrantView['state'] = 'current'): RoleGrantView {
  return { role, unit: null, agency: null, from: null, to: null, state }
}

function accountWith(...roles: RoleGrantView[]): AccountRecord {
  return {
    username: 'hanh',
    displayName: 'Hạnh',
    createdAt: '2019-07-22T01:00:00Z',
    disabledAt: null,
    lastUsedAt: null,
    oneTimePasswordUntil: null,
    hasSecondFactor: false,
    roles,
  }
}

const officer = grant('districtOfficer')
const observer = grant('observer', 'upcoming')
const past = grant('communeOfficer', 'ended')
const account = accountWith(past, officer, observer)

test('roles that ended are history, those to come count', () => {
  expect(listOpenRoles(account)).toEqual([officer, observer])
})

test('a role that ends today is not named any more, the others stay as they are', () => {
  expect(withoutRole(account, officer, '').map(({ role, to }) => ({ role, to }))).toEqual([
    { role: 'observer', to: null },
  ])
})

test('a role that ends later is named with its last day', () => {
  expect(withoutRole(account, officer, '2019-12-31').map(({ role, to }) => ({ role, to }))).toEqual([
    { role: 'districtOfficer', to: '2019-12-31' },
    { role: 'observer', to: null },
  ])
})
