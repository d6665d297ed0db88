import { expect, test } from 'vitest'
import { ADMINISTRATIVE_UNITS } from '@ntm/shared/units/data/units-kon-tum'
import { isValidOn } from '@ntm/shared/units/valid-on'
import { findBorders } from './find-borders'
import { isWithin, placeOnPlane, type Point } from './plane'
import { sketchAreas } from './sketch-areas'

const communes = ADMINISTRATIVE_UNITS.filter((unit) => unit.kind === 'commune' && isValidOn(unit, '2019-06-30'))
const middles = communes.map(({ centroid }) => placeOnPlane(centroid?.lon ?? 0, centroid?.lat ?? 0, 14.6))

test('each commune of the province has an area around its own middle, and around no other', () => {
  const areas = sketchAreas(middles)
  expect(areas).toHaveLength(102)
  areas.forEach((area, index) => {
    const within = middles.flatMap((middle, at) => (isWithin(middle, [area]) ? [at] : []))
    expect(within).toEqual([index])
  })
})

test('neighbours share their edges, so that no gap and no overlap lies between them', () => {
  const areas = sketchAreas(middles).map((ring, index) => ({ shape: [ring], group: String(index) }))
  const { inner, outer } = findBorders(areas)
  const edges = areas.reduce((sum, { shape }) => sum + (shape[0]?.length ?? 0) - 1, 0)
  expect(2 * inner.length + outer.length).toBe(edges)
  expect(inner.length).toBeGreaterThan(200)
})

test('the outline is one closed line: as many of its edges end at each of its corners', () => {
  const areas = sketchAreas(middles).map((ring) => ({ shape: [ring], group: 'all' }))
  const ends = new Map<string, number>()
  for (const end of findBorders(areas).outer.flat()) {
    const key = end.map((value) => value.toFixed(6)).join(' ')
    ends.set(key, (ends.get(key) ?? 0) + 1)
  }
  expect([...ends.values()].every((count) => count === 2)).toBe(true)
})

test.each<[string, Point[], number]>([
  ['nothing', [], 0],
  ['one place', [[107, -14]], 1],
  [
    'two places',
    [
      [107, -14],
      [107.1, -14],
    ],
    2,
  ],
  [
    'places in a row',
    [
      [107, -14],
      [107.1, -14],
      [107.2, -14],
      [107.3, -14],
    ],
    4,
  ],
  [
    'two places on one spot',
    [
      [107, -14],
      [107, -14],
      [107.1, -14.1],
    ],
    3,
  ],
])('%s: an area each', (_what, places, count) => {
  const areas = sketchAreas(places)
  expect(areas).toHaveLength(count)
  expect(areas.every((ring) => ring.length >= 4 && String(ring[0]) === String(ring.at(-1)))).toBe(true)
})
