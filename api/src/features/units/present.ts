import type { AccountableView, UnitPage, UnitView } from '@ntm/shared/units/wire'
import type { FoundUnit, ListedUnit, UnitDetails } from './queries.js'
import type { Official } from './write-accountable.js'

export function presentUnit(unit: UnitDetails): UnitView {
  const { lat, lon } = unit
  return {
    ...presentListedUnit(unit),
    aliases: unit.aliases,
    centroid: lat === null || lon === null ? null : { lat, lon, quality: unit.centroid_quality ?? 'unknown' },
    successors: unit.successors,
    predecessors: unit.predecessors,
    ancestors: unit.ancestors,
  }
}

export function presentListedUnit(unit: ListedUnit): UnitPage['data'][number] {
  return {
    uid: unit.uid,
    code: unit.code,
    kind: unit.kind,
    type: unit.type,
    name: unit.name,
    fullName: unit.full_name,
    parentCode: unit.parent_code,
    validFrom: unit.valid_from,
    validTo: unit.valid_to,
    inProgramme: unit.in_programme,
    accountable: unit.accountable,
  }
}

export function presentAccountable(unit: FoundUnit, officials: readonly Official[], day: string): AccountableView {
  const current = officials.find(({ from, to }) => (from ?? '') <= day && (to === null || day <= to))
  return {
    unit: {
      uid: unit.uid,
      code: unit.code,
      kind: unit.kind,
      type: unit.type,
      name: unit.name,
      fullName: unit.fullName,
    },
    current: current ? { name: current.name, title: current.title } : null,
    officials: officials.map(({ name, title, from, to }) => ({ name, title, from, to })),
  }
}

/** The ETag of a unit's officials: grows whenever one is named or corrected; 0 while there is none. */
export function versionOf(officials: readonly Official[]): number {
  return officials.reduce((sum, { version }) => sum + version, 0)
}
