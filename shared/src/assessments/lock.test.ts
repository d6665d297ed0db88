import { describe, expect, test } from 'vitest'
import { findLock } from './lock.js'

const open = { opensOn: '2019-07-01', locksOn: '2019-08-05', consolidatedAt: null }
const closed = { ...open, consolidatedAt: '2019-08-07T20:00:00Z' }

describe('a month', () => {
  test.each([
    ['takes no edits before its first day', '2019-06-30', { code: 'period_not_open', since: '2019-07-01' }],
    ['takes them on its first day', '2019-07-01', null],
    ['takes them after the due day', '2019-07-31', null],
    ['takes them on the lock day itself', '2019-08-05', null],
    ['is locked from the day after', '2019-08-06', { code: 'period_locked', since: '2019-08-06' }],
    ['says ever after since when', '2020-01-01', { code: 'period_locked', since: '2019-08-06' }],
  ])('%s', (_rule, today, lock) => {
    expect(findLock({ status: 'draft' }, open, today)).toEqual(lock)
  })

  test('once consolidated is locked since that day in Vietnam, for every sheet', () => {
    const lock = { code: 'consolidated', since: '2019-08-08' }
    expect(findLock({ status: 'consolidated' }, closed, '2019-08-09')).toEqual(lock)
    expect(findLock({ status: 'draft', reopenedUntil: null }, closed, '2019-08-09')).toEqual(lock)
    const asDate = { ...closed, consolidatedAt: new Date(closed.consolidatedAt) }
    expect(findLock({ status: 'notStarted' }, asDate, '2019-08-09')).toEqual(lock)
  })
})

describe('a re-opened sheet', () => {
  const sheet = { status: 'draft', reopenedUntil: '2019-08-20' } as const

  test('takes edits to the end of its last day', () => {
    expect(findLock(sheet, closed, '2019-08-20')).toBeNull()
    expect(findLock({ ...sheet, status: 'returned' }, closed, '2019-08-20')).toBeNull()
  })

  test('is locked again from the day after', () => {
    expect(findLock(sheet, closed, '2019-08-21')).toEqual({ code: 'consolidated', since: '2019-08-21' })
  })

  test('takes no more once it is consolidated again', () => {
    const again = findLock({ ...sheet, status: 'consolidated' }, closed, '2019-08-15')
    expect(again).toEqual({ code: 'consolidated', since: '2019-08-08' })
  })
})

test('a consolidated sheet is locked even in a month not yet closed as a whole', () => {
  expect(findLock({ status: 'consolidated' }, open, '2019-07-20')).toEqual({
    code: 'consolidated',
    since: '2019-08-06',
  })
})
