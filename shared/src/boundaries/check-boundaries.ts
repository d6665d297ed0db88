import { findCrossing, type Position } from './find-crossing.js'

/** Polygons of closed rings, as GeoJSON has them (RFC 7946). */
export type Polygons = Position[][][]

/** What is wrong with a file; `feature` counts from 1, `code` is that of the unit. */
export type BoundaryFault =
  | { kind: 'notCollection' | 'noFeatures' | 'otherSystem' }
  | { kind: 'tooManyFeatures' | 'tooManyPoints'; most: number }
  | { kind: 'noCode'; feature: number }
  | { kind: 'unknownUnit' | 'duplicate' | 'noArea' | 'noPolygon'; feature: number; code: string }
  | { kind: 'openRing' | 'shortRing' | 'noPosition'; feature: number; code: string; ring: number }
  | { kind: 'inMetres' | 'swapped' | 'outside'; feature: number; code: string; at: Position }
  | { kind: 'crossing'; feature: number; code: string; at: Position }
  | { kind: 'missing'; codes: string[] }

export type CheckedBoundaries =
  { areas: Map<string, Polygons>; faults: [] } | { areas: undefined; faults: BoundaryFault[] }

const MOST_FEATURES = 5_000
const MOST_POINTS = 2_000_000
/** Degrees around Viet Nam with its islands. */
const VIET_NAM = { west: 102, east: 118, south: 6, north: 24 }
/** Names of the one system that GeoJSON knows. */
const WGS84 = /(CRS84|EPSG:+(?:[\d.]*:)?4326)$/i

/**
 * Checks a GeoJSON file of boundaries: every unit of the day once, and each as valid polygons in WGS 84.
 *
 * @param file - What the file says once it is parsed.
 * @param codes - Units of the day that have to be there.
 * @param property - Property of a feature that holds the code of its unit.
 * @returns the polygons by code, or all that is wrong.
 */
export function checkBoundaries(file: unknown, codes: ReadonlySet<string>, property = 'code'): CheckedBoundaries {
  const { type, features, crs } = fieldsOf(file)
  if (type !== 'FeatureCollection' || !Array.isArray(features)) return refuse({ kind: 'notCollection' })
  const { name } = fieldsOf(fieldsOf(crs).properties)
  if (crs !== undefined && crs !== null && !(typeof name === 'string' && WGS84.test(name))) {
    return refuse({ kind: 'otherSystem' })
  }
  if (features.length === 0) return refuse({ kind: 'noFeatures' })
  if (features.length > MOST_FEATURES) return refuse({ kind: 'tooManyFeatures', most: MOST_FEATURES })
  if (countPoints(features) > MOST_POINTS) return refuse({ kind: 'tooManyPoints', most: MOST_POINTS })

  const areas = new Map<string, Polygons>()
  const faults: BoundaryFault[] = []
  features.forEach((each: unknown, index) => {
    const feature = index + 1
    const { properties, geometry } = fieldsOf(each)
    const code = readCode(fieldsOf(properties)[property])
    if (code === undefined) return void faults.push({ kind: 'noCode', feature })
    if (!codes.has(code)) return void faults.push({ kind: 'unknownUnit', feature, code })
    if (areas.has(code)) return void faults.push({ kind: 'duplicate', feature, code })
    const read = readPolygons(geometry, { feature, code })
    areas.set(code, read.polygons)
    if (read.fault) faults.push(read.fault)
  })
  const missing = [...codes].filter((code) => !areas.has(code)).sort()
  if (missing.length > 0) faults.push({ kind: 'missing', codes: missing })
  return faults.length > 0 ? { areas: undefined, faults } : { areas, faults: [] }
}

function refuse(fault: BoundaryFault): CheckedBoundaries {
  return { areas: undefined, faults: [fault] }
}

interface Place {
  feature: number
  code: string
}

/** The polygons, and the first thing that is wrong with them. */
function readPolygons(geometry: unknown, place: Place): { polygons: Polygons; fault?: BoundaryFault } {
  const { type, coordinates } = fieldsOf(geometry)
  const given = type === 'Polygon' ? [coordinates] : type === 'MultiPolygon' ? coordinates : undefined
  if (!Array.isArray(given) || given.length === 0) return { polygons: [], fault: { kind: 'noPolygon', ...place } }

  const polygons: Polygons = []
  for (const rings of given as unknown[]) {
    if (!Array.isArray(rings) || rings.length === 0) return { polygons, fault: { kind: 'noPolygon', ...place } }
    const polygon: Position[][] = []
    for (const [index, given] of (rings as unknown[]).entries()) {
      const ring = readRing(given)
      const fault = ring
        ? findRingFault(ring, index + 1, place)
        : { kind: 'noPosition' as const, ...place, ring: index + 1 }
      if (!ring || fault) return { polygons, ...(fault && { fault }) }
      polygon.push(ring)
    }
    const [outside = []] = polygon
    const at = findCrossing(polygon)
    if (at) return { polygons, fault: { kind: 'crossing', ...place, at } }
    if (areaOf(outside) === 0) return { polygons, fault: { kind: 'noArea', ...place } }
    polygons.push(polygon)
  }
  return { polygons }
}

function readRing(ring: unknown): Position[] | undefined {
  if (!Array.isArray(ring)) return undefined
  const positions = (ring as unknown[]).flatMap((position) => {
    const [lon, lat] = Array.isArray(position) ? (position as unknown[]) : []
    return typeof lon === 'number' && typeof lat === 'number' ? [[lon, lat] as const] : []
  })
  return positions.length === ring.length ? positions : undefined
}

function findRingFault(ring: readonly Position[], number: number, place: Place): BoundaryFault | undefined {
  const [first] = ring
  const last = ring.at(-1)
  if (!first || !last || ring.length < 4) return { kind: 'shortRing', ...place, ring: number }
  if (first[0] !== last[0] || first[1] !== last[1]) return { kind: 'openRing', ...place, ring: number }
  const at = ring.find(([lon, lat]) => !isIn(lon, lat))
  if (!at) return undefined
  if (Math.abs(at[0]) > 180 || Math.abs(at[1]) > 180) return { kind: 'inMetres', ...place, at }
  return { kind: isIn(at[1], at[0]) ? 'swapped' : 'outside', ...place, at }
}

function isIn(lon: number, lat: number): boolean {
  return VIET_NAM.west <= lon && lon <= VIET_NAM.east && VIET_NAM.south <= lat && lat <= VIET_NAM.north
}

/** In square degrees, whichever way round the ring runs. */
function areaOf(ring: readonly Position[]): number {
  const doubled = ring.reduce((sum, [x, y], index) => {
    const [nextX, nextY] = ring[(index + 1) % ring.length] ?? [x, y]
    return sum + (x * nextY - nextX * y)
  }, 0)
  return Math.abs(doubled) < 1e-12 ? 0 : Math.abs(doubled) / 2
}

/** A code that a program wrote as a number gets back the zeros that it lost: communes have five figures. */
function readCode(value: unknown): string | undefined {
  if (typeof value === 'number' && Number.isInteger(value)) return String(value).padStart(5, '0')
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined
}

function countPoints(value: unknown): number {
  let points = 0
  const waiting: unknown[] = [value]
  while (waiting.length > 0) {
    const next = waiting.pop()
    if (Array.isArray(next)) {
      if (typeof next[0] === 'number') points += 1
      else for (const each of next as unknown[]) waiting.push(each)
    } else if (typeof next === 'object' && next !== null) {
      const { geometry, coordinates } = fieldsOf(next)
      waiting.push(geometry, coordinates)
    }
    if (points > MOST_POINTS) break
  }
  return points
}

function fieldsOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
}
