import { lastDayOf } from '@ntm/shared/periods/period'
import { ADMINISTRATIVE_UNITS } from '@ntm/shared/units/data/units-kon-tum'
import type { AdministrativeUnit } from '@ntm/shared/units/definition'
import { isInProgramme } from '@ntm/shared/units/in-programme'
import { isValidOn } from '@ntm/shared/units/valid-on'
import { CURRENT_PERIOD } from './demo-months.js'

export const PROVINCE = '62'

/** Units of the province as they are on the last day of the month under way, wards and towns included. */
const UNITS = ADMINISTRATIVE_UNITS.filter((unit) => isValidOn(unit, lastDayOf(CURRENT_PERIOD)))

export interface DemoCommune extends AdministrativeUnit {
  district: AdministrativeUnit
}

export const DEMO_PROVINCE = getUnit(PROVINCE)

export const DEMO_DISTRICTS: readonly AdministrativeUnit[] = UNITS.filter(
  ({ kind, parent }) => kind === 'district' && parent === PROVINCE,
)

/** The 86 communes of the programme, in order of their codes. */
export const DEMO_COMMUNES: readonly DemoCommune[] = UNITS.filter(
  (unit) => unit.kind === 'commune' && isInProgramme(unit),
).map((unit) => ({ ...unit, district: getUnit(unit.parent) }))

function getUnit(uid: string | null): AdministrativeUnit {
  const unit = UNITS.find((each) => each.uid === uid)
  if (!unit) throw new RangeError(`No unit ${uid} in ${CURRENT_PERIOD}`)
  return unit
}
