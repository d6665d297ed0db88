import { expect, test } from 'vitest'
import { createFormats } from './formats'

const vi = createFormats('vi')
const en = createFormats('en')

test('Vietnamese numbers have a decimal comma and points between thousands', () => {
  expect(vi.number(1234.5)).toBe('1.234,5')
  expect(vi.mean(12.2)).toBe('12,20')
  expect(vi.percent(7.5)).toBe('7,5 %')
  expect(vi.integer(1052)).toBe('1.052')
  expect(en.number(1234.5)).toBe('1,234.5')
})

test('in a column numbers have as many decimals as its longest, so that commas stand below each other', () => {
  expect([29.7, 28.95, 3].map((value) => vi.aligned(value, 2))).toEqual(['29,70', '28,95', '3,00'])
  expect(vi.aligned(0.125, 2)).toBe('0,125')
})

test('a change shows its sign, with a real minus, and none for nothing', () => {
  expect(vi.change(0.82)).toBe('+0,82')
  expect(vi.change(-3)).toBe('−3')
  expect(vi.change(0)).toBe('0')
})

test('days and months are written the way they are read', () => {
  expect(vi.day('2019-07-05')).toBe('05/07/2019')
  expect(vi.shortDay('2019-07-05')).toBe('05/07')
  expect(vi.period('2019-07')).toBe('tháng 7/2019')
  expect(vi.longPeriod('2019-07')).toBe('tháng\u00a07 năm\u00a02019')
  expect(vi.shortPeriod('2019-07')).toBe('7/2019')
  expect(en.day('2019-07-05')).toBe('5 July 2019')
  expect(en.period('2019-07')).toBe('July 2019')
})

test('an instant is told in the time of Vietnam, whatever the clock of the machine', () => {
  expect(vi.instant('2019-07-31T17:30:00Z')).toContain('01/08/2019')
  expect(vi.instant('2019-07-31T17:30:00Z')).toContain('00:30')
  expect(vi.instantDay('2019-07-31T17:30:00Z')).toBe('01/08/2019')
})
