import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compareDecimals, decimalOf, formatDecimal, type Decimal } from '../numbers/decimal.js'
import { countBins, type Bin } from './histogram.js'

const figures = fc.integer({ min: 0, max: 10_000_000 }).map((hundredths) => decimalOf(hundredths / 100))
const many = fc.array(figures, { minLength: 1, maxLength: 80 })
const print = (bins: readonly Bin[]) =>
  bins.map(({ from, to, count }) => `${formatDecimal(from)}-${formatDecimal(to)}: ${count}`)
const count = (values: readonly number[], threshold: number | undefined, isUpperIncluded = false) =>
  print(
    countBins(values.map(decimalOf), {
      threshold: threshold === undefined ? undefined : decimalOf(threshold),
      isUpperIncluded,
    }),
  )

test('a value on a least threshold lies with what meets it, on a most threshold too', () => {
  expect(count([40, 65, 70, 110], 65)).toEqual([
    ...['40-45: 1', '45-50: 0', '50-55: 0', '55-60: 0', '60-65: 0', '65-70: 1', '70-75: 1', '75-80: 0'],
    ...['80-85: 0', '85-90: 0', '90-95: 0', '95-100: 0', '100-105: 0', '105-110: 0', '110-115: 1'],
  ])
  expect(count([1, 7, 8], 7, true)).toEqual([
    ...['0.5-1: 1', '1-1.5: 0', '1.5-2: 0', '2-2.5: 0', '2.5-3: 0', '3-3.5: 0', '3.5-4: 0', '4-4.5: 0'],
    ...['4.5-5: 0', '5-5.5: 0', '5.5-6: 0', '6-6.5: 0', '6.5-7: 1', '7-7.5: 0', '7.5-8: 1'],
  ])
})

test('values that are one and the same are one bar, and nothing is none', () => {
  expect(count([100, 100, 100], 100)).toEqual(['100-100: 3'])
  expect(count([], 65)).toEqual([])
})

test('without a threshold bars begin at round numbers', () => {
  expect(count([3, 4, 9], undefined)[0]).toBe('3-3.5: 1')
})

test('every value is counted once, in the bar that has it, and no bar has values on both sides of the threshold', () => {
  fc.assert(
    fc.property(many, fc.option(figures, { nil: undefined }), fc.boolean(), (values, threshold, isUpperIncluded) => {
      const bins = countBins(values, { threshold, isUpperIncluded })
      expect(bins.length).toBeGreaterThan(0)
      expect(bins.length).toBeLessThanOrEqual(17)
      expect(bins.reduce((sum, bin) => sum + bin.count, 0)).toBe(values.length)
      if (bins.length === 1) return
      bins.slice(1).forEach((bin, index) => expect(compareDecimals(bin.from, bins[index]?.to ?? bin.to)).toBe(0))
      const has = (bin: Bin, value: Decimal) => {
        const [low, high] = [compareDecimals(value, bin.from), compareDecimals(value, bin.to)]
        return isUpperIncluded ? low > 0 && high <= 0 : low >= 0 && high < 0
      }
      for (const bin of bins) {
        expect(values.filter((value) => has(bin, value))).toHaveLength(bin.count)
        if (threshold === undefined) continue
        const isSplit = compareDecimals(bin.from, threshold) < 0 && compareDecimals(bin.to, threshold) > 0
        expect(isSplit).toBe(false)
      }
      expect(bins.at(0)?.count).toBeGreaterThan(0)
      expect(bins.at(-1)?.count).toBeGreaterThan(0)
    }),
  )
})
