import { expect, test } from 'vitest'
import { randomStream } from './random.js'

test('a key always gives the same stream, another key another', () => {
  const draw = (key: string) => Array.from({ length: 5 }, randomStream(key, 1).next)
  expect(draw('a')).toEqual(draw('a'))
  expect(draw('a')).not.toEqual(draw('b'))
})

test('draws stay within their limits and reach both ends', () => {
  const random = randomStream('limits')
  const draws = Array.from({ length: 500 }, () => random.integer(3, 6))
  expect(new Set(draws)).toEqual(new Set([3, 4, 5, 6]))
  for (let count = 0; count < 500; count += 1) {
    const between = random.between(-1, 2)
    expect(between >= -1 && between < 2).toBe(true)
    expect(Math.abs(random.bell())).toBeLessThanOrEqual(3)
  }
})

test('chance comes true about as often as asked', () => {
  const random = randomStream('chance')
  const hits = Array.from({ length: 2000 }, () => random.chance(0.3)).filter(Boolean).length
  expect(hits).toBeGreaterThan(540)
  expect(hits).toBeLessThan(660)
})

test('shuffling keeps every item and leaves the list alone', () => {
  const items = [1, 2, 3, 4, 5, 6, 7, 8]
  const shuffled = randomStream('shuffle').shuffle(items)
  expect(shuffled).not.toEqual(items)
  expect(shuffled.toSorted((a, b) => a - b)).toEqual(items)
  expect(items).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
})

test('there is nothing to pick from an empty list', () => {
  expect(() => randomStream('empty').pick([])).toThrow(RangeError)
})
