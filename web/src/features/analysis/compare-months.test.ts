import { expect, test } from 'vitest'
import type { AssessmentView } from '@ntm/shared/assessments/wire'
import { compareMonths } from './compare-months'
import { buildCommune } from './testing/builders'
import { buildSet, buildSheet } from './testing/sheet-builders'

const after = buildSheet(buildCommune('23512', 'Đắk Mar'))
const set = buildSet()

/** The month before, with another value of 2.2 and other results. */
function buildEarlier(value: number | null, results: readonly ('met' | 'notMet')[]): AssessmentView {
  return {
    ...after,
    period: '2019-05',
    values: after.values.map((each) => (each.measure === '2.2' ? { ...each, value } : each)),
    criteria: after.criteria.map((each, index) => ({ ...each, official: results[index] ?? each.official })),
  }
}

test('between equal months nothing has changed', () => {
  expect(compareMonths(after, after, set)).toEqual({ criteria: [], measures: [], gained: 0, lost: 0, waiting: 0 })
})

test('a criterion met since is gained, one no longer met is lost', () => {
  const { criteria, gained, lost } = compareMonths(buildEarlier(65.8, ['notMet', 'met']), after, set)
  expect(criteria.map(({ criterion, before, after: now }) => [criterion.number, before, now])).toEqual([
    [1, 'notMet', 'met'],
    [2, 'met', 'notMet'],
  ])
  expect([gained, lost]).toEqual([1, 1])
})

test.each([
  [60, true],
  [70, false],
  [null, undefined],
])('a least value that was %s and is 65,8: better is %s', (before, isBetter) => {
  const { measures } = compareMonths(buildEarlier(before, []), after, set)
  expect(measures.map(({ measure, before: then, after: now }) => [measure.key, then, now])).toEqual([
    ['2.2', before, 65.8],
  ])
  expect(measures[0]?.isBetter).toBe(isBetter)
})

test('what the later sheet does not say yet is no setback: it is counted apart', () => {
  const begun: AssessmentView = {
    ...after,
    values: after.values.map((each) => ({ ...each, value: null, result: 'missing' })),
    criteria: after.criteria.map((each) => ({ ...each, reported: 'incomplete', official: null })),
  }
  expect(compareMonths(after, begun, set)).toEqual({ criteria: [], measures: [], gained: 0, lost: 0, waiting: 2 })
})
