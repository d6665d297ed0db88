import type { Feature, FeatureCollection, MultiPolygon } from 'geojson'
import { feature } from 'topojson-client'
import { topology } from 'topojson-server'
import { presimplify, quantile, simplify } from 'topojson-simplify'
import type { GeometryCollection, Topology } from 'topojson-specification'
import type { Polygons } from '@ntm/shared/boundaries/check-boundaries'

/** Points that a whole province is drawn with: more would be finer than a screen, and slow to fetch over a weak line. */
const POINTS_AT_MOST = 6_000
/** Steps across the province in which points are told apart: some metres. */
const GRID = 1e5
/** Decimals of a degree kept: some ten metres. */
const DECIMALS = 4

type Units = Topology<{ units: GeometryCollection<{ code: string }> }>

/** The areas with as few points as a screen shows, neighbours still sharing every point of the line between them. */
export function simplifyBoundaries(areas: ReadonlyMap<string, Polygons>): Map<string, Polygons> {
  const collection: FeatureCollection<MultiPolygon, { code: string }> = {
    type: 'FeatureCollection',
    features: [...areas].map(([code, coordinates]): Feature<MultiPolygon, { code: string }> => ({
      type: 'Feature',
      properties: { code },
      geometry: {
        type: 'MultiPolygon',
        coordinates: coordinates.map((rings) => rings.map((ring) => ring.map(([lon, lat]) => [lon, lat]))),
      },
    })),
  }
  const whole = presimplify(topology({ units: collection }, GRID) as Units)
  const points = whole.arcs.reduce((sum, arc) => sum + arc.length, 0)
  const kept = points <= POINTS_AT_MOST ? whole : simplify(whole, quantile(whole, POINTS_AT_MOST / points))
  const drawn = feature(kept, kept.objects.units) as unknown as FeatureCollection<MultiPolygon, { code: string }>
  return new Map(
    drawn.features.map(({ properties: { code }, geometry }) => [code, geometry.coordinates.flatMap(tidyPolygon)]),
  )
}

/** Rounded, without points that fell together; a polygon or a hole of which nothing is left is dropped. */
function tidyPolygon(rings: number[][][]): Polygons {
  const tidied = rings.map((ring) => {
    const rounded = ring.map(([lon = 0, lat = 0]): [number, number] => [roundDegrees(lon), roundDegrees(lat)])
    return rounded.filter(([lon, lat], index) => {
      const [lastLon, lastLat] = rounded[index - 1] ?? []
      return lon !== lastLon || lat !== lastLat
    })
  })
  const [outside] = tidied
  if (!outside || outside.length < 4) return []
  return [tidied.filter((ring) => ring.length >= 4)]
}

function roundDegrees(degrees: number): number {
  return Number(degrees.toFixed(DECIMALS))
}
