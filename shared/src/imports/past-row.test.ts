import fc from 'fast-check'
import { expect, test } from 'vitest'
import { PAST_CRITERIA, parsePastMarks, parsePastPeriod } from './past-row.js'

test.each([
  ['2015', '2015-12'],
  ['2015-12', '2015-12'],
  ['12/2015', '2015-12'],
  ['3/2016', '2016-03'],
  [' 2011-01 ', '2011-01'],
  ['2017', '2017-12'],
  ['Năm 2015', '2015-12'],
  ['Tháng 6/2016', '2016-06'],
])('%s is the month %s', (text, period) => {
  expect(parsePastPeriod(text)).toEqual({ ok: true, period })
})

test.each([
  ['', 'period_missing'],
  ['năm hai lẻ', 'period_malformed'],
  ['2015.5', 'period_malformed'],
  ['2015-13', 'period_malformed'],
  ['13/2015', 'period_malformed'],
  ['2010', 'period_outside'],
  ['2010-12', 'period_outside'],
  ['2018-01', 'period_outside'],
])('“%s” is refused: %s', (text, fault) => {
  expect(parsePastPeriod(text)).toEqual({ ok: false, fault })
})

const NONE = Array.from({ length: PAST_CRITERIA }, () => '')
const withMarks = (marks: Record<number, string>) => NONE.map((_, index) => marks[index + 1] ?? '')

test('a row without marks is known by its count alone', () => {
  expect(parsePastMarks(NONE, '8')).toEqual({ ok: true, result: { metMask: 0, notMetMask: 0, countOnly: 8 } })
  expect(parsePastMarks(NONE, '0')).toEqual({ ok: true, result: { metMask: 0, notMetMask: 0, countOnly: 0 } })
  expect(parsePastMarks([], '19')).toEqual({ ok: true, result: { metMask: 0, notMetMask: 0, countOnly: 19 } })
})

test('a row with neither marks nor count says nothing', () => {
  expect(parsePastMarks(NONE, ' ')).toEqual({ ok: true, result: undefined })
})

test.each(['1', 'x', ' X ', 'Đạt', 'đ', '+', '✓', 'TRUE'])('“%s” is met', (mark) => {
  expect(parsePastMarks(withMarks({ 3: mark }), '1')).toMatchObject({ ok: true, result: { metMask: 0b100 } })
})

test.each(['0', '-', 'Chưa  đạt', 'CĐ', 'không đạt', 'false'])('“%s” is not met', (mark) => {
  expect(parsePastMarks(withMarks({ 3: mark }), '0')).toMatchObject({
    ok: true,
    result: { metMask: 0, countOnly: null },
  })
})

test('1, x and đạt are met; 0 and empty beside a mark are not', () => {
  const read = parsePastMarks(withMarks({ 1: '1', 2: 'X', 3: ' Đạt ', 4: '0' }), '3')
  expect(read).toEqual({ ok: true, result: { metMask: 0b111, notMetMask: 2 ** 19 - 8, countOnly: null } })
  expect(parsePastMarks(withMarks({ 19: '0' }), '')).toEqual({
    ok: true,
    result: { metMask: 0, notMetMask: 2 ** 19 - 1, countOnly: null },
  })
})

test.each([
  [withMarks({ 5: 'có lẽ' }), '', 'mark_unclear', 5],
  [NONE, '20', 'count_outside', null],
  [NONE, '-1', 'count_unclear', null],
  [NONE, '8,5', 'count_unclear', null],
  [withMarks({ 1: 'x' }), '2', 'count_disagrees', null],
])('what cannot be is refused: %#', (marks, count, fault, criterion) => {
  expect(parsePastMarks(marks, count)).toEqual({ ok: false, fault, criterion })
})

test('every criterion of a marked row is met or not, and as many are met as are marked', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('x', '0'), { minLength: 19, maxLength: 19 }), (marks) => {
      const met = marks.filter((mark) => mark === 'x').length
      const read = parsePastMarks(marks, String(met))
      if (!read.ok || !read.result) throw new Error('refused')
      expect(read.result.metMask | read.result.notMetMask).toBe(2 ** 19 - 1)
      expect(read.result.metMask & read.result.notMetMask).toBe(0)
      expect(read.result.metMask.toString(2).replaceAll('0', '').length).toBe(met)
    }),
  )
})
