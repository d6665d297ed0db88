import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { judgeCriterion, judgeIndicator, judgeSheet, reachesStandard, summarise } from './judge-criterion.js'
import type { CriterionResult, MeasureResult } from './results.js'
import { xa2016To2020 } from './sets/xa-2016-2020.js'

const measureResults = fc.constantFrom<MeasureResult>('met', 'notMet', 'missing', 'notApplicable')
const criterionResults = fc.constantFrom<CriterionResult>('met', 'notMet', 'incomplete')
const keys = xa2016To2020.criteria.flatMap(({ indicators }) =>
  indicators.flatMap(({ measures }) => measures.map(({ key }) => key)),
)

describe('a criterion', () => {
  test.each<[string, MeasureResult[], CriterionResult]>([
    ['is met when every measure is', ['met', 'met'], 'met'],
    ['is not met when one measure is not', ['met', 'notMet'], 'notMet'],
    ['stays open while a figure is missing', ['met', 'missing'], 'incomplete'],
    ['is not met by a known shortfall even while a figure is missing', ['missing', 'notMet', 'met'], 'notMet'],
    ['asks nothing of what does not apply', ['met', 'notApplicable'], 'met'],
    ['of which nothing applies is met', ['notApplicable'], 'met'],
  ])('%s', (_rule, results, expected) => {
    expect(judgeCriterion(results)).toBe(expected)
    expect(judgeIndicator(results)).toBe(expected)
  })

  test('without measures cannot be judged', () => {
    expect(() => judgeCriterion([])).toThrow(RangeError)
    expect(() => judgeIndicator([])).toThrow(RangeError)
  })

  test('does not depend on the order of its measures', () => {
    const shuffled = fc
      .array(measureResults, { minLength: 1 })
      .chain((results) => fc.tuple(fc.constant(results), fc.shuffledSubarray(results, { minLength: results.length })))
    fc.assert(
      fc.property(shuffled, ([results, again]) => {
        expect(judgeCriterion(again)).toBe(judgeCriterion(results))
      }),
    )
  })

  test('that is met stays so when a measure that is not, or is missing, becomes met', () => {
    const rank = { notMet: 0, incomplete: 1, met: 2 }
    fc.assert(
      fc.property(fc.array(measureResults, { minLength: 1 }), fc.nat(), (results, at) => {
        const better = results.map((result, index) => (index === at % results.length ? 'met' : result))
        expect(rank[judgeCriterion(better)]).toBeGreaterThanOrEqual(rank[judgeCriterion(results)])
      }),
    )
  })
})

describe('a sheet', () => {
  test('has 19 results in order of criterion, whatever the order of the set', () => {
    const results = new Map(keys.map((key): [string, MeasureResult] => [key, key === '3.1' ? 'notMet' : 'met']))
    const backwards = { criteria: [...xa2016To2020.criteria].reverse() }
    const judged = judgeSheet(xa2016To2020, results)
    expect(judged).toHaveLength(19)
    expect(judged.indexOf('notMet')).toBe(2)
    expect(judgeSheet(backwards, results)).toEqual(judged)
  })

  test('that nobody has begun is incomplete throughout', () => {
    expect(judgeSheet(xa2016To2020, new Map())).toEqual(Array(19).fill('incomplete'))
  })

  test('counts both measures of 17.1', () => {
    const results = new Map(keys.map((key): [string, MeasureResult] => [key, key === '17.1b' ? 'notMet' : 'met']))
    expect(summarise(judgeSheet(xa2016To2020, results))).toEqual({ met: 18, notMet: 1, incomplete: 0 })
  })

  test('adds up, and reaches the standard exactly with all met', () => {
    fc.assert(
      fc.property(fc.array(criterionResults, { minLength: 19, maxLength: 19 }), (results) => {
        const { met, notMet, incomplete } = summarise(results)
        expect(met + notMet + incomplete).toBe(19)
        expect(reachesStandard(results)).toBe(met === 19)
      }),
    )
    expect(reachesStandard(Array(19).fill('met'))).toBe(true)
  })

  test('without criteria reaches nothing', () => {
    expect(reachesStandard([])).toBe(false)
  })
})
