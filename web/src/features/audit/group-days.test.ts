import { expect, test } from 'vitest'
import type { AuditEventView } from '@ntm/shared/audit/wire'
import { dayInVietnam, groupDays } from './group-days'

test('a day is one of Viet Nam, not of Greenwich', () => {
  expect(dayInVietnam('2019-07-21T17:00:00.000Z')).toBe('2019-07-22')
  expect(dayInVietnam('2019-07-22T16:59:59.999Z')).toBe('2019-07-22')
})

function build(no: number, at: string): AuditEventView {
  const who = { account: null, actor: 'A', actingFor: null }
  return {
    no,
    at,
    recordedAt: at,
    ...who,
    action: 'x',
    subject: { kind: 'x', key: '' },
    old: null,
    new: null,
    reason: null,
    traceId: '',
  }
}

test('events keep their order, also where a day comes a second time', () => {
  const events = [
    build(4, '2019-07-22T03:00:00Z'),
    build(3, '2019-07-22T02:00:00Z'),
    build(2, '2019-07-21T02:00:00Z'),
    build(1, '2019-07-22T01:00:00Z'),
  ]
  expect(groupDays(events).map(({ day, no, events: of }) => [day, no, of.map((event) => event.no)])).toEqual([
    ['2019-07-22', 4, [4, 3]],
    ['2019-07-21', 2, [2]],
    ['2019-07-22', 1, [1]],
  ])
  expect(groupDays([])).toEqual([])
})
