import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isNameOf } from './is-name-of.js'

const DAK_MAR = { name: 'Đắk Mar', aliases: ['Đăk Mar'] }
const BO_Y = { name: 'Bờ Y', aliases: ['Pờ Y'] }

test.each([
  ['Đắk Mar', DAK_MAR],
  ['xã Đăk Mar (huyện Đắk Hà)', DAK_MAR],
  ['X. ĐẮK  MAR', DAK_MAR],
  ['dakmar', DAK_MAR],
  ['Pờ Y', BO_Y],
  ['Xã Xốp', { name: 'Xốp', aliases: [] }],
  ["Ia H'Drai", { name: 'Ia H’Drai', aliases: [] }],
])('“%s” is the name of the unit', (written, unit) => {
  expect(isNameOf(written, unit)).toBe(true)
})

test.each(['Đắk Hà', 'Đắk', 'Mar', '', 'Đắk Mar 2'])('“%s” is another’s', (written) => {
  expect(isNameOf(written, DAK_MAR)).toBe(false)
})

test('case, composition, type and district never make a name another’s', () => {
  const names = fc.constantFrom('Đắk Rơ Nga', 'Ngọc Réo', 'Xốp', 'Ya Xiêr', 'Rờ Kơi')
  const forms = fc.constantFrom('NFC' as const, 'NFD' as const)
  fc.assert(
    fc.property(names, forms, fc.boolean(), fc.boolean(), fc.boolean(), (name, form, isLoud, isTyped, isPlaced) => {
      const written = `${isTyped ? 'xã ' : ''}${isLoud ? name.toUpperCase() : name}${isPlaced ? ' (Đắk Tô)' : ''}`
      expect(isNameOf(written.normalize(form), { name, aliases: [] })).toBe(true)
    }),
  )
})
