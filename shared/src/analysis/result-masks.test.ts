import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { CriterionResult } from '../criteria/results.js'
import { packResults, unpackResults } from './result-masks.js'

const anyResult = fc.constantFrom<CriterionResult>('met', 'notMet', 'incomplete')

test('what is packed is read back, up to thirty criteria', () => {
  fc.assert(
    fc.property(fc.array(anyResult, { maxLength: 30 }), (results) => {
      expect(unpackResults(packResults(results), results.length)).toEqual(results)
    }),
  )
})

test('no criterion is met and not met at once, and each met one is one bit', () => {
  fc.assert(
    fc.property(fc.array(anyResult, { maxLength: 30 }), (results) => {
      const { metMask, notMetMask } = packResults(results)
      expect(metMask & notMetMask).toBe(0)
      const bits = [...metMask.toString(2)].filter((bit) => bit === '1').length
      expect(bits).toBe(results.filter((result) => result === 'met').length)
    }),
  )
})

test('refuses more criteria than an integer holds', () => {
  expect(() => packResults(Array.from({ length: 31 }, () => 'met' as const))).toThrow(RangeError)
})
