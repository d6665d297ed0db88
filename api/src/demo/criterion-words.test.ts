import { expect, test } from 'vitest'
import { MEASURES } from './builders.js'
import { printAnswer, UNMET_TEXTS } from './criterion-words.js'
import { generateDemonstration } from './generate.js'
import { MEASURE_PROFILES } from './measure-profiles.js'
import { VALUE_NOTES } from './texts/notes.js'
import { FIGURE_DOUBTS, OLD_DENOMINATOR_REASON, STATE_DOUBTS } from './texts/return-reasons.js'

const sheets = generateDemonstration().sheets

test('every measure has a profile and at least two obstacles with their remedies to choose from', () => {
  expect(Object.keys(MEASURE_PROFILES)).toEqual([...MEASURES.keys()])
  for (const key of MEASURES.keys()) {
    expect(UNMET_TEXTS[key]?.length, key).toBeGreaterThanOrEqual(2)
  }
})

test('texts and notes are composed Unicode, and no placeholder is left in what is stored', () => {
  const stored = sheets.flatMap(({ words, values }) => [
    ...words.flatMap(({ obstacle, remedy, explanation }) => [obstacle, remedy, explanation]),
    ...values.map(({ note }) => note),
  ])
  const texts = [
    ...new Set(stored),
    OLD_DENOMINATOR_REASON,
    ...Object.values(FIGURE_DOUBTS),
    ...Object.values(STATE_DOUBTS),
  ]
  for (const text of texts.filter((each) => each !== null)) {
    expect(text.normalize('NFC')).toBe(text)
    expect(text).not.toMatch(/[{}]|undefined|NaN| {2}/)
  }
})

test('no sentence is repeated mechanically: no obstacle makes up a twentieth of a month', () => {
  const june = sheets.filter(({ period }) => period === '2019-06').flatMap(({ words }) => words)
  const uses = new Map<string, number>()
  for (const { obstacle } of june) uses.set(obstacle ?? '', (uses.get(obstacle ?? '') ?? 0) + 1)
  expect(Math.max(...uses.values())).toBeLessThan(june.length / 20)
})

test('some figures carry a note and most do not', () => {
  const june = sheets.filter(({ period }) => period === '2019-06').flatMap(({ values }) => values)
  const noted = june.filter(({ note }) => note !== null)
  expect(noted.length).toBeGreaterThan(100)
  expect(noted.length).toBeLessThan(june.length / 10)
  expect(Object.keys(VALUE_NOTES).every((key) => MEASURES.has(key))).toBe(true)
})

test.each([
  ['11.1', { value: null, numerator: 57, denominator: 700 }, '8,14%'],
  ['2.2', { value: 62.5, numerator: null, denominator: null }, '62,5%'],
  ['10.1', { value: 22.4, numerator: null, denominator: null }, '22,4 triệu đồng/người/năm'],
  ['1.1', { value: true, numerator: null, denominator: null }, ''],
] as const)('the figure of %s is printed as people write it', (key, answer, text) => {
  const measure = MEASURES.get(key)
  expect(measure && printAnswer(measure, { ...answer, notApplicable: false })).toBe(text)
})
