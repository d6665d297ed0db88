import { expect, test } from 'vitest'
import type { Role } from '@ntm/shared/access/roles'
import { createActor } from '../access/actor.js'
import { canApply, canUndo } from './policy.js'

const actor = (accountId: number, role: Role) =>
  createActor({
    ...{ accountId, sessionId: 's', username: 'u', displayName: 'U' },
    grants: [{ role, unit: null, agency: null }],
  })
const OFFICE = actor(1, 'provincialOffice')
const DISTRICT = actor(1, 'districtOfficer')
const COLLEAGUE = actor(2, 'provincialOffice')

test.each([
  ['the sender, of sheets', DISTRICT, 'sheets', true],
  ['the sender, of past results', OFFICE, 'pastResults', true],
  ['somebody else', COLLEAGUE, 'pastResults', false],
  ['a sender who may no longer bring in past results', DISTRICT, 'pastResults', false],
] as const)('who goes on with an import or takes it back: %s', (_who, who, kind, may) => {
  expect(canApply(who, { accountId: 1, kind, state: 'checked' })).toBe(may)
  expect(canUndo(who, { accountId: 1, kind, state: 'succeeded' })).toBe(may)
})

test('what has errors is not applied, and what was not applied is not undone', () => {
  expect(canApply(OFFICE, { accountId: 1, kind: 'sheets', state: 'failed' })).toBe(false)
  expect(canUndo(OFFICE, { accountId: 1, kind: 'sheets', state: 'checked' })).toBe(false)
})
