import { describe, expect, test } from 'vitest'
import { compareCommunes, compareShares, findFastest, findLead, keepDifferences, resultIn } from './compare-units'
import { buildComparedCommune, buildComparedDistrict, MAR, REO } from './testing/compare-builders'
import { buildSet } from './testing/sheet-builders'

const AHEAD = buildComparedCommune(MAR, 2)
const BEHIND = buildComparedCommune(REO, 1)
const WITHOUT = { ...BEHIND, counted: 0, criteriaMet: { total: 0, mean: null }, values: [] }

describe('communes beside each other', () => {
  test('criteria that differ come first, each measure with its gap', () => {
    const rows = compareCommunes([AHEAD, BEHIND], buildSet())
    expect(rows.map(({ number, differs }) => [number, differs])).toEqual([
      [2, true],
      [1, false],
    ])
    expect(rows[0]?.results).toEqual(['met', 'notMet'])
    expect(rows[0]?.measures[0]?.cells.map(({ gap }) => gap?.by)).toEqual([undefined, 4.2])
  })

  test('only what differs is kept where only that is asked for', () => {
    const rows = keepDifferences(compareCommunes([AHEAD, BEHIND], buildSet()))
    expect(rows.map(({ number, measures }) => [number, measures.map(({ measure }) => measure.key)])).toEqual([
      [2, ['2.2']],
    ])
    expect(keepDifferences(compareCommunes([AHEAD, AHEAD], buildSet()))).toEqual([])
  })

  test('a criterion that comes to the same is kept while one of its measures does not', () => {
    const [planning, transport] = AHEAD.values
    const values = planning && transport ? [planning, { ...transport, result: 'notMet' as const }] : []
    const rows = keepDifferences(compareCommunes([AHEAD, { ...AHEAD, values }], buildSet()))
    expect(rows.map(({ number, differs }) => [number, differs])).toEqual([[2, false]])
  })

  test('a result that the district or a department decided otherwise than the values is told apart', () => {
    const values = AHEAD.values.map((value) => ({ ...value, result: 'met' as const }))
    const decided = (units: Parameters<typeof compareCommunes>[0]) =>
      compareCommunes(units, buildSet()).find(({ number }) => number === 2)?.decided
    expect(decided([AHEAD, BEHIND, { ...BEHIND, values }])).toEqual([false, false, true])
    expect(decided([{ ...AHEAD, values: BEHIND.values }, WITHOUT])).toEqual([true, false])
  })

  test('a commune without a result has none in any criterion, and no answers', () => {
    const open = WITHOUT.criteria.map((each) => ({ ...each, met: 0, notMet: 0, noData: 1 }))
    expect(resultIn({ criteria: open }, 2)).toBe('noData')
    const [first] = compareCommunes([{ ...WITHOUT, criteria: open }], buildSet())
    expect(first?.measures[0]?.cells).toEqual([{ value: undefined, gap: undefined }])
  })
})

describe('districts beside each other', () => {
  test('the criterion on which they are furthest apart comes first, as shares and not as counts', () => {
    const rows = compareShares([
      buildComparedDistrict('615', 'Đắk Hà', 3, 12.4),
      buildComparedDistrict('616', 'Sa Thầy', 8, 11),
    ])
    expect(rows.map(({ number, range }) => [number, range])).toEqual([
      [2, 50],
      [1, 0],
    ])
    expect(rows[0]?.cells.map(({ met, known, percent }) => [met, known, percent])).toEqual([
      [3, 10, 30],
      [8, 10, 80],
    ])
  })
})

describe('who is ahead', () => {
  test.each([
    [[AHEAD, BEHIND], 'compareCount', { best: 'Đắk Mar', most: 2, worst: 'Ngọk Réo', least: 1 }],
    [[AHEAD, { ...AHEAD, unit: REO }], 'compareCountLevel', { value: 2 }],
    [[AHEAD, WITHOUT], 'noResults', {}],
    [
      [buildComparedDistrict('615', 'Đắk Hà', 3, 12.4), buildComparedDistrict('616', 'Sa Thầy', 8, 11)],
      'compareMean',
      { best: 'Đắk Hà', most: '12.40', worst: 'Sa Thầy', least: '11.00' },
    ],
  ])('case %#', (units, key, values) => {
    expect(findLead(units, (mean) => mean.toFixed(2))).toEqual({ key, values })
  })
})

describe('who has gone furthest', () => {
  const way = (name: string, ...values: (number | null)[]) => ({ name, kind: 'commune' as const, values })
  test.each([
    [[way('A', 5, 9), way('B', 10, 11)], 'compareFastest', { name: 'A', from: 5, to: 9, months: 1 }],
    [[way('A', null, 5, 7), way('B', 10, 11, 12)], 'compareTogether', { name: 'A', other: 'B', by: 2 }],
    [[way('A', 5, 5), way('B', 10, 9)], 'compareNobodyUp', { months: 1 }],
    [[way('A', 5, null)], 'trendNone', {}],
  ])('case %#', (ways, key, values) => {
    expect(findFastest(ways, 1, String)).toEqual({ key, values })
  })
})
