import { expect, test } from 'vitest'
import { isSameFigure, printEntry, readEntry } from './read-entry'

test.each([
  [['120', '150'], { figure: { numerator: 120, denominator: 150 } }],
  [[' 1.234,5 ', '2000'], { figure: { numerator: 1234.5, denominator: 2000 } }],
  [['0', '0'], { figure: { numerator: 0, denominator: 0 } }],
  [['', ' '], { figure: null }],
] as const)('%j is read', (texts, read) => {
  expect(readEntry(texts)).toEqual(read)
})

test.each([
  [['12', ''], 'ratio_incomplete', 1],
  [['', '12'], 'ratio_incomplete', 0],
  [['13', '12'], 'numerator_exceeds_denominator', 0],
  [['3', '0'], 'denominator_not_positive', 1],
  [['1.100', '2000'], 'ambiguous', 0],
  [['5', 'nhiều'], 'notANumber', 1],
] as const)('%j is refused: %s in field %s', (texts, code, index) => {
  expect(readEntry(texts).fault).toMatchObject({ code, index })
})

test('what is printed is read back', () => {
  const figure = { numerator: 1234.5, denominator: 98765 }
  expect(readEntry(printEntry(figure)).figure).toEqual(figure)
  expect(printEntry(null)).toEqual(['', ''])
  expect(isSameFigure(figure, { ...figure })).toBe(true)
  expect(isSameFigure(figure, null)).toBe(false)
  expect(isSameFigure(undefined, null)).toBe(true)
})
