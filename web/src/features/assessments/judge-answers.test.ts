import { expect, test } from 'vitest'
import { checkSheet, findNextOpen, listOpenCriteria, owesExplanation } from './check-sheet'
import { judgeAnswers, listMeasures } from './judge-answers'
import { NO_ANSWER } from './saving/edits'
import { buildSheet } from './saving/testing/builders'
import { buildSet } from './testing/builders'

const set = buildSet()
const listed = listMeasures(set, buildSheet())
const answersOf = (values: Readonly<Record<string, number | boolean>>) =>
  new Map(Object.entries(values).map(([measure, value]) => [measure, { ...NO_ANSWER, value }]))
const criterion = (number: number, lastMonth: 'met' | 'notMet' | null, explanation: string | null = null) => ({
  number,
  lastMonth,
  words: { obstacle: null, remedy: null, remedyDueOn: null, explanation },
})

test('answers are judged by the threshold that the sheet names, exactly on it they meet it', () => {
  const judged = judgeAnswers(set, listed, answersOf({ '9.2': 74.99, '11.1': 7, '12.1': 90 }))
  expect(Object.fromEntries(judged.measures)).toEqual({
    '9.2': 'notMet',
    '11.1': 'met',
    '12.1': 'met',
    '13.1': 'missing',
  })
  expect(judged.summary).toEqual({ met: 2, notMet: 1, incomplete: 1 })
})

test('a threshold pinned in the sheet wins over that of the set', () => {
  const pinned = { threshold: { comparator: '<=' as const, value: 5, confirmed: true } }
  const measures = listMeasures(set, buildSheet({ values: { '11.1': pinned } }))
  expect(judgeAnswers(set, measures, answersOf({ '11.1': 7 })).measures.get('11.1')).toBe('notMet')
})

test('a sheet is held back by missing answers and by a missing explanation, and by nothing else', () => {
  const judged = judgeAnswers(set, listed, answersOf({ '9.2': 70, '11.1': 8, '12.1': 95 }))
  const criteria = [criterion(9, 'notMet'), criterion(11, 'met'), criterion(12, 'met'), criterion(13, null)]
  expect(checkSheet(listed, judged, criteria).faults).toEqual([
    { code: 'measure_missing', measure: '13.1', criterion: 13 },
    { code: 'explanation_missing', criterion: 11 },
  ])
  const answered = judgeAnswers(set, listed, answersOf({ '9.2': 70, '11.1': 8, '12.1': 95, '13.1': false }))
  const explained = criteria.map((each) => (each.number === 11 ? criterion(11, 'met', 'Tái nghèo do mưa lũ') : each))
  expect(checkSheet(listed, answered, explained).faults).toEqual([])
})

test('obstacle, remedy and its day are asked for where a criterion is not met', () => {
  const judged = judgeAnswers(set, listed, answersOf({ '9.2': 70, '11.1': 6, '12.1': 95, '13.1': true }))
  const said = { obstacle: 'Nhà tạm', remedy: ' ', remedyDueOn: null, explanation: null }
  const criteria = [{ ...criterion(9, 'notMet'), words: said }, criterion(11, 'met')]
  expect(checkSheet(listed, judged, criteria).advice).toEqual([{ criterion: 9, words: ['remedy', 'remedyDueOn'] }])
})

test.each([
  ['met', 'notMet', true],
  ['met', 'incomplete', false],
  ['notMet', 'notMet', false],
  [null, 'notMet', false],
] as const)('%s last month and %s now: owing an explanation is %s', (lastMonth, now, owes) => {
  expect(owesExplanation(lastMonth, now)).toBe(owes)
})

test('the next open criterion follows the current one, and the round begins anew after the last', () => {
  const open = listOpenCriteria(listed, judgeAnswers(set, listed, answersOf({ '11.1': 6 })))
  expect(open).toEqual([9, 12, 13])
  expect([undefined, 9, 11, 13].map((current) => findNextOpen(open, current))).toEqual([9, 12, 12, 9])
  expect(findNextOpen([], 3)).toBeUndefined()
})
