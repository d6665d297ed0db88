import fc from 'fast-check'
import { expect, test } from 'vitest'
import { judgeMeasure } from '../criteria/judge-measure.js'
import { comparePercent } from '../numbers/decimal.js'
import { isRolledUp, rollUp, type VillageFigure } from './roll-up.js'

/** Figures with up to four decimals, as they are kept: in ten-thousandths, so that the sum here is one of integers. */
const figure = fc
  .record({ denominator: fc.integer({ min: 0, max: 10_000_000 }), share: fc.double({ min: 0, max: 1, noNaN: true }) })
  .map(({ denominator, share }) => ({ denominator, numerator: Math.floor(denominator * share) }))
const figures = fc.array(figure, { maxLength: 40 })

const asTyped = ({ numerator, denominator }: VillageFigure): VillageFigure => ({
  numerator: numerator / 10_000,
  denominator: denominator / 10_000,
})

test('the sum is exact, to the last decimal', () => {
  fc.assert(
    fc.property(figures, (villages) => {
      const whole = villages.reduce((sum, { denominator }) => sum + denominator, 0)
      const part = villages.reduce((sum, { numerator }) => sum + numerator, 0)
      const expected = whole === 0 ? undefined : asTyped({ numerator: part, denominator: whole })
      expect(rollUp(villages.map(asTyped))).toEqual(expected)
    }),
  )
})

test('the order of the villages does not matter, nor in how many steps they are added', () => {
  const shuffled = figures.chain((villages) =>
    fc.record({
      villages: fc.constant(villages),
      other: fc.shuffledSubarray(villages, { minLength: villages.length, maxLength: villages.length }),
      cut: fc.integer({ min: 0, max: villages.length }),
    }),
  )
  fc.assert(
    fc.property(shuffled, ({ villages, other, cut }) => {
      const all = villages.map(asTyped)
      const steps = [rollUp(all.slice(0, cut)), rollUp(all.slice(cut))].filter((part) => part !== undefined)
      expect(rollUp(other.map(asTyped))).toEqual(rollUp(all))
      expect(rollUp(steps)).toEqual(rollUp(all))
    }),
  )
})

test('the commune is judged on the ratio of the sums, never on a rounded percentage or a mean of percentages', () => {
  const threshold = fc.integer({ min: 0, max: 10_000 }).map((hundredths) => hundredths / 100)
  fc.assert(
    fc.property(figures, threshold, (villages, limit) => {
      const sum = rollUp(villages)
      if (!sum) return
      const answer = { ...sum, value: null, notApplicable: false }
      const order = comparePercent(sum.numerator, sum.denominator, limit)
      const result = judgeMeasure({ kind: 'percent', comparator: '>=' }, limit, answer)
      expect(result).toBe(order >= 0 ? 'met' : 'notMet')
    }),
  )
})

test('0.1 and 0.2 make 0.3; nothing counted is no figure', () => {
  const tenths = [
    { numerator: 0.1, denominator: 0.1 },
    { numerator: 0.2, denominator: 0.2 },
  ]
  expect(rollUp(tenths)).toEqual({ numerator: 0.3, denominator: 0.3 })
  expect(rollUp([])).toBeUndefined()
  expect(rollUp([{ numerator: 0, denominator: 0 }])).toBeUndefined()
})

test('a mean of percentages would judge otherwise: 1 of 1 and 60 of 99 are 61 %, not 80 %', () => {
  const sum = rollUp([
    { numerator: 1, denominator: 1 },
    { numerator: 60, denominator: 99 },
  ])
  expect(sum).toEqual({ numerator: 61, denominator: 100 })
})

test('a sum is told from one that is off by the last decimal, in either number', () => {
  fc.assert(
    fc.property(figures, fc.constantFrom('numerator', 'denominator'), (villages, side) => {
      const sum = rollUp(villages.map(asTyped))
      fc.pre(sum !== undefined)
      expect(isRolledUp(sum, villages.map(asTyped))).toBe(true)
      expect(isRolledUp({ ...sum, [side]: sum[side] + 0.0001 }, villages.map(asTyped))).toBe(false)
    }),
  )
})

test('villages without anything to count add up to no figure', () => {
  expect(isRolledUp({ numerator: 0, denominator: 0 }, [{ numerator: 0, denominator: 0 }])).toBe(false)
})
