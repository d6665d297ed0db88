import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatVietnameseNumber } from '@ntm/shared/numbers/vietnamese-number'
import { judgeBench, judgeTrial, meetAll, type Trial } from './judge-bench'
import { buildSet } from './testing/builders'

const set = buildSet()
const [poverty] = set.groups[0]?.criteria[1]?.indicators[0]?.measures ?? []
const print = (value: number) => formatVietnameseNumber(value, { isGrouped: false })

test.each<[Trial | undefined, string, boolean]>([
  ['7', 'met', false],
  ['7,01', 'notMet', false],
  ['7.5 %', 'notMet', false],
  ['7/100', 'met', false],
  ['8 / 100', 'notMet', false],
  ['', 'missing', false],
  [undefined, 'missing', false],
  ['bảy', 'missing', true],
  ['100,5', 'missing', true],
  ['101/100', 'missing', true],
  ['5/', 'missing', true],
])('%s of a share that may be 7 %% at most: %s', (trial, result, isFaulty) => {
  if (!poverty) throw new Error('The set of the test lacks its measure')
  expect(judgeTrial(poverty, trial)).toEqual({ result, isFaulty })
})

test('values on every threshold meet every criterion, and one that is missed fails its own alone', () => {
  const trials = meetAll(set, print)
  expect(judgeBench(set, trials).summary).toEqual({ met: 2, notMet: 0, incomplete: 0 })
  expect([...judgeBench(set, new Map(trials).set('1.1', false)).criteria]).toEqual([
    [1, 'notMet'],
    [11, 'met'],
  ])
})

test('whatever is typed, every criterion has one result', () => {
  fc.assert(
    fc.property(fc.string(), fc.boolean(), (text, choice) => {
      const { summary } = judgeBench(
        set,
        new Map<string, Trial>([
          ['1.1', choice],
          ['11.1', text],
        ]),
      )
      expect(summary.met + summary.notMet + summary.incomplete).toBe(2)
    }),
  )
})
