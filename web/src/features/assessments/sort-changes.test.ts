import { expect, test } from 'vitest'
import { hasEarlierState, sortChanges, type ValueChange } from './sort-changes'

const measures = new Map([
  ['11.1', { key: '11.1', kind: 'percent' as const }],
  ['13.1', { key: '13.1', kind: 'boolean' as const }],
])
const change = (told: Partial<ValueChange>): ValueChange => ({
  measure: '11.1',
  before: 8,
  after: 8.2,
  resultBefore: 'notMet',
  resultAfter: 'notMet',
  ...told,
})

test.each([
  ['another result', { resultBefore: 'met' as const }, 'large'],
  ['a figure far from the one before', { after: 18 }, 'large'],
  ['a figure that moved a little', {}, 'small'],
  ['an answer where there was none', { before: null, resultBefore: null }, 'large'],
] as const)('%s is a %s change', (_what, told, size) => {
  expect(sortChanges([change(told)], measures)[size]).toHaveLength(1)
})

test('without an earlier state everything is new, and that is no change', () => {
  const first = change({ before: null, resultBefore: null })
  expect(hasEarlierState({ values: [first], criteria: [] })).toBe(false)
  expect(hasEarlierState({ values: [first, change({})], criteria: [] })).toBe(true)
  expect(hasEarlierState({ values: [], criteria: [] })).toBe(true)
})
