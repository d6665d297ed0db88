import fc from 'fast-check'
import { expect, test } from 'vitest'
import { PUBLISHED_ROWS } from './data/published-figures.js'
import { meanCriteria } from './mean-criteria.js'

test.each([
  [1052, 86, 12.23],
  [1258, 85, 14.8],
  [981, 86, 11.41],
  [0, 86, 0],
  [86 * 19, 86, 19],
  // 1.005 and 2.675 are less than that in binary; half goes up all the same.
  [201, 200, 1.01],
  [107, 40, 2.68],
])('%i criteria over %i communes are %d', (total, communes, mean) => {
  expect(meanCriteria(total, communes)).toBe(mean)
})

test('every published mean is that of its total', () => {
  const rows = PUBLISHED_ROWS.filter(({ total }) => total !== undefined)
  expect(rows).toHaveLength(4)
  for (const { total, communes, mean } of rows) expect(meanCriteria(total ?? 0, communes)).toBe(mean)
})

test('there is no mean of no communes', () => {
  expect(meanCriteria(0, 0)).toBeNull()
})

test('a mean is off the true one by half a hundredth at most', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 20_000 }), fc.double({ min: 0, max: 1, noNaN: true }), (communes, share) => {
      const total = Math.floor(communes * 19 * share)
      const hundredths = Math.round((meanCriteria(total, communes) ?? 0) * 100)
      expect(Math.abs(hundredths * communes - total * 100) * 2).toBeLessThanOrEqual(communes)
    }),
  )
})
