import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CRITERION_RESULTS } from '../criteria/wire.js'
import { applyRejections, stateOf, VERIFICATION_STATES, verifyCriterion } from './verdicts.js'

test.each([
  ['without a verdict an indicator waits', undefined, 'waiting'],
  ['a confirmation holds', { verdict: 'confirmed', isOutdated: false }, 'confirmed'],
  ['a confirmation says nothing of a later value', { verdict: 'confirmed', isOutdated: true }, 'waiting'],
  ['a rejection holds', { verdict: 'rejected', isOutdated: false }, 'rejected'],
  ['a rejection stands until a later value is confirmed', { verdict: 'rejected', isOutdated: true }, 'rejected'],
] as const)('%s', (_rule, recorded, state) => {
  expect(stateOf(recorded)).toBe(state)
})

const CRITERIA = [
  { number: 1, indicators: ['1.1', '1.2'] },
  { number: 2, indicators: ['2.1'] },
]

test.each([
  ['without a rejection nothing changes', [], ['met', 'incomplete']],
  ['one rejected indicator takes its criterion', ['1.2'], ['notMet', 'incomplete']],
  ['also where figures are missing', ['2.1'], ['met', 'notMet']],
  ['an indicator of no criterion takes none', ['9.9'], ['met', 'incomplete']],
] as const)('%s', (_rule, rejected, results) => {
  expect(applyRejections(['met', 'incomplete'], CRITERIA, new Set(rejected))).toEqual(results)
})

test('a rejection never makes a criterion better', () => {
  const results = fc.array(fc.constantFrom(...CRITERION_RESULTS), { minLength: 2, maxLength: 2 })
  const rejected = fc.subarray(['1.1', '1.2', '2.1'])
  fc.assert(
    fc.property(results, rejected, (approved, indicators) => {
      const official = applyRejections(approved, CRITERIA, new Set(indicators))
      official.forEach((result, index) => expect([approved[index], 'notMet']).toContain(result))
    }),
  )
})

test.each([
  ['all confirmed: as the commune has it', 'met', ['confirmed', 'confirmed'], 'met'],
  ['one waits: nothing is said yet', 'met', ['confirmed', 'waiting'], null],
  ['one rejected: not met, whatever else waits', 'met', ['rejected', 'waiting'], 'notMet'],
  ['no indicator: nothing is said', 'met', [], null],
] as const)('%s', (_rule, result, states, verified) => {
  expect(verifyCriterion(result, states)).toBe(verified)
})

test('the departments never make a criterion met that is not', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...CRITERION_RESULTS),
      fc.array(fc.constantFrom(...VERIFICATION_STATES)),
      (result, states) => {
        if (verifyCriterion(result, states) === 'met') expect(result).toBe('met')
      },
    ),
  )
})
