import { expect, test } from 'vitest'
import { collectedMeasures, findWeakest, listRows, selectRows } from './read-matrix'
import { buildFigures, buildMeasure, figure } from './testing/builders'

const view = buildFigures([
  buildMeasure('9.2', [figure(90, 100), figure(70, 100), figure(40, 100)]),
  buildMeasure('11.1', [figure(5, 100), figure(3, 100), figure(9, 100)], { comparator: '<=', threshold: 7 }),
  buildMeasure('17.7', [figure(0, 0), undefined, figure(60, 100)], { threshold: 60 }),
  buildMeasure('17.8', [], { collected: false }),
])
const measures = collectedMeasures(view)
const rows = listRows(view)
const namesOf = (selected: typeof rows) => selected.map(({ village }) => village.name)

test('a row a village: what it does not meet, and what it has not told yet', () => {
  expect(rows.map(({ holding, missing }) => [holding, missing])).toEqual([
    [0, 0],
    [1, 1],
    [2, 0],
  ])
  expect(rows[0]?.cells.map(({ result, percent }) => [result, percent])).toEqual([
    ['met', 90],
    ['met', 5],
    ['empty', null],
  ])
})

test('what holds back is found, and whom to ask', () => {
  expect(namesOf(selectRows(rows, 'holding', 'village', measures))).toEqual(['2', 'Yang Roong'])
  expect(namesOf(selectRows(rows, 'missing', 'village', measures))).toEqual(['2'])
  expect(namesOf(selectRows(rows, 'all', 'holding', measures))).toEqual(['Yang Roong', '2', '1'])
  expect(findWeakest(rows)).toMatchObject({ row: { village: { name: 'Yang Roong' } }, count: 2 })
})

test.each([
  ['9.2', ['Yang Roong', '2', '1']],
  ['11.1', ['Yang Roong', '1', '2']],
  ['17.7', ['Yang Roong', '1', '2']],
  ['no such measure', ['1', '2', 'Yang Roong']],
])('by %s the weakest comes first, whatever the direction; without a figure last', (sort, names) => {
  expect(namesOf(selectRows(rows, 'all', sort, measures))).toEqual(names)
})

test('where nothing is below its threshold nobody is named', () => {
  expect(
    findWeakest(listRows(buildFigures([buildMeasure('9.2', [figure(9, 9), figure(9, 9), undefined])]))),
  ).toBeUndefined()
})
