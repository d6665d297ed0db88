import { expect, test } from 'vitest'
import { findBorders } from './find-borders'
import { findNeighbour } from './find-neighbour'
import { layOutAreas, type MapArea } from './lay-out-areas'
import { findRoom, isWithin, pathOf, roomAt, type Ring } from './plane'
import { sizeOfMark } from './size-of-mark'

const square = (x: number, y: number, size = 1): Ring => [
  [x, y],
  [x + size, y],
  [x + size, y + size],
  [x, y + size],
  [x, y],
]
const look = { tone: 'card', ink: 'ink', kind: 'met', label: '', middle: undefined } as const
const area = (key: string, group: string, ring: Ring): MapArea => ({ ...look, key, group, shape: [ring] })

const GRID = [
  area('west', 'a', square(0, 0)),
  area('middle', 'a', square(1, 0)),
  area('east', 'b', square(2, 0)),
  area('south', 'b', square(1, 1)),
]

test('areas of one group are one within a line, and the outline runs around all', () => {
  const { inner, outer } = findBorders(GRID)
  expect(inner).toHaveLength(2)
  expect(outer).toHaveLength(10)
  expect(findBorders(GRID.map((each) => ({ ...each, group: 'one' }))).inner).toEqual([])
})

test('the drawing fills its width, no more than its height, and keeps its proportions', () => {
  const wide = layOutAreas(GRID, 312, 1000)
  expect([wide.width, wide.height]).toEqual([312, 212])
  const low = layOutAreas(GRID, 312, 112)
  expect([low.width, low.height]).toEqual([162, 112])
  expect(layOutAreas([], 300, 300)).toMatchObject({ height: 0, areas: [] })
})

test('a mark stands where there is room, and not where there is none', () => {
  const [west] = layOutAreas(GRID, 312, 1000).areas
  expect(west?.room).toBeGreaterThan(40)
  expect(sizeOfMark({ figure: '19', mark: undefined, room: 40 })).toBe(14)
  expect(sizeOfMark({ figure: undefined, mark: 'met', room: 40 })).toBe(17)
  expect(sizeOfMark({ figure: '19', mark: undefined, room: 5 })).toBeUndefined()
  expect(sizeOfMark({ figure: undefined, mark: undefined, room: 40 })).toBeUndefined()
})

test('a mark never stands in a hole', () => {
  const ring = [square(0, 0, 10), square(2, 2, 6)]
  const at = findRoom(ring, [5, 5])
  expect(isWithin(at, ring)).toBe(true)
  expect(roomAt(at, ring)).toBeGreaterThan(0.5)
  expect(pathOf([square(0, 0)])).toBe('M0 0L1 0L1 1L0 1L0 0Z')
})

test.each([
  ['middle', 'ArrowLeft', 'west'],
  ['middle', 'ArrowRight', 'east'],
  ['middle', 'ArrowDown', 'south'],
  ['middle', 'ArrowUp', undefined],
  ['east', 'Home', 'west'],
  ['west', 'End', 'south'],
  ['west', 'a', undefined],
])('from %s %s leads to %s', (from, key, to) => {
  const { areas } = layOutAreas(GRID, 312, 1000)
  const start = areas.find((each) => each.key === from)
  expect(start && findNeighbour(areas, start, key)?.key).toBe(to)
})
