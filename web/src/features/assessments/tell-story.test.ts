import { expect, test } from 'vitest'
import type { HistoryEntry } from '@ntm/shared/assessments/history-wire'
import { groupByDay, nameAction } from './tell-story'
import { buildEntry } from './testing/history-builders'

const at = (no: number, instant: string): HistoryEntry => buildEntry({ no, at: instant })

test('entries are grouped by the day in Viet Nam, in their order', () => {
  const entries = [
    at(9, '2019-07-22T01:00:00Z'),
    at(8, '2019-07-21T17:00:00Z'),
    at(7, '2019-07-21T16:59:59Z'),
    at(6, '2019-07-22T02:00:00Z'),
  ]
  expect(groupByDay(entries).map(({ day, no, entries: of }) => [day, no, of.map((each) => each.no)])).toEqual([
    ['2019-07-22', 9, [9, 8]],
    ['2019-07-21', 7, [7]],
    ['2019-07-22', 6, [6]],
  ])
})

test('an act that is not known yet is told in general, never by its key', () => {
  expect(nameAction({ action: 'assessment.reopened', verdict: null })).toBe('reopened')
  expect(nameAction({ action: 'assessment.verified', verdict: 'rejected' })).toBe('rejected')
  expect(nameAction({ action: 'assessment.teleported', verdict: null })).toBe('other')
})
