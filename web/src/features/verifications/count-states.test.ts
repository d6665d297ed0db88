import { expect, test } from 'vitest'
import {
  countStates,
  filterRows,
  groupByDistrict,
  isChanged,
  listCommunes,
  pickIndicator,
  summarise,
} from './count-states'
import { buildRow, DISTRICTS } from './testing/builders'

const rows = [
  buildRow({ unit: '23512', indicator: '15.2', state: 'confirmed' }),
  buildRow({ unit: '23512', indicator: '15.3', state: 'waiting' }),
  buildRow({ unit: '23401', indicator: '15.2', state: 'confirmed', parent: DISTRICTS.north }),
  buildRow({ unit: '23401', indicator: '15.3', state: 'rejected', outdated: true, parent: DISTRICTS.north }),
]

test('an indicator counts its communes by what the department says', () => {
  expect(summarise(rows, ['15.2', '15.3', '17.6'])).toEqual([
    { code: '15.2', counts: { waiting: 0, confirmed: 2, rejected: 0 } },
    { code: '15.3', counts: { waiting: 1, confirmed: 0, rejected: 1 } },
    { code: '17.6', counts: { waiting: 0, confirmed: 0, rejected: 0 } },
  ])
  expect(countStates(rows)).toEqual({ waiting: 1, confirmed: 2, rejected: 1 })
})

test('the page begins with what is asked for, else with what waits, else with the first', () => {
  const summaries = summarise(rows, ['15.2', '15.3'])
  expect(pickIndicator(summaries, '15.2')).toBe('15.2')
  expect(pickIndicator(summaries, '99.9')).toBe('15.3')
  expect(pickIndicator(summaries, '', 'confirmed')).toBe('15.2')
  expect(pickIndicator(summarise([], ['15.2']), '')).toBe('15.2')
  expect(pickIndicator([], '')).toBe('')
})

test.each([
  ['a rejection of the same figure', { state: 'rejected' }, false],
  ['a figure sent since', { state: 'rejected', outdated: true }, true],
  ['a rejection of an earlier month', { state: 'rejected', verdictOf: '2019-06' }, true],
  ['a confirmation that no longer holds simply waits', { state: 'waiting', outdated: true }, false],
] as const)('%s', (_rule, told, changed) => {
  expect(isChanged(buildRow(told))).toBe(changed)
})

test('district and state narrow one indicator down', () => {
  const shown = (district: string, state: 'changed' | 'waiting' | '') =>
    filterRows(rows, { indicator: '15.3', district, state }).map(({ unit }) => unit.code)
  expect(shown('', '')).toEqual(['23512', '23401'])
  expect(shown('615', '')).toEqual(['23512'])
  expect(shown('', 'changed')).toEqual(['23401'])
  expect(shown('615', 'changed')).toEqual([])
})

test('communes stand below their district, in its order, each once', () => {
  expect(groupByDistrict(listCommunes(rows)).map((group) => [group.parent.code, group.rows.length])).toEqual([
    ['611', 1],
    ['615', 1],
  ])
})
