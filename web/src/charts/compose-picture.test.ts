import { expect, test } from 'vitest'
import { wrapText } from './compose-picture'

/** Ten pixels a sign. */
const ruler = { measureText: (text: string) => ({ width: 10 * text.length }) as TextMetrics }

test('a title is broken between words where it would be too wide', () => {
  expect(wrapText(ruler, 'Gần một nửa số xã', 80)).toEqual(['Gần một', 'nửa số', 'xã'])
})

test('a word too wide for any line has one of its own', () => {
  expect(wrapText(ruler, 'a Nguyễn-Thị-Minh-Khai b', 50)).toEqual(['a', 'Nguyễn-Thị-Minh-Khai', 'b'])
})
