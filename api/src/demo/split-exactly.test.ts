import fc from 'fast-check'
import { expect, test } from 'vitest'
import { splitExactly } from './split-exactly.js'

test('the parts come to the total, and none is larger than it may be', () => {
  const part = fc.record({ weight: fc.integer({ min: 1, max: 50 }), cap: fc.integer({ min: 0, max: 300 }) })
  const split = fc.array(part, { minLength: 1, maxLength: 12 }).chain((parts) =>
    fc.record({
      parts: fc.constant(parts),
      total: fc.integer({ min: 0, max: parts.reduce((sum, { cap }) => sum + cap, 0) }),
    }),
  )
  fc.assert(
    fc.property(split, ({ parts, total }) => {
      const caps = parts.map(({ cap }) => cap)
      const found = splitExactly(
        total,
        parts.map(({ weight }) => weight),
        caps,
      )
      expect(found.reduce((sum, each) => sum + each, 0)).toBe(total)
      found.forEach((each, index) => expect(each).toBeLessThanOrEqual(caps[index] ?? 0))
    }),
  )
})

test('what the parts cannot hold is refused', () => {
  expect(() => splitExactly(4, [1, 1], [1, 2])).toThrow(RangeError)
})
