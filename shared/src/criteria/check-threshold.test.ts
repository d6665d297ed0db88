import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkThreshold } from './check-threshold.js'

test.each([
  ['a boolean measure asks for đạt', 'boolean', true, undefined],
  ['and for no number', 'boolean', 1, 'threshold_not_boolean'],
  ['a percentage may be 0', 'percent', 0, undefined],
  ['and 100', 'percent', 100, undefined],
  ['but no more', 'percent', 100.01, 'out_of_range'],
  ['with two decimals', 'percent', 31.45, undefined],
  ['and no third', 'percent', 31.455, 'too_many_decimals'],
  ['a quantity is not negative', 'number', -1, 'out_of_range'],
  ['it may have four decimals', 'number', 41.2345, undefined],
  ['and no fifth', 'number', 41.23456, 'too_many_decimals'],
  ['it fits its column', 'number', 1e10, 'too_large'],
  ['a number is asked for, not đạt', 'percent', true, 'threshold_not_number'],
  ['what is no number is none', 'number', Number.NaN, 'threshold_not_number'],
] as const)('%s', (_rule, kind, value, fault) => {
  expect(checkThreshold({ kind }, value)).toBe(fault)
})

const hundredths = fc.integer({ min: -500, max: 12_000 }).map((hundred) => hundred / 100)

test('what passes is a number that a commune can reach exactly', () => {
  fc.assert(
    fc.property(fc.oneof(fc.double(), hundredths), (value) => {
      if (checkThreshold({ kind: 'percent' }, value) !== undefined) return
      expect(value).toBeGreaterThanOrEqual(0)
      expect(value).toBeLessThanOrEqual(100)
      expect(Number(value.toFixed(2)) === value).toBe(true)
    }),
  )
})
