import fc from 'fast-check'
import { expect, test } from 'vitest'
import { AGENCIES } from '../units/data/agencies.js'
import { checkSet } from './check-set.js'
import { compareSets } from './compare-sets.js'
import type { CriteriaSet } from './definition.js'
import { xa2016To2020 } from './sets/xa-2016-2020.js'

const agencies = new Set(AGENCIES.map(({ code }) => code))

/** The set of 2016–2020 as a file that one part of is put wrong. */
function changed(change: (set: Mutable<CriteriaSet>) => void): CriteriaSet {
  const set = JSON.parse(JSON.stringify(xa2016To2020)) as Mutable<CriteriaSet>
  change(set)
  return set
}
type Mutable<T> = { -readonly [K in keyof T]: T[K] extends object ? Mutable<T[K]> : T[K] }

const codesOf = (set: CriteriaSet) => checkSet(set, agencies).map(({ code, pointer }) => `${pointer} ${code}`)
const firstMeasure = '/criteria/0/indicators/0/measures/0'

test('the set of 2016–2020 may be published', () => {
  expect(checkSet(xa2016To2020, agencies)).toEqual([])
})

test.each<[string, (set: Mutable<CriteriaSet>) => unknown, string[]]>([
  ['a set begins with a month', (set) => (set.validFrom = '2021-01-02'), ['/validFrom not_first_of_month']],
  ['on a day that there is', (set) => (set.validFrom = '2021-02-30'), ['/validFrom not_a_day']],
  ['and ends after that', (set) => (set.validTo = '2016-01-31'), ['/validTo ends_before_it_begins']],
  ['it rests on something', (set) => set.legalBasis.splice(0), ['/legalBasis no_legal_basis']],
  ['it has criteria', (set) => (set.groups.splice(0), set.criteria.splice(0)), ['/criteria empty']],
  ['a listed criterion is there', (set) => set.criteria.splice(18, 1), ['/groups/4/criteria/1 unknown_criterion']],
  [
    'criteria are numbered without a gap, and their indicators after them',
    (set) => ((set.criteria[18] as { number: number }).number = 20),
    [
      '/groups/4/criteria/1 unknown_criterion',
      '/criteria/18/group not_in_its_group',
      '/criteria/18/number number_gap',
      '/criteria/18/indicators/0/code not_of_criterion',
      '/criteria/18/indicators/1/code not_of_criterion',
    ],
  ],
  [
    'a criterion stands in one group, the one it names',
    (set) => ((set.criteria[0] as { group: string }).group = 'II'),
    ['/criteria/0/group not_in_its_group'],
  ],
  ['in no group twice', (set) => set.groups[1]?.criteria.push(1), ['/groups/1/criteria/8 named_twice']],
  [
    'an indicator is verified by an agency that there is',
    (set) => ((set.criteria[0]?.indicators[0] as { leadAgency: string }).leadAgency = 'khong-co'),
    ['/criteria/0/indicators/0/leadAgency unknown_agency'],
  ],
  [
    'a measure has a threshold for everybody',
    (set) => set.criteria[0]?.indicators[0]?.measures[0]?.thresholds.splice(0),
    [`${firstMeasure}/thresholds no_general_threshold`],
  ],
  [
    'of its own kind',
    (set) => ((set.criteria[0]?.indicators[0]?.measures[0]?.thresholds[0] as { value: unknown }).value = 5),
    [`${firstMeasure}/thresholds/0/value threshold_not_boolean`],
  ],
  [
    'and each scope once',
    (set) =>
      set.criteria[0]?.indicators[0]?.measures[0]?.thresholds.push({ region: '*', value: true, confirmed: true }),
    [`${firstMeasure}/thresholds/1 scope_twice`],
  ],
  [
    'đạt/chưa đạt is compared by nothing',
    (set) => ((set.criteria[0]?.indicators[0]?.measures[0] as { comparator: string }).comparator = '>='),
    [`${firstMeasure}/comparator comparator_of_other_kind`],
  ],
  [
    'and counted in nothing',
    (set) => ((set.criteria[0]?.indicators[0]?.measures[0] as { unit: unknown }).unit = '%'),
    [`${firstMeasure}/unit unit_of_other_kind`],
  ],
])('%s', (_rule, change, expected) => {
  expect(codesOf(changed((set) => void change(set)))).toEqual(expected)
})

test('a group, an indicator and a measure are each named once', () => {
  const set = changed(({ groups, criteria }) => {
    const [group, indicator] = [groups[0], criteria[0]?.indicators[1]]
    if (group) groups.push({ ...group, criteria: [] })
    if (indicator) criteria[0]?.indicators.push(indicator)
  })
  expect(codesOf(set)).toEqual([
    '/groups/5/code named_twice',
    '/criteria/0/indicators/2/code named_twice',
    '/criteria/0/indicators/2/measures/0/key named_twice',
  ])
})

test('every fault is listed, not only the first', () => {
  const set = changed((each) => {
    each.validFrom = '2021-01-02'
    each.criteria[3]?.indicators.splice(0)
    each.criteria[4]?.indicators[0]?.measures.splice(0)
  })
  expect(codesOf(set)).toEqual([
    '/validFrom not_first_of_month',
    '/criteria/3/indicators empty',
    '/criteria/4/indicators/0/measures empty',
  ])
})

test('a set is not otherwise than itself', () => {
  expect(compareSets(xa2016To2020, structuredClone(xa2016To2020))).toEqual([])
})

test('a changed threshold, a renamed criterion and a new indicator are told with what they were', () => {
  const after = changed((set) => {
    ;(set.criteria[0] as { name: string }).name = 'Quy hoạch chung'
    ;(set.criteria[4]?.indicators[0]?.measures[0]?.thresholds[1] as { value: number }).value = 75
    const [indicator] = set.criteria[0]?.indicators ?? []
    if (indicator) set.criteria[0]?.indicators.push({ ...indicator, code: '1.3', measures: [] })
  })
  expect(compareSets(xa2016To2020, after)).toMatchObject([
    { part: 'criterion', key: '1', change: 'changed', fields: [{ field: 'name', after: 'Quy hoạch chung' }] },
    { part: 'indicator', key: '1.3', change: 'added' },
    { part: 'threshold', key: '5.1, tay-nguyen', change: 'changed', fields: [{ before: '70', after: '75' }] },
  ])
})

test('what one way is added is the other way removed', () => {
  const subsets = fc.subarray([...xa2016To2020.criteria])
  fc.assert(
    fc.property(subsets, subsets, (some, others) => {
      const [a, b] = [
        { ...xa2016To2020, criteria: some },
        { ...xa2016To2020, criteria: others },
      ]
      const there = compareSets(a, b)
      const back = compareSets(b, a)
      const turn = { added: 'removed', removed: 'added', changed: 'changed' } as const
      expect(back.map(({ part, key, change }) => [part, key, turn[change]])).toEqual(
        there.map(({ part, key, change }) => [part, key, change]),
      )
      expect(there.length === 0).toBe(JSON.stringify(some) === JSON.stringify(others))
    }),
    { numRuns: 30 },
  )
})
