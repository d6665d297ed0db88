import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatVietnameseNumber, parseVietnameseNumber } from './vietnamese-number.js'

describe('reading', () => {
  test.each([
    ['7,5', 7.5],
    ['7.5', 7.5],
    ['7,5 %', 7.5],
    ['7,5%', 7.5],
    [' 12 ', 12],
    ['0', 0],
    ['-0', 0],
    ['007', 7],
    ['1.234,5', 1234.5],
    ['1.100,5', 1100.5],
    ['1.234.567', 1_234_567],
    ['1.234.567,89', 1_234_567.89],
    ['1,234.5', 1234.5],
    ['1,234,567', 1_234_567],
    ['1 234,5', 1234.5],
    ['1\u00a0234\u202f567', 1_234_567],
    ['1234.567', 1234.567],
    ['0.125', 0.125],
    ['1,100', 1.1],
    ['12.34', 12.34],
    ['-3,2', -3.2],
    ['−3,2', -3.2],
    ['99,99', 99.99],
  ])('"%s" is %d', (text, value) => {
    expect(parseVietnameseNumber(text)).toEqual({ ok: true, value })
  })

  test.each(['', '   ', '\u00a0'])('"%s" is empty', (text) => {
    expect(parseVietnameseNumber(text)).toEqual({ ok: false, reason: 'empty' })
  })

  test.each(['1.100', '12.345', '999.000', '-1.100', '1.100 %'])('"%s" could be either of two numbers', (text) => {
    expect(parseVietnameseNumber(text)).toEqual({ ok: false, reason: 'ambiguous' })
  })

  test.each([
    'đạt',
    '7,5,1',
    '1.23.456',
    '12.34,5',
    '1234.567,8',
    '1.100.5',
    '1 23',
    '1 100.5',
    ',5',
    '5,',
    '%',
    '5 % %',
    '--5',
    '- 5',
    '1e5',
    'NaN',
    'Infinity',
    '0x1F',
    '5 triệu',
    '0.100.000',
    '１２',
  ])('"%s" is no number', (text) => {
    expect(parseVietnameseNumber(text)).toEqual({ ok: false, reason: 'notANumber' })
  })

  test('a figure with more digits than a number holds is not bent to a limit', () => {
    expect(Number('99.99999999999999999')).toBe(100)
    for (const text of ['99,99999999999999999', '123456789012345678', '9'.repeat(400)]) {
      expect(parseVietnameseNumber(text)).toEqual({ ok: false, reason: 'tooManyDigits' })
    }
  })

  test('whatever is typed, the answer is a finite number or a reason', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...Array.from('0123456789., %-')) }), (text) => {
        const parsed = parseVietnameseNumber(text)
        expect(parsed.ok ? Number.isFinite(parsed.value) : parsed.reason).toBeTruthy()
      }),
    )
  })
})

describe('printing', () => {
  test.each([
    [1234.5, undefined, '1.234,5'],
    [1_234_567, undefined, '1.234.567'],
    [999, undefined, '999'],
    [-1234.5, undefined, '-1.234,5'],
    [0.1, undefined, '0,1'],
    [1e-7, undefined, '0,0000001'],
    [1e21, undefined, '1.000.000.000.000.000.000.000'],
    [14.8, 2, '14,80'],
    [1.005, 2, '1,01'],
    [1234.5, 0, '1.235'],
    [-0.001, 2, '0,00'],
    [-0, undefined, '0'],
  ])('%d with places %s prints as %s', (value, places, text) => {
    expect(formatVietnameseNumber(value, places === undefined ? {} : { places })).toBe(text)
  })

  test('a field to be edited shows no points between thousands', () => {
    expect(formatVietnameseNumber(1100, { isGrouped: false })).toBe('1100')
  })

  test('what is not finite cannot be printed', () => {
    expect(() => formatVietnameseNumber(Number.NaN)).toThrow(RangeError)
  })

  const typed = fc.tuple(fc.integer({ min: -(10 ** 11), max: 10 ** 11 }), fc.nat(4))
  const values = typed
    .map(([digits, places]) => Number(`${digits}e-${places}`))
    .map((value) => (value === 0 ? 0 : value))

  test('what is printed is read back, but for a lone group of thousands, which is ambiguous', () => {
    fc.assert(
      fc.property(values, (value) => {
        const size = Math.abs(value)
        const isLoneGroup = Number.isInteger(value) && size >= 1000 && size < 1_000_000
        expect(parseVietnameseNumber(formatVietnameseNumber(value))).toEqual(
          isLoneGroup ? { ok: false, reason: 'ambiguous' } : { ok: true, value },
        )
      }),
    )
  })

  test('what is printed without points between thousands is always read back', () => {
    fc.assert(
      fc.property(values, (value) => {
        const text = formatVietnameseNumber(value, { isGrouped: false })
        expect(parseVietnameseNumber(text)).toEqual({ ok: true, value })
      }),
    )
  })
})
