import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isPeriod } from '../periods/period.js'
import { parseSearch } from './parse-search.js'

const parse = (typed: string) => parseSearch(typed, '2019-07')

test.each([
  ['đăk mar', 'dak mar', null, null],
  ['ĐẮK  MAR', 'dak mar', null, null],
  ['đăk mar 6/2019', 'dak mar', null, '2019-06'],
  ['đăk mar 06/2019', 'dak mar', null, '2019-06'],
  ['2018-12 đăk mar', 'dak mar', null, '2018-12'],
  ['phiếu xã Đắk Mar tháng 6/2019', 'dak mar', 'xã', '2019-06'],
  ['đăk mar tháng 6 năm 2018', 'dak mar', null, '2018-06'],
  ['đăk mar tháng 6', 'dak mar', null, '2019-06'],
  ['đăk mar t6-2019', 'dak mar', null, '2019-06'],
  ['Huyện Đắk Hà', 'dak ha', 'huyện', null],
  ['thị trấn Măng Đen', 'mang den', 'thị trấn', null],
  ['xã', 'xa', null, null],
  ["Ia H'Drai", 'ia hdrai', null, null],
  ['23512', '23512', null, null],
  ['13/2019', '13/2019', null, null],
  ['', '', null, null],
] as const)('%s is %s, %s, %s', (typed, text, type, period) => {
  expect(parse(typed)).toMatchObject({ text, type, period })
})

test('marks typed apart (NFD) are the same', () => {
  expect(parse('Đắk Mar'.normalize('NFD'))).toEqual(parse('Đắk Mar'))
})

test('whatever is typed comes to words without spaces, each once, and a month that there is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (typed) => {
      const { words, period } = parse(typed)
      expect(new Set(words).size).toBe(words.length)
      expect(words.every((word) => word !== '' && !word.includes(' '))).toBe(true)
      expect(period === null || isPeriod(period)).toBe(true)
    }),
  )
})
