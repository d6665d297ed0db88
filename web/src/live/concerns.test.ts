import { describe, expect, test } from 'vitest'
import type { ChangeView } from '@ntm/shared/events/wire'
import { isConcerned, isFollowing } from './concerns'

const saved: ChangeView = {
  kind: 'sheet',
  units: ['62', '615', '23512'],
  period: '2019-07',
  isPublic: false,
  version: 4,
}
const approved: ChangeView = { ...saved, isPublic: true, version: 5 }
const noticed: ChangeView = { ...saved, kind: 'notice', version: null }
const consolidated: ChangeView = { kind: 'period', units: [], period: '2019-07', isPublic: true, version: null }
const imported: ChangeView = { kind: 'result', units: [], period: '2017-12', isPublic: true, version: null }

describe('figures', () => {
  test.each([
    ['of the province', ['overview', '62', '2019-07', 'approved'], true],
    ['of its district', ['matrix', '615', '2019-07', ''], true],
    ['of another district', ['overview', '612', '2019-07', ''], false],
    ['of the month after, which compares with it', ['overview', '62', '2019-08', ''], true],
    ['of the year after, which compares with December', ['overview', '62', '2020-03', ''], false],
    ['of the month before', ['overview', '62', '2019-06', ''], false],
    ['on the way to a later month', ['trend', '615', '2019-12', '', 'months'], true],
    ['on the way to an earlier month', ['trend', '615', '2019-06', '', 'months'], false],
  ])('%s follow an approval: %s %s', (_what, key, expected) => {
    expect(isConcerned(key, approved)).toBe(expected)
  })

  test('work under way changes what is reported, and nothing else', () => {
    expect(isConcerned(['overview', '62', '2019-07', 'reported'], saved)).toBe(true)
    expect(isConcerned(['overview', '62', '2019-07', 'approved'], saved)).toBe(false)
    expect(isConcerned(['work'], saved)).toBe(false)
    expect(isConcerned(['discipline', '62', '2019-01', '2019-12', 'units'], saved)).toBe(false)
  })

  test('of past years follow an import that names no unit', () => {
    expect(isConcerned(['trend', '612', '2019-06', '', 'years'], imported)).toBe(true)
    expect(isConcerned(['overview', '612', '2018-01', ''], imported)).toBe(true)
  })
})

test('a sheet follows what is done to it, and not what is done to others', () => {
  expect(isConcerned(['profile-sheet', '23512', '2019-07'], saved)).toBe(true)
  expect(isConcerned(['profile-sheet', '23512', '2019-06'], saved)).toBe(false)
  expect(isConcerned(['profile-sheet', '23509', '2019-07'], saved)).toBe(false)
  expect(isConcerned(['work', 'sheet', '23512', '2019-07'], saved)).toBe(true)
  expect(isConcerned(['measure-history', '23512', '2019-07'], approved)).toBe(false)
  expect(isConcerned(['measure-history', '23512', '2019-08', 60], approved)).toBe(true)
  expect(isConcerned(['village-figures', '23512', '2019-07'], saved)).toBe(false)
})

test('a list of sheets follows those in it; what waits follows moves alone', () => {
  expect(isConcerned(['assessments', '615', '2019-07'], saved)).toBe(true)
  expect(isConcerned(['assessments', '612', '2019-07'], saved)).toBe(false)
  expect(isConcerned(['assessments', '615', '2019-06'], approved)).toBe(false)
  expect(isConcerned(['assessments', 'waiting', '615', '2019-07'], approved)).toBe(true)
  expect(isConcerned(['assessments', 'waiting', '615', '2019-07'], saved)).toBe(false)
  expect(isConcerned(['assessments', 'waiting', '612', '2019-07'], approved)).toBe(false)
  expect(isConcerned(['assessments', 'corrections', '2019-07'], approved)).toBe(true)
})

test('notices and months follow what is said of them', () => {
  expect(isConcerned(['notices', 'unread'], noticed)).toBe(true)
  expect(isConcerned(['notices', 'unread'], approved)).toBe(false)
  expect(isConcerned(['periods'], consolidated)).toBe(true)
  expect(isConcerned(['consolidation', '2019-07'], approved)).toBe(true)
  expect(isConcerned(['consolidation', '2019-06'], approved)).toBe(false)
})

test('a question that nobody named follows nothing, whatever its key', () => {
  for (const key of [['own-mail'], ['constructor'], ['__proto__'], []]) {
    expect(isFollowing(key)).toBe(false)
    expect(isConcerned(key, approved)).toBe(false)
  }
})
