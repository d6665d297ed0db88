import type { AdministrativeUnit, UnitKind, UnitType } from './definition.js'

/** What sets a unit apart from its neighbours in the table. */
interface OwnFacts {
  uid?: string
  validFrom?: string
  validTo?: string
  aliases?: readonly string[]
}

/** A unit in one line: code, type, name, latitude, longitude and quality of its middle. */
export type UnitRow = readonly [
  code: string,
  type: UnitType,
  name: string,
  lat: number,
  lon: number,
  quality: string,
  own?: OwnFacts,
]

/** What the units of a table have in common. */
interface SharedFacts {
  kind: UnitKind
  parent: string | null
  validFrom: string | null
  validTo: string | null
  /** Set before the code to make the `uid`, for units whose code was another unit's before. */
  uidPrefix?: string
}

/** Unfolds a line of the table; what the unit has of its own goes before what it shares. */
export function unitFromRow(row: UnitRow, shared: SharedFacts): AdministrativeUnit {
  const [code, type, name, lat, lon, quality, own = {}] = row
  return {
    uid: own.uid ?? (shared.uidPrefix ?? '') + code,
    code,
    kind: shared.kind,
    type,
    name,
    fullName: `${type.charAt(0).toUpperCase()}${type.slice(1)} ${name}`,
    aliases: own.aliases ?? [],
    parent: shared.parent,
    validFrom: own.validFrom ?? shared.validFrom,
    validTo: own.validTo ?? shared.validTo,
    centroid: { lat, lon, quality },
  }
}
