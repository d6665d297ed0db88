import { expect, test } from 'vitest'
import { heightOf } from './row-height.js'
import type { PlannedCell } from './workbook-plan.js'

const cell = (value: string | number | null, style: PlannedCell['style'] = 'guarded'): PlannedCell => ({ value, style })
const WIDTHS = [9, 20]

test.each([
  ['what fits into one line needs no height', [cell('23512'), cell('Đường xã')], undefined],
  ['numbers and empty cells need none', [cell(123_456_789_012), cell(null)], undefined],
  ['text that is not wrapped runs on', [cell('x'.repeat(90), 'plain')], undefined],
  ['a text breaks between words', [cell('1'), cell('Đường xã được nhựa hóa quanh năm')], 31],
  ['the tallest cell counts', [cell('mã chỉ tiêu dài hơn'), cell('Đường xã')], 46],
  ['a word longer than a line breaks anywhere', [cell('x'.repeat(20))], 46],
  ['every paragraph has lines of its own', [cell('1'), cell('a\nb\n\nc')], 61],
  ['no row is taller than Excel takes', [cell('x '.repeat(2_000))], 405],
])('%s', (_rule, cells, height) => {
  expect(heightOf(cells, WIDTHS)).toBe(height)
})
