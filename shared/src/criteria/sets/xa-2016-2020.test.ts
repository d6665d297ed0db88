import { describe, expect, test } from 'vitest'
import { AGENCIES } from '../../units/data/agencies.js'
import type { Measure } from '../definition.js'
import { CRITERIA_SETS, findSetForPeriod } from './all-sets.js'
import { xa2016To2020 } from './xa-2016-2020.js'

const criteria = xa2016To2020.criteria
const indicators = criteria.flatMap((criterion) => criterion.indicators)
const measures = indicators.flatMap((indicator) => indicator.measures)

function measureOf(key: string): Measure {
  const measure = measures.find((each) => each.key === key)
  if (!measure) throw new Error(`No measure ${key}`)
  return measure
}

describe('the set of 2016–2020', () => {
  test('has 5 groups, 19 criteria, 49 indicators and 50 measures', () => {
    expect([xa2016To2020.groups, criteria, indicators, measures].map((list) => list.length)).toEqual([5, 19, 49, 50])
  })

  test('numbers its criteria 1 to 19, each in the one group that lists it', () => {
    expect(criteria.map(({ number }) => number)).toEqual(Array.from({ length: 19 }, (_, index) => index + 1))
    expect(xa2016To2020.groups.flatMap((group) => group.criteria)).toEqual(criteria.map(({ number }) => number))
    for (const group of xa2016To2020.groups) {
      expect(criteria.filter((each) => each.group === group.code).map(({ number }) => number)).toEqual(group.criteria)
    }
  })

  test('numbers each indicator after its criterion and each measure after its indicator, none twice', () => {
    for (const criterion of criteria) {
      const codes = criterion.indicators.map(({ code }) => code)
      expect(codes).toEqual(codes.map((_, index) => `${criterion.number}.${index + 1}`))
    }
    for (const { code, measures: own } of indicators) {
      expect(own.map(({ key }) => key)).toEqual(own.length === 1 ? [code] : [`${code}a`, `${code}b`])
    }
    expect(new Set(measures.map(({ key }) => key)).size).toBe(measures.length)
  })

  test('is led, indicator by indicator, by agencies that exist', () => {
    const agencies = AGENCIES.map(({ code }) => code)
    expect(indicators.filter(({ leadAgency }) => !agencies.includes(leadAgency))).toEqual([])
  })

  test('gives every measure a threshold for Kon Tum, of the kind and comparator that the measure has', () => {
    for (const { kind, unit, comparator, thresholds } of measures) {
      expect(thresholds.some(({ region }) => region === '*' || region === xa2016To2020.region)).toBe(true)
      expect(unit === null).toBe(kind === 'boolean')
      expect(comparator === 'is').toBe(kind === 'boolean')
      for (const { value } of thresholds) expect(value === true).toBe(kind === 'boolean')
    }
  })

  test('keeps a percentage within 0–100', () => {
    const values = measures.filter(({ kind }) => kind === 'percent').flatMap(({ thresholds }) => thresholds)
    expect(values.filter(({ value }) => Number(value) < 0 || Number(value) > 100)).toEqual([])
  })

  test('confirms no value without saying where it was read', () => {
    const confirmed = measures.flatMap(({ thresholds }) => thresholds).filter(({ confirmed }) => confirmed)
    expect(confirmed.length).toBeGreaterThan(0)
    expect(confirmed.filter(({ source }) => !source)).toEqual([])
  })

  test.each([
    ['10.1', 'tay-nguyen', { value: 41, year: 2020, confirmed: true }],
    ['11.1', 'tay-nguyen', { value: 7, confirmed: false }],
    ['15.3', '*', { value: 21.8, confirmed: true }],
    ['15.3', 'tay-nguyen', { value: 31.4, confirmed: true }],
    ['17.1b', 'tay-nguyen', { value: 50, confirmed: true }],
    ['2.2', 'tay-nguyen', { value: 70, confirmed: false, setBy: 'province' }],
  ] as const)('asks in measure %s of region %s what the decisions ask', (key, region, expected) => {
    expect(measureOf(key).thresholds.find((each) => each.region === region)).toMatchObject(expected)
  })

  test('accepts no "không áp dụng"', () => {
    expect(measures.filter(({ allowsNotApplicable }) => allowsNotApplicable)).toEqual([])
  })

  test('is text in NFC throughout', () => {
    const text = JSON.stringify(CRITERIA_SETS)
    expect(text).toBe(text.normalize('NFC'))
  })
})

test.each([
  ['2016-11', undefined],
  ['2016-12', 'xa-2016-2020'],
  ['2019-07', 'xa-2016-2020'],
  ['2021-12', 'xa-2016-2020'],
  ['2022-01', undefined],
])('the set that judges %s is %s', (period, code) => {
  expect(findSetForPeriod(period)?.code).toBe(code)
})

test('a set is not looked up for what is not a month', () => {
  expect(() => findSetForPeriod('2019-13')).toThrow(RangeError)
})
