import { expect, test } from 'vitest'
import type { TrendView } from '@ntm/shared/analysis/wire'
import { pickYears } from './pick-years'

function point(period: string, counted: number): TrendView['points'][number] {
  return { period, communes: 86, counted, total: 0, mean: null, at19: 0, bands: [] }
}

test('years are the Decembers since the first result, and the month that is shown', () => {
  const points = [
    point('2016-12', 0),
    point('2017-11', 86),
    point('2017-12', 86),
    point('2018-12', 85),
    point('2019-06', 86),
  ]
  expect(pickYears(points).map(({ period }) => period)).toEqual(['2017-12', '2018-12', '2019-06'])
})

test('a December that is shown itself stands there once', () => {
  expect(pickYears([point('2018-11', 86), point('2018-12', 86)]).map(({ period }) => period)).toEqual(['2018-12'])
})

test('without any result there is no way to show', () => {
  expect(pickYears([point('2018-12', 0)])).toEqual([])
})
