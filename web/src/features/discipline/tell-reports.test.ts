import { expect, test } from 'vitest'
import { findDiscipline, lastOwed, sortRows, stateOf } from './tell-reports'
import { buildMonth, buildRow } from './testing/builders'

const cell = (expected: number, reported: number, onTime: number) => ({ expected, reported, onTime, submittedOn: null })

test.each([
  [cell(0, 0, 0), true, 'notOwed'],
  [cell(1, 1, 1), true, 'onTime'],
  [cell(1, 1, 0), true, 'late'],
  [cell(1, 0, 0), true, 'missing'],
  [cell(1, 0, 0), false, 'waiting'],
] as const)('%o is, where due is %s, %s', (counts, isDue, state) => {
  expect(stateOf(counts, { isDue })).toBe(state)
})

test('the least disciplined stand first, those that owe nothing last', () => {
  const rows = [
    buildRow('1', 'A', { expected: 2, reported: 2, onTime: 2, rate: 100, timeliness: 100 }),
    buildRow('2', 'B', { expected: 0, reported: 0, onTime: 0, rate: null, timeliness: null }),
    buildRow('3', 'Đ', { expected: 2, reported: 1, onTime: 1, rate: 50, timeliness: 50 }),
    buildRow('4', 'D', { expected: 2, reported: 1, onTime: 1, rate: 50, timeliness: 50 }),
  ]
  expect(sortRows(rows).map(({ unit }) => unit.code)).toEqual(['4', '3', '1', '2'])
})

test('a unit that ended is opened in the last month in which it owed a report', () => {
  const months = ['2019-07', '2019-08', '2019-09'].map((period) => buildMonth(period))
  const row = { ...buildRow('23473', 'Đắk Long'), months: [cell(1, 1, 1), cell(1, 1, 1), cell(0, 0, 0)] }
  expect(lastOwed(row, months)).toBe('2019-08')
})

test.each([
  [0, 0, 0, 'nothingDue'],
  [4, 4, 4, 'allOnTime'],
  [4, 4, 3, 'allReported'],
  [4, 3, 3, 'someMissing'],
])('%i expected, %i reported, %i on time: %s', (expected, reported, onTime, key) => {
  const total = { expected, reported, onTime, rate: null, timeliness: null }
  expect(findDiscipline({ total }).key).toBe(key)
})
