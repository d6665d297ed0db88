import type { MapView } from '@ntm/shared/boundaries/wire'
import type { UnitRef } from '@ntm/shared/units/wire'
import { placeOnPlane, type Point, type Shape } from '@/charts/areas/plane'
import { sketchAreas } from '@/charts/areas/sketch-areas'

export interface PlacedUnit {
  unit: UnitRef
  parent: UnitRef
  shape: Shape
  middle: Point | undefined
}

/**
 * The units of a province, or those right below one of its districts, as areas on one plane.
 *
 * Official areas where every unit has one, else a sketch from rough middles, drawn for the whole province so that a
 * district looks the same by itself. A unit without either is named instead.
 */
export function placeUnits(map: MapView, within: UnitRef): { areas: PlacedUnit[]; unplaced: string[] } {
  const { units } = map
  const latitudes = units.flatMap(({ middle, area }) => [
    ...(middle ? [middle.lat] : []),
    ...(area?.flat(2).map(([, lat]) => lat ?? 0) ?? []),
  ])
  const middleLat = latitudes.length === 0 ? 0 : (Math.min(...latitudes) + Math.max(...latitudes)) / 2
  const middleOf = ({ middle }: MapView['units'][number]): Point | undefined =>
    middle ? placeOnPlane(middle.lon, middle.lat, middleLat) : undefined

  const located = units.flatMap((unit) => {
    const middle = middleOf(unit)
    return middle ? [{ uid: unit.unit.uid, middle }] : []
  })
  const isOfficial = units.length > 0 && units.every(({ area }) => area !== null)
  const cells = isOfficial ? [] : sketchAreas(located.map(({ middle }) => middle))
  const sketched = new Map(located.map(({ uid }, index) => [uid, cells[index]]))

  const shown = units.filter(({ parent }) => within.kind === 'province' || parent.uid === within.uid)
  const areas = shown.flatMap((each) => {
    const cell = sketched.get(each.unit.uid)
    const official = each.area
      ?.flat()
      .map((ring) => ring.map(([lon, lat]) => placeOnPlane(lon ?? 0, lat ?? 0, middleLat)))
    const shape = official ?? (cell ? [cell] : undefined)
    return shape ? [{ unit: each.unit, parent: each.parent, shape, middle: middleOf(each) }] : []
  })
  const placed = new Set(areas.map(({ unit }) => unit.uid))
  return { areas, unplaced: shown.filter(({ unit }) => !placed.has(unit.uid)).map(({ unit }) => unit.fullName) }
}
