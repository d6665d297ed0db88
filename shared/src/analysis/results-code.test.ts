import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { CriterionResult } from '../criteria/results.js'
import { packResults, unpackResults } from './results-code.js'

const sheets = fc.array(fc.constantFrom<CriterionResult>('met', 'notMet', 'incomplete'), {
  minLength: 19,
  maxLength: 19,
})

test('results are one letter a criterion, in order', () => {
  const results: CriterionResult[] = ['met', 'notMet', 'incomplete', ...Array<CriterionResult>(16).fill('met')]
  expect(packResults(results)).toBe('MNIMMMMMMMMMMMMMMMM')
})

test('what is packed is unpacked the same', () => {
  fc.assert(
    fc.property(sheets, (results) => {
      expect(packResults(results)).toMatch(/^[MNI]{19}$/)
      expect(unpackResults(packResults(results))).toEqual(results)
    }),
  )
})

test('other than 19 results cannot be packed', () => {
  expect(() => packResults([])).toThrow(RangeError)
  expect(() => packResults(Array(20).fill('met'))).toThrow(RangeError)
})

test.each(['', 'M'.repeat(18), 'M'.repeat(20), 'm'.repeat(19), `${'M'.repeat(18)}X`])(
  '"%s" is no packed sheet',
  (text) => {
    expect(() => unpackResults(text)).toThrow(RangeError)
  },
)
