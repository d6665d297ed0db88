import fc from 'fast-check'
import { expect, test } from 'vitest'
import { BANDS, bandOf, countBands } from './bands.js'

test.each([
  [19, '19'],
  [18, '15-18'],
  [15, '15-18'],
  [14, '10-14'],
  [10, '10-14'],
  [9, '5-9'],
  [5, '5-9'],
  [4, '0-4'],
  [0, '0-4'],
])('%i criteria met is in band %s', (met, label) => {
  expect(bandOf(met)).toBe(label)
})

test.each([-1, 20, 9.5, Number.NaN])('%d is no number of criteria met', (met) => {
  expect(() => bandOf(met)).toThrow(RangeError)
})

test('without communes every band counts 0', () => {
  expect(countBands([])).toEqual(BANDS.map(({ label }) => ({ label, communes: 0 })))
})

test('every commune is in exactly one band, whatever the order of the list', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 19 })), (metCounts) => {
      const bands = countBands(metCounts)
      expect(bands.map(({ label }) => label)).toEqual(BANDS.map(({ label }) => label))
      expect(bands.reduce((sum, { communes }) => sum + communes, 0)).toBe(metCounts.length)
      expect(countBands([...metCounts].reverse())).toEqual(bands)
    }),
  )
})
