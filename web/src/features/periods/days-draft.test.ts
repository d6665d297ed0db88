import { expect, test } from 'vitest'
import { checkDraft, judgeTyped, toPatch } from './days-draft'

const before = { dueOn: '2019-07-25', locksOn: '2019-08-05' }
const today = '2019-07-22'
const draft = (change: object) => ({ ...before, reason: '', ...change })

test.each([
  ['two days ahead', { dueOn: '2019-07-28', locksOn: '2019-08-10' }, []],
  ['text that is no day', { dueOn: '31/6' }, [{ field: 'dueOn', code: 'not_a_day' }]],
  ['an emptied field', { locksOn: '' }, [{ field: 'locksOn', code: 'not_a_day' }]],
  ['a lock before the due day', { locksOn: '2019-07-24' }, [{ field: 'locksOn', code: 'before_due' }]],
  ['a day that has passed', { dueOn: '2019-07-21' }, [{ field: 'dueOn', code: 'in_past' }]],
  ['days that are as they were', {}, [{ field: 'dueOn', code: 'unchanged' }]],
])('%s is judged before it is sent', (_what, change, faults) => {
  expect(checkDraft('2019-07', before, draft(change), today)).toEqual(faults)
})

test('half a day says nothing while it is being typed', () => {
  expect(judgeTyped('2019-07', before, draft({ dueOn: '2' }), today)).toEqual([])
  expect(judgeTyped('2019-07', before, draft({ dueOn: '2019-07-02' }), today)).toEqual([
    { field: 'dueOn', code: 'in_past' },
  ])
})

test('only what is another day now is sent, and a reason where one was given', () => {
  expect(toPatch(before, draft({ dueOn: '2019-07-28' }))).toEqual({ dueOn: '2019-07-28' })
  expect(toPatch(before, draft({ locksOn: '2019-08-10', reason: ' Mưa bão. ' }))).toEqual({
    locksOn: '2019-08-10',
    reason: 'Mưa bão.',
  })
})
