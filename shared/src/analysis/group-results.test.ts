import { expect, test } from 'vitest'
import type { CriterionResult } from '../criteria/results.js'
import { meetsGroup } from './group-results.js'

const groupV = { criteria: [18, 19] }
const sheet = (...lastTwo: [CriterionResult, CriterionResult]) => [
  ...Array<CriterionResult>(17).fill('notMet'),
  ...lastTwo,
]

test.each([
  ['met', 'met', true],
  ['met', 'notMet', false],
  ['met', 'incomplete', false],
  ['notMet', 'met', false],
] as const)('with criterion 18 %s and 19 %s group V is met: %s', (eighteenth, nineteenth, expected) => {
  expect(meetsGroup(groupV, sheet(eighteenth, nineteenth))).toBe(expected)
})

test('a group is not judged by results that do not reach it', () => {
  expect(() => meetsGroup(groupV, ['met'])).toThrow(RangeError)
})
