import fc from 'fast-check'
import { expect, test } from 'vitest'
import { searchKey } from './search-key.js'

test.each([
  ['Đắk Mar', 'dak mar'],
  ['ĐĂK  MAR ', 'dak mar'],
  ['dak mar', 'dak mar'],
  ["Ia H'Drai", 'ia hdrai'],
  ['Ia H’Drai', 'ia hdrai'],
  ['Bờ Y', 'bo y'],
  ['Ngọk Réo', 'ngok reo'],
  ['Đắk Rơ Ông'.normalize('NFD'), 'dak ro ong'],
  ['23512', '23512'],
  ['  ', ''],
])('"%s" is searched as "%s"', (text, key) => {
  expect(searchKey(text)).toBe(key)
})

test('a key is its own key, however the text is composed', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const key = searchKey(text.normalize('NFC'))
      expect(searchKey(key)).toBe(key)
      expect(searchKey(text.normalize('NFD'))).toBe(key)
    }),
  )
})
