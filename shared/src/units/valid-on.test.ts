import { expect, test } from 'vitest'
import { isValidOn } from './valid-on.js'

test.each([
  ['the first day counts', '2019-09-01', '2025-06-30', '2019-09-01', true],
  ['the last day counts', '2019-09-01', '2025-06-30', '2025-06-30', true],
  ['the day before the first does not', '2019-09-01', null, '2019-08-31', false],
  ['the day after the last does not', null, '2025-06-30', '2025-07-01', false],
  ['without a first day it was always valid', null, '2025-06-30', '1975-01-01', true],
  ['without a last day it still is', '2019-09-01', null, '2099-12-31', true],
])('%s', (_rule, validFrom, validTo, day, expected) => {
  expect(isValidOn({ validFrom, validTo }, day)).toBe(expected)
})
