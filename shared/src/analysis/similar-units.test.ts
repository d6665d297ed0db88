import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compareConditions, CONDITIONS, findSimilar, type Condition, type Conditions } from './similar-units.js'

const BASE: Conditions = {
  uid: 'a',
  code: '10001',
  area: 'huyện',
  thresholds: '',
  households: 1000,
  villages: 10,
  hardships: 2,
  povertyPercent: 12.5,
  start: 9,
}

const orNull = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: null })
const conditions = fc.record({
  uid: fc.integer({ min: 0, max: 60 }).map(String),
  code: fc.integer({ min: 10_000, max: 10_060 }).map(String),
  area: fc.constantFrom('huyện', 'thành phố'),
  thresholds: fc.constantFrom('', '10.1=30'),
  households: orNull(fc.integer({ min: 100, max: 3000 })),
  villages: orNull(fc.integer({ min: 0, max: 20 })),
  hardships: orNull(fc.integer({ min: 0, max: 20 })),
  povertyPercent: orNull(fc.integer({ min: 0, max: 10_000 }).map((hundredths) => hundredths / 100)),
  start: orNull(fc.integer({ min: 0, max: 19 })),
})
const communes = fc.uniqueArray(conditions, { selector: ({ uid }) => uid, maxLength: 30 })

describe('one condition', () => {
  test.each<[Condition, Partial<Conditions>, string]>([
    ['thresholds', { thresholds: '10.1=30' }, 'different'],
    ['area', { area: 'thành phố' }, 'different'],
    ['households', { households: 1500 }, 'same'],
    ['households', { households: 1501 }, 'different'],
    ['households', { households: 667 }, 'same'],
    ['households', { households: 666 }, 'different'],
    ['households', { households: null }, 'unknown'],
    ['villages', { villages: 15 }, 'same'],
    ['villages', { villages: 16 }, 'different'],
    ['hardship', { villages: 5, hardships: 2 }, 'same'],
    ['hardship', { villages: 10, hardships: 4 }, 'same'],
    ['hardship', { villages: 10, hardships: 5 }, 'different'],
    ['hardship', { villages: 0, hardships: 0 }, 'unknown'],
    ['hardship', { hardships: null }, 'unknown'],
    ['poverty', { povertyPercent: 17.5 }, 'same'],
    ['poverty', { povertyPercent: 17.51 }, 'different'],
    ['start', { start: 11 }, 'same'],
    ['start', { start: 12 }, 'different'],
    ['start', { start: null }, 'unknown'],
  ])('%s of one with %j is %s', (condition, change, expected) => {
    expect(compareConditions(BASE, { ...BASE, uid: 'b', ...change })[condition]).toBe(expected)
  })

  test('is as alike from one side as from the other, and every commune is like itself', () => {
    fc.assert(
      fc.property(conditions, conditions, (a, b) => {
        expect(compareConditions(a, b)).toEqual(compareConditions(b, a))
        expect(Object.values(compareConditions(a, a))).not.toContain('different')
      }),
    )
  })
})

describe('the group', () => {
  test('never has the subject, has no more than asked for, and each is like it in more conditions than not', () => {
    fc.assert(
      fc.property(conditions, communes, fc.integer({ min: 0, max: 8 }), (subject, others, most) => {
        const group = findSimilar(subject, others, most)
        expect(group.length).toBeLessThanOrEqual(most)
        for (const { conditions: found, likeness, same, known } of group) {
          expect(found.uid).not.toBe(subject.uid)
          expect(likeness).toEqual(compareConditions(subject, found))
          expect(same).toBe(CONDITIONS.filter((condition) => likeness[condition] === 'same').length)
          expect(same).toBeGreaterThan(known - same)
        }
      }),
    )
  })

  test('nobody left out is like the subject in more conditions than somebody in it', () => {
    fc.assert(
      fc.property(conditions, communes, (subject, others) => {
        const group = findSimilar(subject, others, 4)
        const least = Math.min(...group.map(({ same }) => same))
        const rest = findSimilar(subject, others, 100).slice(group.length)
        for (const { same } of rest) expect(same).toBeLessThanOrEqual(least)
      }),
    )
  })

  test('does not depend on the order in which the communes are looked at, nor on those far behind', () => {
    fc.assert(
      fc.property(conditions, communes, (subject, others) => {
        const group = findSimilar(subject, others, 5)
        expect(findSimilar(subject, [...others].reverse(), 5)).toEqual(group)
        const found = group.map((each) => each.conditions)
        expect(findSimilar(subject, found, 5)).toEqual(group)
      }),
    )
  })

  test('has a commune of the very same conditions before all others', () => {
    fc.assert(
      fc.property(conditions, communes, (subject, others) => {
        const twin = { ...subject, uid: 'twin', code: '0' }
        const [first] = findSimilar(subject, [...others, twin], 1)
        expect(first?.same).toBe(compareSame(subject, twin))
      }),
    )
  })
})

function compareSame(a: Conditions, b: Conditions): number {
  return Object.values(compareConditions(a, b)).filter((state) => state === 'same').length
}
