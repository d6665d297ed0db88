import { expect, test } from 'vitest'
import { checkDraft, emptyDraft, fieldOfRole, needsAgency, toHeldRequest, toRequest, unitKindsOf } from './role-drafts'

const dakHa = { uid: '615', code: '615', fullName: 'Huyện Đắk Hà' }

test('a role is held for units of its level, for an agency, or for nothing', () => {
  expect(unitKindsOf('districtOfficer')).toEqual(['district'])
  expect(unitKindsOf('observer')).toEqual(['province', 'district', 'commune', 'village'])
  expect(unitKindsOf('departmentOfficer')).toEqual([])
  expect(unitKindsOf('administrator')).toEqual([])
  expect(needsAgency('departmentOfficer')).toBe(true)
  expect(needsAgency('administrator')).toBe(false)
})

test('a draft is asked first for its role, then for what the role is held for', () => {
  expect(checkDraft(emptyDraft())).toEqual([{ field: 'role', fault: 'roleMissing' }])
  expect(checkDraft({ ...emptyDraft(), role: 'districtOfficer' })).toEqual([{ field: 'unit', fault: 'unitMissing' }])
  expect(checkDraft({ ...emptyDraft(), role: 'departmentOfficer' })).toEqual([
    { field: 'agency', fault: 'agencyMissing' },
  ])
  expect(checkDraft({ ...emptyDraft(), role: 'administrator' })).toEqual([])
})

test('the last day does not stand before the first; both may be the same', () => {
  const draft = { ...emptyDraft(), role: 'administrator' as const, from: '2019-08-01' }
  expect(checkDraft({ ...draft, to: '2019-07-31' })).toEqual([{ field: 'to', fault: 'endsBeforeStart' }])
  expect(checkDraft({ ...draft, to: '2019-08-01' })).toEqual([])
})

test('what is no day is not taken for an empty field', () => {
  const draft = { ...emptyDraft(), role: 'administrator' as const, from: 'mai', to: '31/02/2019' }
  expect(checkDraft(draft)).toEqual([
    { field: 'from', fault: 'notADay' },
    { field: 'to', fault: 'notADay' },
  ])
})

test('what was chosen for another role before is not sent along', () => {
  const draft = { role: 'administrator' as const, unit: dakHa, agency: 'snnptnt', from: '', to: '2019-12-31' }
  expect(toRequest(draft)).toEqual({ role: 'administrator', to: '2019-12-31' })
  expect(toRequest({ ...draft, role: 'districtOfficer', to: '' })).toEqual({ role: 'districtOfficer', unit: '615' })
  expect(toRequest({ ...draft, role: 'departmentOfficer', to: '' })).toEqual({
    role: 'departmentOfficer',
    agency: 'snnptnt',
  })
  expect(() => toRequest(emptyDraft())).toThrow(RangeError)
})

test('a held role is named by all that makes it the same role', () => {
  const unit = {
    uid: '615',
    code: '615',
    kind: 'district',
    type: 'huyện',
    name: 'Đắk Hà',
    fullName: 'Huyện Đắk Hà',
  } as const
  expect(
    toHeldRequest({ role: 'districtOfficer', unit, agency: null, from: '2019-01-01', to: null, state: 'current' }),
  ).toEqual({ role: 'districtOfficer', unit: '615', agency: null, from: '2019-01-01', to: null })
})

test('a fault of the service leads to its field', () => {
  expect(fieldOfRole('/roles/2/unit')).toBe('role-2-unit')
  expect(fieldOfRole('/roles/0')).toBe('role-0-role')
  expect(fieldOfRole('/roles')).toBeUndefined()
  expect(fieldOfRole('/username')).toBeUndefined()
})
