import type { UnitPage } from '@ntm/shared/units/wire'

export type ListedUnit = UnitPage['data'][number]

export interface UnitGroup {
  /** The district; the province in the first group. */
  unit: ListedUnit
  communes: ListedUnit[]
}

export interface UnitChoices {
  /** Code of the only district to show, empty for all. */
  district: string
  isMissingOnly: boolean
}

/** Units that answer for results: the province, the districts, and the communes of the programme. */
export function listAnswering(units: readonly ListedUnit[]): ListedUnit[] {
  return units.filter(({ kind, inProgramme }) => kind !== 'village' && (kind !== 'commune' || inProgramme))
}

export function isMissing({ accountable }: ListedUnit): boolean {
  return accountable === null
}

/**
 * The province, then each district with its communes, as far as they were asked for.
 *
 * Where only units without an official are asked for, a district that has one still heads its communes that have none.
 */
export function groupUnits(units: readonly ListedUnit[], { district, isMissingOnly }: UnitChoices): UnitGroup[] {
  const isShown = (unit: ListedUnit): boolean => !isMissingOnly || isMissing(unit)
  return units
    .filter(({ kind, code }) => kind !== 'commune' && (district === '' || code === district))
    .sort((a, b) => Number(b.kind === 'province') - Number(a.kind === 'province'))
    .map((unit) => ({
      unit,
      communes: units.filter((each) => each.kind === 'commune' && each.parentCode === unit.code && isShown(each)),
    }))
    .filter(({ unit, communes }) => isShown(unit) || communes.length > 0)
}
