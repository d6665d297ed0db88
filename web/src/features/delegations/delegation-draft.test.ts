import { expect, test } from 'vitest'
import type { Role } from '@ntm/shared/access/roles'
import { checkDraft, emptyDraft, fieldOfDelegation, listDelegable, toRequest, type HeldRole } from './delegation-draft'

const TODAY = '2019-07-22'
const giver = { username: 'ld.614', displayName: 'Lãnh đạo Kon Rẫy' }

function hold(role: Role, code: string, actingFor: HeldRole['actingFor'] = null): HeldRole {
  const unit = { uid: code, code, kind: 'district' as const, type: 'huyện', name: code, fullName: `Huyện ${code}` }
  return { role, unit, agency: null, actingFor }
}

const leader = hold('districtLeader', '615')
const draft = { role: '0', username: 'huyen.615', from: TODAY, to: '2019-08-05', reason: 'Đi công tác' }

test('only leaders’ roles of one’s own can be handed on', () => {
  const roles = [hold('districtOfficer', '615'), hold('districtLeader', '614', giver), leader]
  expect(listDelegable(roles)).toEqual([leader])
})

test('a form begins with the only role there is, today, and nothing else', () => {
  expect(emptyDraft([leader], TODAY)).toEqual({ role: '0', username: '', from: TODAY, to: '', reason: '' })
  expect(emptyDraft([leader, hold('districtLeader', '616')], TODAY).role).toBe('')
})

test('a full draft has no fault and is sent with the role’s unit, tidied', () => {
  expect(checkDraft(draft, TODAY)).toEqual([])
  expect(toRequest({ ...draft, username: ' huyen.615 ', reason: ' Đi công tác ' }, [leader])).toEqual({
    role: 'districtLeader',
    unit: '615',
    username: 'huyen.615',
    from: TODAY,
    to: '2019-08-05',
    reason: 'Đi công tác',
  })
  expect(() => toRequest({ ...draft, role: '' }, [])).toThrow(RangeError)
})

test.each([
  ['without a role', { role: '' }, 'role', 'roleMissing'],
  ['to somebody by a full name', { username: 'Y Hạnh' }, 'username', 'usernameMissing'],
  ['from a day that is none', { from: '32/7' }, 'from', 'fromMissing'],
  ['from yesterday', { from: '2019-07-21' }, 'from', 'startsInPast'],
  ['without a last day', { to: '' }, 'to', 'toMissing'],
  ['that ends before it begins', { from: '2019-08-06' }, 'to', 'endsBeforeStart'],
  ['without a reason', { reason: '  ' }, 'reason', 'reasonMissing'],
])('a draft %s says so at its field', (_case, change, field, fault) => {
  expect(checkDraft({ ...draft, ...change }, TODAY)).toEqual([{ field, fault }])
})

test('what the service refuses is shown at its field, a foreign unit at the role', () => {
  expect(['/unit', '/username', '/', '/grant'].map(fieldOfDelegation)).toEqual([
    'delegation-role',
    'delegation-username',
    undefined,
    undefined,
  ])
})
