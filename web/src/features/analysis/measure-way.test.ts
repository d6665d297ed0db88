import { expect, test } from 'vitest'
import { listTrendMeasures, tellWay } from './measure-way'
import { buildCommune } from './testing/builders'
import { buildSet, buildSheet } from './testing/sheet-builders'

const point = (period: string, value: number | null) => ({ period, value })

test('only measures of figures have a way to show, each with the threshold that judged the sheet', () => {
  const measures = listTrendMeasures(buildSheet(buildCommune('23512', 'Đắk Mar')), buildSet())
  expect(measures.map(({ key, value, threshold, isShort }) => [key, value, threshold, isShort])).toEqual([
    ['2.2', 65.8, 70, true],
  ])
})

test.each([
  ['from the first value known to the last', [null, 31, 33, null], { key: 'up', from: 31, to: 33, since: '2019-02' }],
  ['down is down, whatever is better', [9, 8.2], { key: 'down', from: 9, to: 8.2, since: '2019-01' }],
  ['the same at both ends is level', [5, 6, 5], { key: 'level', from: 5, to: 5, since: '2019-01' }],
  ['one value alone is no way', [null, 5], { key: 'none' }],
  ['neither is none', [null], { key: 'none' }],
])('%s', (_rule, values, way) => {
  expect(tellWay(values.map((value, index) => point(`2019-0${index + 1}`, value)))).toEqual(way)
})
