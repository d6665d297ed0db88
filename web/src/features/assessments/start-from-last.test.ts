import { expect, test } from 'vitest'
import type { MeasureAnswer } from '@ntm/shared/criteria/results'
import { NO_ANSWER } from './saving/edits'
import { pickCopies, stillCopied } from './start-from-last'

const value = (figure: number | boolean) => ({ ...NO_ANSWER, value: figure })
const last = new Map<string, MeasureAnswer>([
  ['9.2', { ...NO_ANSWER, numerator: 3, denominator: 4 }],
  ['11.1', value(6.5)],
  ['12.1', value(90)],
  ['4.1', value(100)],
])
const answers = new Map<string, MeasureAnswer>([
  ['9.2', NO_ANSWER],
  ['11.1', value(0)],
  ['12.1', NO_ANSWER],
  ['4.1', { ...NO_ANSWER, notApplicable: true }],
  ['13.1', NO_ANSWER],
])

test('only what is empty is filled: not a zero, not “not applicable”, not what is being typed', () => {
  expect(pickCopies(answers, last, () => false)).toEqual(
    new Map([...last].filter(([key]) => ['9.2', '12.1'].includes(key))),
  )
  expect([...pickCopies(answers, last, (measure) => measure === '12.1').keys()]).toEqual(['9.2'])
})

test('a copy that was changed since needs no second look', () => {
  const copied = pickCopies(answers, last, () => false)
  expect(stillCopied(copied.keys(), new Map([...copied, ['12.1', value(91)]]), last)).toEqual(['9.2'])
})
