import { expect, test } from 'vitest'
import type { MeasureAnswer } from '@ntm/shared/criteria/results'
import { findJumps } from './find-jumps'
import { NO_ANSWER } from './saving/edits'

const value = (figure: number | boolean | null): MeasureAnswer => ({ ...NO_ANSWER, value: figure })
const ratio = (numerator: number, denominator: number): MeasureAnswer => ({ ...NO_ANSWER, numerator, denominator })

test.each([
  ['a percentage ten points away', 'percent', value(8.6), value(18.6), 'value'],
  ['a percentage just short of ten points away', 'percent', value(8.6), value(18.59), undefined],
  ['a ratio ten points away', 'percent', ratio(100, 1000), ratio(200, 1000), 'value'],
  ['a ratio out of a fifth more households', 'percent', ratio(100, 1000), ratio(120, 1200), 'denominator'],
  ['a ratio typed as a percentage at last', 'percent', ratio(100, 1000), value(11), undefined],
  ['a quantity a fifth larger', 'number', value(30), value(36), 'value'],
  ['a quantity nearly a fifth larger', 'number', value(30), value(35.9), undefined],
  ['a quantity that was nothing', 'number', value(0), value(1), 'value'],
  ['a quantity that stays nothing', 'number', value(0), value(0), undefined],
  ['an answer turned round', 'boolean', value(true), value(false), 'value'],
  ['an answer that stays', 'boolean', value(true), value(true), undefined],
  ['an answer that is missing', 'boolean', value(true), value(null), undefined],
  ['a figure that is missing', 'percent', value(8.6), value(null), undefined],
] as const)('%s', (_what, kind, before, after, part) => {
  const jumps = findJumps([{ key: '1', kind }], new Map([['1', before]]), new Map([['1', after]]))
  expect(jumps[0]?.part).toBe(part)
})

test('without a month before there is nothing to compare with', () => {
  expect(findJumps([{ key: '1', kind: 'number' }], new Map(), new Map([['1', value(5)]]))).toEqual([])
})
