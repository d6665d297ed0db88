import { describe, expect, test } from 'vitest'
import type { Role } from '@ntm/shared/access/roles'
import { createActor, grantsReaching, sightOf, speaksForAgency, type Actor, type GrantedUnit } from './actor.js'

const PROVINCE = 1
const DISTRICT = 10
const COMMUNE = 100

const unit = (id: number, kind: GrantedUnit['kind']): GrantedUnit => {
  return { id, uid: `u${id}`, code: String(id), kind, type: 'xã', name: 'Đắk Mar', fullName: 'Xã Đắk Mar' }
}
const province = unit(PROVINCE, 'province')
const district = unit(DISTRICT, 'district')
const commune = unit(COMMUNE, 'commune')
const agency = { id: 2, code: 'snnptnt', name: 'Sở Nông nghiệp và Phát triển nông thôn' }

function actor(...grants: [Role, GrantedUnit | null, typeof agency?][]): Actor {
  return createActor({
    accountId: 7,
    sessionId: '8d7a1a4e-0000-4000-8000-000000000000',
    username: 'xa.23512',
    displayName: 'Cán bộ xã Đắk Mar',
    grants: grants.map(([role, unit, agency]) => ({ role, unit, agency: agency ?? null })),
  })
}

describe('an actor', () => {
  test('may do what any of the roles allows, and what everybody signed in may', () => {
    const { permissions } = actor(['communeOfficer', commune], ['districtOfficer', district])
    for (const permission of ['public', 'self', 'assessments.edit', 'assessments.review'] as const) {
      expect(permissions.has(permission)).toBe(true)
    }
  })

  test('without a role may only see the own account', () => {
    expect([...actor().permissions]).toEqual(['public', 'self'])
  })
})

describe('a grant reaches', () => {
  const path = [PROVINCE, DISTRICT, COMMUNE]

  test.each<[string, Actor, boolean]>([
    ['its own unit', actor(['communeOfficer', commune]), true],
    ['all that lies below its unit', actor(['observer', province]), true],
    ['nothing outside its unit', actor(['communeOfficer', unit(101, 'commune')]), false],
    ['no unit when it is held for an agency', actor(['departmentOfficer', null, agency]), false],
    ['no unit when it is held for none', actor(['administrator', null]), false],
  ])('%s', (_rule, who, reaches) => {
    expect(grantsReaching(who, 'assessments.read', path).length > 0).toBe(reaches)
  })

  test('what its own role allows, not what another role of the person does', () => {
    const who = actor(['communeOfficer', commune], ['observer', province])
    expect(grantsReaching(who, 'assessments.edit', [PROVINCE, DISTRICT, 101])).toEqual([])
    expect(grantsReaching(who, 'assessments.edit', path)).toHaveLength(1)
  })

  test('upwards to nothing: a commune has no say in its district', () => {
    expect(grantsReaching(actor(['communeOfficer', commune]), 'assessments.read', [PROVINCE, DISTRICT])).toEqual([])
  })
})

describe('sight of work under way', () => {
  test('is everywhere for who speaks for an agency', () => {
    const who = actor(['departmentOfficer', null, agency])
    expect(speaksForAgency(who)).toBe(true)
    expect(sightOf(who)).toEqual({ everywhere: true, unitIds: [] })
  })

  test('lies below the units of roles that read sheets', () => {
    const who = actor(['communeOfficer', commune], ['districtOfficer', district])
    expect(sightOf(who)).toEqual({ everywhere: false, unitIds: [COMMUNE, DISTRICT] })
  })

  test('is nowhere for an administrator, also one of the whole province', () => {
    expect(sightOf(actor(['administrator', province]))).toEqual({ everywhere: false, unitIds: [] })
  })

  test('does not grow by an agency that another role is held for', () => {
    expect(speaksForAgency(actor(['observer', null, agency]))).toBe(false)
  })
})
