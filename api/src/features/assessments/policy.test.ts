import { describe, expect, test } from 'vitest'
import type { Role } from '@ntm/shared/access/roles'
import { ASSESSMENT_STATUSES, type AssessmentStatus } from '@ntm/shared/assessments/status'
import { createActor, type Actor, type GrantedUnit } from '../access/actor.js'
import { canEdit, canReview, canSee, canSeeWork, isAuthor, type GuardedSheet } from './policy.js'

const ids = { province: 1, district: 10, sibling: 101, commune: 100, otherDistrict: 20, otherCommune: 200 }

function holder(role: Role, place: keyof typeof ids | null, agency = false): Actor {
  const unit: GrantedUnit | null = place && {
    id: ids[place],
    uid: place,
    code: String(ids[place]),
    kind: place === 'province' ? 'province' : place.endsWith('istrict') ? 'district' : 'commune',
    type: 'xã',
    name: place,
    fullName: place,
  }
  const grant = { role, unit, agency: agency ? { id: 3, code: 'syt', name: 'Sở Y tế' } : null }
  return createActor({ accountId: 7, sessionId: 's', username: 'u', displayName: 'U', grants: [grant] })
}

function sheet(status: AssessmentStatus, authorIds: number[] = []): GuardedSheet {
  const path = [ids.province, ids.district, ids.commune]
  return { status, unitId: ids.commune, parentId: ids.district, path, authorIds }
}

const OPEN: AssessmentStatus[] = ['notStarted', 'draft', 'submitted', 'returned']
const ACCEPTED: AssessmentStatus[] = ['approved', 'consolidated']

const people: [string, Actor, { work: boolean; edit: boolean; review: boolean; accepted: boolean }][] = [
  ['its officer', holder('communeOfficer', 'commune'), { work: true, edit: true, review: false, accepted: true }],
  ['its leader', holder('communeLeader', 'commune'), { work: true, edit: true, review: false, accepted: true }],
  ['a sibling', holder('communeOfficer', 'sibling'), { work: false, edit: false, review: false, accepted: true }],
  ['a stranger', holder('communeOfficer', 'otherCommune'), { work: false, edit: false, review: false, accepted: true }],
  ['its district', holder('districtOfficer', 'district'), { work: true, edit: false, review: true, accepted: true }],
  ['its chairman', holder('districtLeader', 'district'), { work: true, edit: false, review: true, accepted: true }],
  [
    'another district',
    holder('districtOfficer', 'otherDistrict'),
    { work: false, edit: false, review: false, accepted: true },
  ],
  [
    'the provincial office',
    holder('provincialOffice', 'province'),
    { work: true, edit: false, review: false, accepted: true },
  ],
  [
    'the leadership',
    holder('provincialLeadership', 'province'),
    { work: true, edit: false, review: false, accepted: true },
  ],
  ['an agency', holder('departmentOfficer', null, true), { work: true, edit: false, review: false, accepted: true }],
  ['an observer', holder('observer', 'province'), { work: true, edit: false, review: false, accepted: true }],
  ['an administrator', holder('administrator', null), { work: false, edit: false, review: false, accepted: false }],
  [
    'a reviewer below the unit',
    holder('districtOfficer', 'commune'),
    { work: true, edit: false, review: false, accepted: true },
  ],
  [
    'an editor above the unit',
    holder('communeOfficer', 'district'),
    { work: true, edit: false, review: false, accepted: true },
  ],
]

describe.each(people)('%s', (_who, actor, may) => {
  test.each(OPEN)('sees a sheet that is %s only where it is theirs to follow', (status) => {
    expect(canSee(actor, sheet(status))).toBe(may.work)
  })
  test.each(ACCEPTED)('sees a sheet that is %s, as everybody who reads sheets does', (status) => {
    expect(canSee(actor, sheet(status))).toBe(may.accepted)
  })
  test.each(ASSESSMENT_STATUSES)('follows, fills and reviews a sheet that is %s by office, not by status', (status) => {
    expect(canSeeWork(actor, sheet(status))).toBe(may.work)
    expect(canEdit(actor, sheet(status))).toBe(may.edit)
    expect(canReview(actor, sheet(status))).toBe(may.review)
  })
})

test('where there is no district, the province right above reviews', () => {
  const direct = { ...sheet('submitted'), parentId: ids.province, path: [ids.province, ids.commune] }
  expect(canReview(holder('provincialOffice', 'province'), direct)).toBe(true)
  expect(canReview(holder('districtOfficer', 'district'), direct)).toBe(false)
})

test('whoever wrote in a sheet is its author, first or last', () => {
  const officer = holder('communeOfficer', 'commune')
  expect(isAuthor(officer, sheet('submitted', [7, 8]))).toBe(true)
  expect(isAuthor(officer, sheet('submitted', [8, 9]))).toBe(false)
})
