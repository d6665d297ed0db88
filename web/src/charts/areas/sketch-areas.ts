import { Delaunay } from 'd3-delaunay'
import { distance, isWithin, type Point, type Ring } from './plane'

/** Directions in which a place looks for its own edge. */
const DIRECTIONS = 24
/** Nearest others by which a place judges how far its own area reaches. */
const NEIGHBOURS = 3
/** Of the distance to those, the part that is its own. */
const OWN_PART = 0.62
/** Longest side of a gap, in usual reaches, that is filled rather than left outside. */
const WIDEST_GAP = 6.5

/**
 * Areas around places of which only the middle is known: each point of the drawing goes to the nearest middle
 * (Voronoi), and the outside begins where no middle is near.
 *
 * The outside is made of points too, set around the middles, so that neighbours share their edges exactly and every
 * area ends where the next begins.
 */
export function sketchAreas(middles: readonly Point[]): Ring[] {
  if (middles.length === 0) return []
  const places = moveApart(middles)
  const reaches = reachesOf(places)
  const usual = medianOf(reaches)
  const gaps = fillGaps(places, usual * WIDEST_GAP)
  const outside = places.flatMap((place, index) =>
    around(place, 2 * (reaches[index] ?? usual)).filter(
      (point) =>
        places.every((other, at) => distance(point, other) >= 1.85 * (reaches[at] ?? usual)) &&
        !gaps.some((gap) => isWithin(point, [gap])),
    ),
  )
  const far = 20 * usual
  const all = [...places, ...outside]
  const xs = all.map(([x]) => x)
  const ys = all.map(([, y]) => y)
  const bounds: [number, number, number, number] = [
    Math.min(...xs) - far,
    Math.min(...ys) - far,
    Math.max(...xs) + far,
    Math.max(...ys) + far,
  ]
  const voronoi = Delaunay.from(
    all,
    ([x]) => x,
    ([, y]) => y,
  ).voronoi(bounds)
  return places.map((_place, index) => [...voronoi.cellPolygon(index)].map(([x, y]) => [x, y] as const))
}

/** Two places on one spot are set a little apart, so that each has an area. */
function moveApart(middles: readonly Point[]): Point[] {
  const seen = new Map<string, number>()
  return middles.map(([x, y]) => {
    const times = seen.get(`${x} ${y}`) ?? 0
    seen.set(`${x} ${y}`, times + 1)
    return [x + times * 0.002, y + times * 0.001]
  })
}

function reachesOf(places: readonly Point[]): number[] {
  const raw = places.map((place) => {
    const others = places.map((other) => distance(place, other)).sort((a, b) => a - b)
    const near = others.slice(1, 1 + NEIGHBOURS)
    return near.length === 0 ? 0.05 : (OWN_PART * near.reduce((sum, each) => sum + each, 0)) / near.length
  })
  const usual = medianOf(raw)
  return raw.map((reach) => Math.max(0.35 * usual, Math.min(1.5 * usual, reach)))
}

function around([x, y]: Point, radius: number): Point[] {
  return Array.from({ length: DIRECTIONS }, (_, index) => {
    const angle = (2 * Math.PI * index) / DIRECTIONS
    return [x + radius * Math.cos(angle), y + radius * Math.sin(angle)]
  })
}

/** Triangles between middles that are near enough to each other for what lies between them to be theirs. */
function fillGaps(places: readonly Point[], widest: number): Ring[] {
  if (places.length < 3) return []
  const { triangles } = Delaunay.from(
    places,
    ([x]) => x,
    ([, y]) => y,
  )
  return Array.from({ length: triangles.length / 3 }, (_, index) =>
    [0, 1, 2].flatMap((corner) => {
      const place = places[triangles[3 * index + corner] ?? -1]
      return place ? [place] : []
    }),
  ).filter((corners) =>
    corners.every((corner, index) => distance(corner, corners[(index + 1) % 3] ?? corner) <= widest),
  )
}

function medianOf(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}
