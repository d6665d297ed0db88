import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findDaysFaults } from './check-days.js'
import { addDays } from './period.js'

const before = { dueOn: '2019-07-25', locksOn: '2019-08-05' }

test.each([
  ['both may be put off', { dueOn: '2019-07-28', locksOn: '2019-08-10' }, '2019-07-22', []],
  ['to this very day', { dueOn: '2019-07-22', locksOn: '2019-07-22' }, '2019-07-22', []],
  ['the lock may be moved when the due day is past', { ...before, locksOn: '2019-08-12' }, '2019-08-01', []],
  ['a month that is locked may be opened for all', { ...before, locksOn: '2019-08-20' }, '2019-08-10', []],
  [
    'nothing is due before its month',
    { dueOn: '2019-06-30', locksOn: '2019-08-05' },
    '2019-06-01',
    [{ field: 'dueOn', code: 'before_month' }],
  ],
  [
    'the due day is not moved into the past',
    { ...before, dueOn: '2019-07-21' },
    '2019-07-22',
    [{ field: 'dueOn', code: 'in_past' }],
  ],
  [
    'a due day that has passed stays: late is late',
    { dueOn: '2019-07-30', locksOn: '2019-08-05' },
    '2019-07-26',
    [{ field: 'dueOn', code: 'in_past' }],
  ],
  [
    'the lock does not come before the due day',
    { dueOn: '2019-07-28', locksOn: '2019-07-27' },
    '2019-07-22',
    [{ field: 'locksOn', code: 'before_due' }],
  ],
  [
    'nobody finds a sheet locked that was open',
    { ...before, locksOn: '2019-07-31' },
    '2019-08-01',
    [{ field: 'locksOn', code: 'in_past' }],
  ],
  [
    'a month does not stay open for ever',
    { ...before, locksOn: '2020-02-01' },
    '2019-07-22',
    [{ field: 'locksOn', code: 'too_late' }],
  ],
] as const)('%s', (_rule, wanted, today, faults) => {
  expect(findDaysFaults('2019-07', before, wanted, today)).toEqual(faults)
})

test('days that stay as they are are never in the way', () => {
  fc.assert(
    fc.property(fc.integer({ min: -400, max: 400 }), (days) => {
      expect(findDaysFaults('2019-07', before, before, addDays('2019-07-22', days))).toEqual([])
    }),
  )
})
