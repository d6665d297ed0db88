import type { MapView } from '@ntm/shared/boundaries/wire'
import type { UnitRef } from '@ntm/shared/units/wire'
import type { BoundarySet, PlacedUnit } from './queries.js'

/** Areas are shown only where every unit has one: a map with holes would say that nothing is there. */
export function presentMap(
  { uid, code, kind, type, name, fullName }: UnitRef,
  day: string,
  set: BoundarySet | undefined,
  placed: readonly PlacedUnit[],
): MapView {
  const missing = placed.filter(({ area }) => area === null).map(({ unit }) => unit)
  const isWhole = set !== undefined && missing.length === 0
  return {
    unit: { uid, code, kind, type, name, fullName },
    day,
    official: set ? { validFrom: set.validFrom, source: set.source, decision: set.decision, missing } : null,
    units: placed.map(({ unit, parent, inProgramme, lat, lon, area }) => ({
      unit,
      parent,
      inProgramme,
      middle: lat === null || lon === null ? null : { lat, lon },
      area: isWhole ? area : null,
    })),
  }
}
