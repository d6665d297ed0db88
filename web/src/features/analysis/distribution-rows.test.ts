import { describe, expect, test } from 'vitest'
import {
  countDecimals,
  countAnswered,
  findMeasure,
  pickMeasure,
  pickRows,
  reachableFences,
  sortMeasured,
} from './distribution-rows'
import { buildCommune } from './testing/builders'
import { buildDistribution, buildRow } from './testing/compare-builders'
import { buildSet } from './testing/sheet-builders'

const commune = (name: string) => buildCommune(name, name)
const namesOf = (rows: readonly { unit: { name: string } }[]) => rows.map(({ unit }) => unit.name)

describe('the rows of a bar', () => {
  const edges = { from: 65, to: 70, communes: 2, isMet: null }
  const rows = [buildRow(commune('a'), 65), buildRow(commune('b'), 70), buildRow(commune('c'), null)]
  const view = buildDistribution({ rows, bins: [edges] })

  test('have its lower edge, and its upper one where fewer are better', () => {
    expect(namesOf(pickRows(view, { bar: 65 }))).toEqual(['a'])
    const measure = { ...view.measure, comparator: '<=' as const }
    expect(namesOf(pickRows({ ...view, measure }, { bar: 65 }))).toEqual(['b'])
  })

  test('are those of the one value where the bar is one value', () => {
    const one = { ...view, bins: [{ ...edges, from: 70, to: 70 }] }
    expect(namesOf(pickRows(one, { bar: 70 }))).toEqual(['b'])
  })

  test('are all where no bar begins there, and those of a result where that is asked for', () => {
    expect(pickRows(view, { bar: 1 })).toHaveLength(3)
    expect(pickRows(view, {})).toHaveLength(3)
    expect(namesOf(pickRows(view, { result: 'missing' }))).toEqual(['c'])
  })
})

describe('sorted', () => {
  const rows = [
    buildRow(commune('Ân'), 90, { change: -2 }),
    buildRow(commune('An'), 80, { change: 5 }),
    buildRow(commune('Ăn'), 70, { change: null }),
    buildRow(commune('B'), null),
  ]
  test.each([
    ['best', ['Ân', 'An', 'Ăn', 'B']],
    ['worst', ['Ăn', 'An', 'Ân', 'B']],
    ['name', ['An', 'Ăn', 'Ân', 'B']],
    ['risen', ['An', 'Ân', 'Ăn', 'B']],
    ['fallen', ['Ân', 'An', 'Ăn', 'B']],
  ] as const)('%s: %j', (sort, names) => {
    expect(namesOf(sortMeasured(rows, sort))).toEqual(names)
  })
})

describe('the finding', () => {
  test('counts those that answered, and names the middle of their values', () => {
    const view = buildDistribution({
      counts: { met: 3, notMet: 1, missing: 5, notApplicable: 1, noResult: 2, noSheet: 0 },
    })
    expect(countAnswered(view)).toBe(4)
    expect(findMeasure(view, '73,9 %')).toEqual({ key: 'measureMet', values: { met: 3, total: 4, median: '73,9 %' } })
    expect(findMeasure({ ...view, spread: null }, '–')).toEqual({ key: 'measureYes', values: { met: 3, total: 4 } })
  })

  test('is that there is nothing where nobody answered', () => {
    const counts = { met: 0, notMet: 0, missing: 0, notApplicable: 0, noResult: 2, noSheet: 0 }
    expect(findMeasure({ counts, spread: null }, '–').key).toBe('noResults')
  })
})

test('fences are told of only where a value can lie beyond them', () => {
  const { measure } = buildDistribution()
  expect(reachableFences({ fences: { low: -3, high: 104 }, measure })).toEqual({ low: null, high: null })
  expect(reachableFences({ fences: { low: 3, high: 99 }, measure })).toEqual({ low: 3, high: 99 })
  expect(reachableFences({ fences: { low: 0, high: 104 }, measure: { ...measure, unit: 'ha' } })).toEqual({
    low: null,
    high: 104,
  })
  expect(reachableFences({ fences: null, measure })).toEqual({ low: null, high: null })
})

test('to begin with there is a measure with figures, of the criterion where one is asked for', () => {
  expect(pickMeasure(buildSet(), NaN)).toBe('2.2')
  expect(pickMeasure(buildSet(), 1)).toBe('1.1')
  expect(pickMeasure(buildSet(), 2)).toBe('2.2')
  expect(pickMeasure({ ...buildSet(), groups: [] }, NaN)).toBeUndefined()
})

test.each([
  [[], 0],
  [[3, 12, null], 0],
  [[3.6, 29, true], 1],
  [[3.6, 2.78], 2],
  [[0.123], 2],
])('of %j a column is printed with %i decimals', (values, decimals) => {
  expect(countDecimals(values)).toBe(decimals)
})
