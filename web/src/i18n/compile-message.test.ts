import { expect, test } from 'vitest'
import { compileMessage } from './compile-message'

test('values are put in by name, as often as they are named', () => {
  expect(compileMessage('Kỳ báo cáo')({}, 1)).toBe('Kỳ báo cáo')
  const named = compileMessage('{unit} còn thiếu {count} chỉ tiêu')
  expect(named({ unit: 'Xã Đắk Mar', count: 3 }, 3)).toBe('Xã Đắk Mar còn thiếu 3 chỉ tiêu')
  expect(named({}, 1)).toBe(' còn thiếu  chỉ tiêu')
  expect(compileMessage('{n} + {n}')({ n: 2 }, 2)).toBe('2 + 2')
})

test.each([
  [0, '0 files'],
  [1, '1 file'],
  [2, '2 files'],
])('of the forms the one for %d is taken', (n, expected) => {
  expect(compileMessage('{n} file | {n} files')({ n }, n)).toBe(expected)
})

test('what is put in is not read as a message itself', () => {
  expect(compileMessage('{unit}!')({ unit: '{count} | @:plain', count: 1 }, 1)).toBe('{count} | @:plain!')
})
