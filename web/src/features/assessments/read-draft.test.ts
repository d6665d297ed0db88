import { expect, test } from 'vitest'
import { parseDay, printDay } from '@/ui/day-text'
import { printAnswer, readDraft, readingsOf } from './read-draft'
import { NO_ANSWER } from './saving/edits'

const percent = { kind: 'percent', allowsNotApplicable: false } as const
const number = { kind: 'number', allowsNotApplicable: false } as const
const one = (text: string) => ({ mode: 'value' as const, texts: [text] })
const two = (numerator: string, denominator: string) => ({ mode: 'ratio' as const, texts: [numerator, denominator] })

test.each(['7,5', '7.5', '7,5 %', ' 7,50% '])('“%s” is seven and a half percent', (text) => {
  expect(readDraft(percent, one(text))).toEqual({ answer: { ...NO_ANSWER, value: 7.5 } })
})

test.each([
  [percent, one('1.100'), 'ambiguous', 0],
  [percent, one('bảy'), 'notANumber', 0],
  [percent, one('12,34567890123456789'), 'tooManyDigits', 0],
  [percent, one('101'), 'out_of_range', 0],
  [percent, one('8,125'), 'too_many_decimals', 0],
  [number, one('-3'), 'out_of_range', 0],
  [percent, two('120', '1.500'), 'ambiguous', 1],
  [percent, two('1600', '1500'), 'numerator_exceeds_denominator', 0],
  [percent, two('120', ''), 'ratio_incomplete', 1],
  [percent, two('', '1500'), 'ratio_incomplete', 0],
  [percent, two('0', '0'), 'denominator_not_positive', 1],
] as const)('refuses what cannot be kept, and says which text it is', (measure, draft, code, index) => {
  expect(readDraft(measure, draft).fault).toMatchObject({ code, index })
})

test('two numbers are a ratio, and an emptied field is no answer', () => {
  expect(readDraft(percent, two('120', '1500')).answer).toEqual({ ...NO_ANSWER, numerator: 120, denominator: 1500 })
  expect(readDraft(percent, one(' ')).answer).toEqual(NO_ANSWER)
  expect(readDraft(percent, two('', '')).answer).toEqual(NO_ANSWER)
})

test('an answer is printed so that it can be read back', () => {
  expect(printAnswer({ ...NO_ANSWER, value: 1234.5 }, 'value')).toEqual(['1234,5'])
  expect(printAnswer({ ...NO_ANSWER, numerator: 1150, denominator: 1722 }, 'ratio')).toEqual(['1150', '1722'])
  expect(printAnswer(NO_ANSWER, 'ratio')).toEqual(['', ''])
})

test.each([
  ['1.100', '1100', '1,1'],
  ['2.500', '2500', '2,5'],
  ['12.345', '12345', '12,345'],
])('“%s” could mean %s or %s', (text, whole, decimal) => {
  expect(readingsOf(text)).toEqual({ whole, decimal })
})

test.each([
  ['31/12/2019', '2019-12-31'],
  ['5.7.2019', '2019-07-05'],
  ['5-7-2019', '2019-07-05'],
  [' 1 / 9 ', undefined],
  ['31/12', '2019-12-31'],
  ['5/1', '2020-01-05'],
  ['29/2', '2020-02-29'],
  ['31/2/2019', undefined],
  ['12/2019', undefined],
  ['mai', undefined],
  ['', null],
])('the day “%s” of a sheet of July 2019 is %s', (text, day) => {
  expect(parseDay(text, '2019-07')).toBe(day)
})

test('a day is printed the way it is written', () => {
  expect(printDay('2019-12-31')).toBe('31/12/2019')
  expect(printDay(null)).toBe('')
})
