import type { UnitPage, UnitView } from '@ntm/shared/units/wire'
import type { ListedUnit, UnitDetails } from './queries.js'

export function presentUnit(unit: UnitDetails): UnitView {
  const { lat, lon } = unit
  return {
    ...presentListedUnit(unit),
    aliases: unit.aliases,
    centroid: lat === null || lon === null ? null : { lat, lon, quality: unit.centroid_quality ?? 'unknown' },
    accountable: unit.accountable,
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
  }
}
