import { expect, test } from 'vitest'
import type { Cell } from '../../spreadsheets/cells.js'
import type { OpenFile } from '../../spreadsheets/open-file.js'
import { ErrorList } from './error-list.js'
import { readPast } from './read-past.js'

const toCell = (value: string | number | Cell): Cell =>
  typeof value === 'object'
    ? value
    : typeof value === 'number'
      ? { kind: 'number', value }
      : { kind: 'text', text: value }

/** A workbook of one sheet. */
function sheetOf(...rows: (string | number | Cell | null)[][]): OpenFile {
  return {
    format: 'xlsx',
    sheets: ['Bang', 'Huong_dan'],
    rows: async function* (sheet) {
      for (const [index, row] of (sheet === 'Bang' ? rows : [['Cách nhập']]).entries()) {
        const cells = row.flatMap((value, column) => (value === null ? [] : [[column, toCell(value)] as const]))
        yield { number: index + 1, cells: new Map(cells) }
      }
    },
  }
}

async function read(...rows: Parameters<typeof sheetOf>) {
  const errors = new ErrorList()
  const { rows: results } = await readPast(sheetOf(...rows), errors)
  return {
    results: results.map(({ unitCode, period, countOnly }) => [unitCode, period, countOnly]),
    errors: errors.list().map(({ cell, code }) => [cell, code]),
  }
}

const HEAD = ['Mã xã', 'Kỳ', 'Số tiêu chí đạt']

test('a month that Excel made a day of is still that month; a year is its December, also as a number', async () => {
  const day = (value: number): Cell => ({ kind: 'date', value })
  expect(await read(HEAD, ['1', day(42887), 3], ['2', day(43100.5), 4], ['3', 2014, 5], ['4', day(-5), 5])).toEqual({
    results: [
      ['1', '2017-06', 3],
      ['2', '2017-12', 4],
      ['3', '2014-12', 5],
    ],
    errors: [['Bang!B5', 'period_malformed']],
  })
})

test('a column a year: an empty cell says nothing, 0 says none was met', async () => {
  expect(
    await read(['Số liệu'], ['Mã xã', 'Năm 2011', '2017'], ['1', 0, null], ['2', null, 19], ['3', null, null]),
  ).toEqual({
    results: [
      ['1', '2011-12', 0],
      ['2', '2017-12', 19],
    ],
    errors: [],
  })
})

test.each([
  ['years beside a month', ['Mã xã', 'Kỳ', '2011'], [[null, 'both_layouts']]],
  ['a year out of reach', ['Mã xã', '2011', '2018'], [['Bang!C1', 'unknown_column']]],
  ['a year twice', ['Mã xã', '2011', 'Năm 2011'], [['Bang!C1', 'column_twice']]],
  ['no result', ['Mã xã', 'Kỳ', 'TC1'], [[null, 'no_result_column']]],
  ['no month', ['Mã xã', 'Số tiêu chí đạt'], [[null, 'period_column_missing']]],
] as const)('a head with %s is refused', async (_what, head, errors) => {
  expect((await read([...head], ['1', 5, 5])).errors).toEqual(errors)
})

test('of each cell it is told what is wrong with it', async () => {
  const rows = [
    [null, 3],
    ['2', 'ba'],
    ['3', 20],
    ['4', 7],
    ['4', 8],
  ]
  expect((await read(['Mã xã', '2012'], ...rows)).errors).toEqual([
    ['Bang!A2', 'unit_missing'],
    ['Bang!B3', 'count_unclear'],
    ['Bang!B4', 'count_outside'],
    ['Bang!A6', 'named_twice'],
  ])
  expect((await read(['của tôi'])).errors).toEqual([['Bang!A1', 'no_head']])
  expect((await read(HEAD)).errors).toEqual([[null, 'no_results']])
})
