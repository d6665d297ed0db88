import { expect, test } from 'vitest'
import {
  changeOf,
  findBands,
  findBandShift,
  findComparison,
  findHardestCriteria,
  findHardestGroup,
  findMatrix,
  findMatrixGroup,
  findSpread,
  findTrend,
  shareOf,
} from './findings'

const LABELS = ['19', '15-18', '10-14', '5-9', '0-4']
const bandsOf = (...counts: number[]) => LABELS.map((label, index) => ({ label, communes: counts[index] ?? 0 }))
const criterion = (number: number, name: string, met: number) => ({
  number,
  name,
  met,
  notMet: 86 - met,
  incomplete: 0,
  noData: 0,
})
const unit = (name: string) => ({
  uid: name,
  code: '1',
  kind: 'district' as const,
  type: 'huyện',
  name,
  fullName: name,
})
const child = (name: string, mean: number | null) => ({
  unit: unit(name),
  communes: 5,
  counted: mean === null ? 0 : 5,
  criteriaMet: { total: 0, mean },
  bands: [],
  progress: { notStarted: 0, draft: 0, submitted: 0, returned: 0, approved: 0, consolidated: 0 },
})
const point = (period: string, mean: number | null, at19 = 0) => ({
  period,
  communes: 86,
  counted: mean === null ? 0 : 86,
  total: 0,
  mean,
  at19,
  bands: [],
})

test.each([
  ['every commune is “all”', 86, 86, 'all'],
  ['every one of a few is “all” too', 3, 3, 'all'],
  ['41 of 86 is nearly half', 41, 86, 'nearlyHalf'],
  ['43 of 86 is half, neither nearly nor over', 43, 86, 'half'],
  ['44 of 86 is over half', 44, 86, 'overHalf'],
  ['57 of 86 is two thirds', 57, 86, 'twoThirds'],
  ['80 of 86 is nearly all', 80, 86, 'nearlyAll'],
  ['a handful is told by its count', 4, 86, 'count'],
  ['of ten communes any part is told by its count', 4, 10, 'count'],
  ['nothing of nothing is a count', 0, 0, 'count'],
])('%s', (_rule, count, total, key) => {
  expect(shareOf(count, total)).toEqual({ key, count, total })
})

test('the bands of June 2019 say that nearly half the communes are still at 5–9', () => {
  expect(findBands(bandsOf(18, 8, 19, 41, 0), 86)).toEqual({
    key: 'bands',
    values: { range: '5–9', counted: 86 },
    share: { key: 'nearlyHalf', count: 41, total: 86 },
  })
})

test('of two bands of one size the lower is named', () => {
  expect(findBands(bandsOf(3, 0, 0, 3, 0), 6).values).toMatchObject({ range: '5–9' })
})

test('a top band that is the largest is good news of its own', () => {
  expect(findBands(bandsOf(9, 1, 0, 0, 0), 10)).toMatchObject({ key: 'bandsTop', share: { key: 'count' } })
})

test('without results no finding is claimed', () => {
  expect(findBands(bandsOf(0, 0, 0, 0, 0), 86).key).toBe('noResults')
  expect(findHardestCriteria([criterion(1, 'Quy hoạch', 0)], new Map(), 0).key).toBe('noResults')
  expect(findHardestGroup([], 0).key).toBe('noResults')
  expect(findSpread([child('Đắk Hà', null)]).key).toBe('noResults')
})

test('the three criteria met by the fewest are named, hardest first, the lower number first among equals', () => {
  const criteria = [
    criterion(2, 'Giao thông', 38),
    criterion(6, 'Cơ sở vật chất văn hóa', 27),
    criterion(11, 'Hộ nghèo', 27),
    criterion(17, 'Môi trường và an toàn thực phẩm', 25),
  ]
  expect(findHardestCriteria(criteria, new Map(), 86).values).toEqual({
    names: 'Môi trường và an toàn thực phẩm, cơ sở vật chất văn hóa, hộ nghèo',
  })
})

test('names in the reader’s language take the place of the ones in the figures', () => {
  const names = new Map([[11, 'Poverty']])
  expect(findHardestCriteria([criterion(11, 'Hộ nghèo', 3)], names, 86).values).toEqual({ names: 'Poverty' })
})

test('a criterion that every counted commune meets holds nobody back', () => {
  expect(findHardestCriteria([criterion(1, 'Quy hoạch', 86)], new Map(), 86).key).toBe('criteriaAllMet')
})

test('the group met by the fewest communes is the bottleneck', () => {
  const groups = [
    { code: 'I', name: 'Quy hoạch', criteria: [1], communesMeetingAll: 86 },
    { code: 'II', name: 'Hạ tầng', criteria: [2, 3], communesMeetingAll: 21 },
  ]
  expect(findHardestGroup(groups, 86)).toEqual({ key: 'groupHardest', values: { code: 'II', communes: 21, total: 86 } })
  expect(findHardestGroup(groups.slice(0, 1), 86).key).toBe('groupsAllMet')
  expect(findHardestGroup([{ ...groups[0], communesMeetingAll: 0, code: 'I', name: '', criteria: [1] }], 86).key).toBe(
    'groupNobody',
  )
})

test('the best and the worst mean are named, whatever the order of the rows', () => {
  const children = [child('Đắk Tô', 14.13), child('Tu Mơ Rông', 8.82), child('Kon Tum', 14.64)]
  expect(findSpread(children)).toEqual({ key: 'spread', values: { best: 'Kon Tum', worst: 'Tu Mơ Rông' } })
})

test('equal means have no first and no last; one unit alone is only named', () => {
  expect(findSpread([child('A', 9), child('B', 9)]).key).toBe('spreadLevel')
  expect(findSpread([child('A', 9)])).toEqual({ key: 'spreadOne', values: { name: 'A' } })
})

test('the change over the months is exact and counts from the first month with a result', () => {
  const points = [point('2018-11', null), point('2018-12', 11.41), point('2019-06', 12.23)]
  expect(findTrend(points)).toEqual({ key: 'trendUp', values: { by: 0.82, months: 6 } })
})

test('a change below 0,05 is standing still, and a fall is called one', () => {
  expect(findTrend([point('2019-05', 12.2), point('2019-06', 12.24)]).key).toBe('trendLevel')
  expect(findTrend([point('2019-05', 12.2), point('2019-06', 12.1)])).toMatchObject({
    key: 'trendDown',
    values: { by: 0.1 },
  })
  expect(findTrend([point('2019-06', 12.2)]).key).toBe('trendNone')
})

test('the communes at 19/19 are followed from the first month to the last', () => {
  expect(findBandShift([point('2018-01', 10, 9), point('2019-06', 12, 18)])).toEqual({
    key: 'topUp',
    values: { from: 9, to: 18, total: 86 },
  })
  expect(findBandShift([point('2018-01', 10, 9), point('2019-06', 12, 9)]).key).toBe('topLevel')
  expect(findBandShift([point('2018-01', 10, 9), point('2019-06', 12, 8)]).key).toBe('topDown')
  expect(findBandShift([]).key).toBe('trendNone')
})

test('a change keeps its sign and no trace of binary fractions', () => {
  expect(changeOf(11.41, 12.23)).toBe(0.82)
  expect(changeOf(12.23, 11.41)).toBe(-0.82)
  expect(changeOf(3, 3)).toBe(0)
})

test('of the communes shown those one criterion short are named first', () => {
  const row = (met: number | null, name = 'Đắk Mar') => ({
    unit: unit(name),
    met,
    results: Array.from({ length: 19 }, () => null),
  })
  expect(findMatrix([row(18), row(19), row(18), row(null)])).toEqual({ key: 'matrixOneShort', values: { communes: 2 } })
  expect(findMatrix([row(19), row(19)])).toMatchObject({ key: 'matrixAll', values: { total: 2 } })
  expect(findMatrix([row(19), row(9)])).toEqual({ key: 'matrixTop', values: { communes: 1, total: 2 } })
  expect(findMatrix([row(9), row(16, 'Đắk HRing')])).toEqual({
    key: 'matrixClosest',
    values: { name: 'Đắk HRing', met: 16, total: 19 },
  })
  expect(findMatrix([row(null)]).key).toBe('noResults')
})

test('while some communes have no result the sentence speaks of the others only, and nobody is ahead', () => {
  expect(findBands(bandsOf(3, 2, 4, 8, 0), 86)).toMatchObject({ key: 'bandsPartial', values: { counted: 17 } })
  expect(findSpread([child('Đắk Hà', 9), child('Kon Rẫy', null)])).toEqual({
    key: 'spreadPartial',
    values: { counted: 5, communes: 10 },
  })
})

test('a month is compared with an earlier one only when every commune is counted', () => {
  const december = {
    kind: 'lastDecember' as const,
    period: '2018-12',
    communes: 86,
    counted: 86,
    criteriaMet: { total: 981, mean: 11.41 },
    bands: [],
    criteria: [],
  }
  expect(findComparison({ communes: 86, counted: 86, comparisons: [december] }, 'lastDecember')).toBe(december)
  expect(findComparison({ communes: 86, counted: 17, comparisons: [december] }, 'lastDecember')).toBeUndefined()
  expect(
    findComparison({ communes: 86, counted: 86, comparisons: [{ ...december, counted: 0 }] }, 'lastDecember'),
  ).toBeUndefined()
})

test('a city is called in full, since its province may bear the same name', () => {
  const city = { ...unit('Kon Tum'), type: 'thành phố', fullName: 'Thành phố Kon Tum' }
  const spread = findSpread([{ ...child('Kon Tum', 16), unit: city }, child('Sa Thầy', 8)])
  expect(spread.values).toEqual({ best: 'Thành phố Kon Tum', worst: 'Sa Thầy' })
})

test('with a group chosen, the communes that meet all of it are counted, among those with a result', () => {
  const rows = [
    { met: 2, results: ['met' as const, 'met' as const, 'notMet' as const] },
    { met: 1, results: ['notMet' as const, 'met' as const, 'notMet' as const] },
    { met: null, results: [null, null, null] },
  ]
  expect(findMatrixGroup(rows, { code: 'V', criteria: [1, 2] })).toEqual({
    key: 'matrixGroup',
    values: { communes: 1, total: 2, code: 'V' },
  })
  expect(findMatrixGroup([], { code: 'V', criteria: [1, 2] }).key).toBe('noResults')
})
