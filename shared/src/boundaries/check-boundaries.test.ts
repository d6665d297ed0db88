import { expect, test } from 'vitest'
import { checkBoundaries } from './check-boundaries.js'
import { findCrossing, type Position } from './find-crossing.js'

const CODES = new Set(['23512', '23518'])

const square = (lon: number, lat: number, size = 0.1): Position[] => [
  [lon, lat],
  [lon + size, lat],
  [lon + size, lat + size],
  [lon, lat + size],
  [lon, lat],
]
const polygon = (...rings: unknown[]) => ({ type: 'Polygon', coordinates: rings })
const feature = (code: unknown, geometry: unknown) => ({ type: 'Feature', properties: { code }, geometry })
const MAR = feature('23512', polygon(square(107.9, 14.5)))
const REO = feature('23518', polygon(square(108, 14.5)))
const collect = (...features: unknown[]) => ({ type: 'FeatureCollection', features })
const faultsOf = (file: unknown, property?: string) => checkBoundaries(file, CODES, property).faults

test('a file with every unit of the day, each as valid polygons, is taken', () => {
  const { areas, faults } = checkBoundaries(collect(MAR, REO), CODES)
  expect(faults).toEqual([])
  expect([...(areas ?? [])].map(([code, polygons]) => [code, polygons.length])).toEqual([
    ['23512', 1],
    ['23518', 1],
  ])
})

test('islands, holes, codes as numbers, another property and the name of WGS 84 are all right', () => {
  const island = {
    type: 'MultiPolygon',
    coordinates: [[square(107.9, 14.5), square(107.92, 14.52, 0.01)], [square(107.5, 14.5)]],
  }
  const file = {
    ...collect({ ...feature('', island), properties: { MA_XA: 23512 } }, { ...REO, properties: { MA_XA: ' 23518 ' } }),
    crs: { type: 'name', properties: { name: 'urn:ogc:def:crs:OGC:1.3:CRS84' } },
  }
  expect(faultsOf(file, 'MA_XA')).toEqual([])
})

test.each([
  ['nothing', null, 'notCollection'],
  ['a single feature', MAR, 'notCollection'],
  ['text', 'FeatureCollection', 'notCollection'],
  ['no feature', collect(), 'noFeatures'],
  ['the national grid by name', { ...collect(MAR, REO), crs: { properties: { name: 'EPSG:9217' } } }, 'otherSystem'],
])('%s is refused as a whole', (_what, file, kind) => {
  expect(faultsOf(file)).toEqual([expect.objectContaining({ kind })])
})

const bow = [
  [108, 14.5],
  [108.1, 14.6],
  [108.1, 14.5],
  [108, 14.6],
  [108, 14.5],
]
const at = { feature: 2, code: '23518' }
test.each([
  ['a feature without a code', feature(null, REO.geometry), { kind: 'noCode', feature: 2 }],
  [
    'a unit that is not there on that day',
    feature('23473', REO.geometry),
    { kind: 'unknownUnit', feature: 2, code: '23473' },
  ],
  ['a unit twice', MAR, { kind: 'duplicate', feature: 2, code: '23512' }],
  ['a point', feature('23518', { type: 'Point', coordinates: [108, 14.5] }), { kind: 'noPolygon', ...at }],
  ['no geometry', feature('23518', null), { kind: 'noPolygon', ...at }],
  ['an open ring', feature('23518', polygon(square(108, 14.5).slice(0, 4))), { kind: 'openRing', ...at, ring: 1 }],
  ['a ring of three', feature('23518', polygon(bow.slice(0, 3))), { kind: 'shortRing', ...at, ring: 1 }],
  ['a position of words', feature('23518', polygon([['108', '14']])), { kind: 'noPosition', ...at, ring: 1 }],
  [
    'metres of VN-2000',
    feature('23518', polygon(square(550000, 1600000, 100))),
    { kind: 'inMetres', ...at, at: [550000, 1600000] },
  ],
  [
    'latitude before longitude',
    feature('23518', polygon(square(14.5, 108))),
    { kind: 'swapped', ...at, at: [14.5, 108] },
  ],
  [
    'a place on another continent',
    feature('23518', polygon(square(2.3, 48.8))),
    { kind: 'outside', ...at, at: [2.3, 48.8] },
  ],
  [
    'a ring that crosses itself',
    feature('23518', polygon(bow)),
    { kind: 'crossing', ...at, at: expect.anything() as unknown },
  ],
  [
    'a line there and back',
    feature(
      '23518',
      polygon([
        [108, 14.5],
        [108.1, 14.5],
        [108.2, 14.5],
        [108, 14.5],
      ]),
    ),
    { kind: 'noArea', ...at },
  ],
])('%s is named with its place', (_what, second, fault) => {
  expect(faultsOf(collect(MAR, second))).toContainEqual(fault)
})

test('units of the day that are not in the file are listed, all at once', () => {
  const codes = new Set(['23512', '23506', '23500'])
  expect(checkBoundaries(collect(MAR), codes).faults).toEqual([{ kind: 'missing', codes: ['23500', '23506'] }])
})

test('a ring that touches its own hole in a point crosses nothing; a hole over the edge does', () => {
  expect(
    findCrossing([
      square(0, 0, 10),
      [
        [0, 5],
        [3, 4],
        [3, 6],
        [0, 5],
      ],
    ]),
  ).toBeUndefined()
  expect(
    findCrossing([
      square(0, 0, 10),
      [
        [-1, 5],
        [3, 4],
        [3, 6],
        [-1, 5],
      ],
    ]),
  ).toBeDefined()
})
