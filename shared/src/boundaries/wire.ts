import { Type, type Static } from 'typebox'
import { UnitRef } from '../units/wire.js'
import { Nullable } from '../wire/parts.js'

/** Polygons of rings of [longitude, latitude] in degrees, WGS 84. */
export const AreaView = Type.Array(Type.Array(Type.Array(Type.Array(Type.Number()))))
export type AreaView = Static<typeof AreaView>

export const MapView = Type.Object({
  unit: UnitRef,
  /** The units are those of this day. */
  day: Type.String(),
  /** The boundaries that were loaded for the day; null: none were, and only rough middles are known. */
  official: Nullable(
    Type.Object({
      validFrom: Type.String(),
      source: Type.String(),
      decision: Type.String(),
      /** Units of the day that they do not have; while there are any, no unit has an area. */
      missing: Type.Array(UnitRef),
    }),
  ),
  /** Every commune, phường and thị trấn below the unit on that day, in order of code. */
  units: Type.Array(
    Type.Object({
      unit: UnitRef,
      parent: UnitRef,
      inProgramme: Type.Boolean(),
      /** Rough middle for a sketch, never a seat; null where it is not known. */
      middle: Nullable(Type.Object({ lat: Type.Number(), lon: Type.Number() })),
      area: Nullable(AreaView),
    }),
  ),
})
export type MapView = Static<typeof MapView>
