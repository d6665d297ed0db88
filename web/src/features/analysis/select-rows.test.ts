import { expect, test } from 'vitest'
import { countMet, filterRows, readSort, sortRows, type MatrixFilter, type MatrixRow } from './select-rows'

const ref = (code: string, name: string, kind: 'commune' | 'district') => ({
  uid: code,
  code,
  kind,
  type: kind === 'commune' ? 'xã' : 'huyện',
  name,
  fullName: name,
})
const DISTRICTS = { '615': 'Đắk Hà', '612': 'Đắk Tô' } as const

function buildRow(
  name: string,
  met: readonly number[] | null,
  options: Partial<MatrixRow> & { district?: '615' | '612' } = {},
): MatrixRow {
  const district = options.district ?? '615'
  return {
    unit: ref(name, name, 'commune'),
    parent: ref(district, DISTRICTS[district], 'district'),
    status: options.status ?? 'consolidated',
    met: met === null ? null : met.length,
    results:
      options.results ??
      Array.from({ length: 4 }, (_, index) => (met === null ? null : met.includes(index + 1) ? 'met' : 'notMet')),
  }
}

const ALL = [1, 2, 3, 4]
const mar = buildRow('Đắk Mar', [1, 2, 3])
const dien = buildRow('Diên Bình', [1], { district: '612', status: 'approved' })
const an = buildRow('Ăn', [1, 2, 3, 4])
const none = buildRow('Bờ Y', null, { status: 'draft' })
const rows = [mar, dien, an, none]
const names = (list: readonly MatrixRow[]) => list.map(({ unit }) => unit.name)

test.each([
  ['without a filter every commune stays', { criteria: [], isOneShort: false }, ['Đắk Mar', 'Diên Bình', 'Ăn', 'Bờ Y']],
  ['a district keeps its own communes', { district: '612', criteria: [], isOneShort: false }, ['Diên Bình']],
  ['a state of the sheet keeps the communes in it', { status: 'draft', criteria: [], isOneShort: false }, ['Bờ Y']],
  ['“one short” asks for all but one, so none without a result', { criteria: [], isOneShort: true }, ['Đắk Mar']],
  [
    'a criterion asked for is unmet, not unknown',
    { criteria: [4], result: 'open', isOneShort: false },
    ['Đắk Mar', 'Diên Bình'],
  ],
  ['a criterion met is met, not unknown', { criteria: [4], result: 'met', isOneShort: false }, ['Ăn']],
  ['a group is met where all of it is', { criteria: [1, 2], result: 'met', isOneShort: false }, ['Đắk Mar', 'Ăn']],
  [
    'a result without a criterion or group asks for nothing',
    { criteria: [], result: 'met', isOneShort: false },
    ['Đắk Mar', 'Diên Bình', 'Ăn', 'Bờ Y'],
  ],
  [
    'a band keeps the communes inside its ends',
    { band: '0-4', criteria: [], isOneShort: false },
    ['Đắk Mar', 'Diên Bình', 'Ăn'],
  ],
  [
    'filters are all to be passed',
    { district: '615', criteria: [4], result: 'notMet', isOneShort: false },
    ['Đắk Mar'],
  ],
] satisfies [string, MatrixFilter, string[]][])('%s', (_rule, filter, expected) => {
  expect(names(filterRows(rows, filter))).toEqual(expected)
})

test('a criterion without enough figures counts as unmet', () => {
  const open = buildRow('Ya Ly', [], { results: ['incomplete', 'met', 'met', 'met'] })
  expect(filterRows([open], { criteria: [1], result: 'open', isOneShort: false })).toEqual([open])
  expect(filterRows([open], { criteria: [1], result: 'incomplete', isOneShort: false })).toEqual([open])
  expect(filterRows([open], { criteria: [1], result: 'notMet', isOneShort: false })).toEqual([])
})

test('by name in the Vietnamese order: Ăn before Bờ Y, D before Đ', () => {
  expect(names(sortRows(rows, 'name', ALL))).toEqual(['Ăn', 'Bờ Y', 'Diên Bình', 'Đắk Mar'])
})

test('by count either way, communes without a result last both times', () => {
  expect(names(sortRows(rows, 'met', ALL))).toEqual(['Diên Bình', 'Đắk Mar', 'Ăn', 'Bờ Y'])
  expect(names(sortRows(rows, '-met', ALL))).toEqual(['Ăn', 'Đắk Mar', 'Diên Bình', 'Bờ Y'])
})

test('by a criterion the communes that do not meet it come first', () => {
  expect(names(sortRows(rows, 'c4', ALL))).toEqual(['Diên Bình', 'Đắk Mar', 'Ăn', 'Bờ Y'])
})

test('only the criteria shown are counted', () => {
  expect(countMet(mar, [3, 4])).toBe(1)
  expect(countMet(none, ALL)).toBeUndefined()
})

test.each([
  ['met', 'met'],
  ['-met', '-met'],
  ['c17', 'c17'],
  ['c20', 'name'],
  ['c0', 'name'],
  [undefined, 'name'],
  [['met'], 'name'],
])('the sort %j in the address is read as %s', (text, sort) => {
  expect(readSort(text)).toBe(sort)
})

test('an imported count stands for all criteria together, and for no part of them', () => {
  const counted: MatrixRow = { ...buildRow('Sa Loong', null), met: 2, isImported: true }
  expect(countMet(counted, ALL)).toBe(2)
  expect(countMet(counted, [1, 2])).toBeUndefined()
  expect(names(sortRows([...rows, counted], 'met', ALL))).toEqual(['Diên Bình', 'Sa Loong', 'Đắk Mar', 'Ăn', 'Bờ Y'])
})
