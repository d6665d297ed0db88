import { expect, test } from 'vitest'
import type { Role } from '@ntm/shared/access/roles'
import { createActor, type GrantedUnit } from '../access/actor.js'
import { canHear, canHearWork, type HeardChange } from './policy.js'

const [PROVINCE, DISTRICT, OTHER_DISTRICT, COMMUNE] = [1, 2, 3, 4]
const HEALTH = 7

function act(role: Role, unitId: number | null, agencyId: number | null = null) {
  const unit = unitId === null ? null : ({ id: unitId, code: String(unitId) } as GrantedUnit)
  const agency = agencyId === null ? null : { id: agencyId, code: 'syt', name: 'Sở Y tế' }
  const grants = [{ role, unit, agency }]
  return createActor({ accountId: 9, sessionId: 's', username: 'u', displayName: 'U', grants })
}

const change = (kind: HeardChange['kind'], more: Partial<HeardChange> = {}): HeardChange => ({
  ...{ kind, unitId: COMMUNE, agencyId: null, isPublic: false, path: [PROVINCE, DISTRICT, COMMUNE] },
  ...more,
})

const OFFICE = act('provincialOffice', PROVINCE)
const REVIEWER = act('districtOfficer', DISTRICT)
const STRANGER = act('districtOfficer', OTHER_DISTRICT)
const OFFICER = act('communeOfficer', COMMUNE)
const DEPARTMENT = act('departmentOfficer', null, HEALTH)
const ADMINISTRATOR = act('administrator', null)

test.each(['sheet', 'verdict', 'evidence'] as const)('%s under way: the commune, the line, the agencies', (kind) => {
  for (const actor of [OFFICE, REVIEWER, OFFICER, DEPARTMENT]) expect(canHear(actor, change(kind))).toBe(true)
  for (const actor of [STRANGER, ADMINISTRATOR]) expect(canHear(actor, change(kind))).toBe(false)
  expect(canHearWork(STRANGER, change(kind))).toBe(false)
})

test('what everybody may see is heard by all who read results', () => {
  for (const actor of [OFFICE, STRANGER, OFFICER, DEPARTMENT]) {
    expect(canHear(actor, change('sheet', { isPublic: true }))).toBe(true)
    expect(canHear(actor, change('result', { unitId: null, path: [] }))).toBe(true)
  }
  expect(canHear(ADMINISTRATOR, change('sheet', { isPublic: true }))).toBe(false)
  expect(canHear(ADMINISTRATOR, change('result', { unitId: null, path: [] }))).toBe(false)
})

test('a notice is its own office’s, neither that of the unit above nor another agency’s', () => {
  expect(canHear(OFFICER, change('notice'))).toBe(true)
  expect(canHear(REVIEWER, change('notice'))).toBe(false)
  expect(canHear(act('provincialLeadership', PROVINCE), change('notice', { unitId: PROVINCE }))).toBe(false)
  expect(canHear(act('observer', COMMUNE), change('notice'))).toBe(false)
  expect(canHear(OFFICE, change('notice', { unitId: PROVINCE }))).toBe(true)
  const toHealth = change('notice', { unitId: null, agencyId: HEALTH, path: [] })
  expect(canHear(DEPARTMENT, toHealth)).toBe(true)
  expect(canHear(act('departmentOfficer', null, HEALTH + 1), toHealth)).toBe(false)
  expect(canHear(OFFICE, toHealth)).toBe(false)
})

test('months, units and criteria are for whoever may read them', () => {
  for (const kind of ['period', 'unit', 'criteria'] as const) {
    expect(canHear(STRANGER, change(kind))).toBe(true)
    expect(canHear(ADMINISTRATOR, change(kind))).toBe(true)
  }
})
