import { expect, test } from 'vitest'
import { lapseOf } from './lapse.js'

test.each([
  ['without a last day it never lapses', null, null],
  ['thirty-one days ahead it is good', '2019-08-22', null],
  ['thirty days ahead it is about to lapse', '2019-08-21', 'lapsing'],
  ['on its last day it is still good, and about to lapse', '2019-07-22', 'lapsing'],
  ['the day after it has lapsed', '2019-07-21', 'lapsed'],
])('%s', (_rule, validTo, lapse) => {
  expect(lapseOf(validTo, '2019-07-22')).toBe(lapse)
})
