import type { AdministrativeUnit } from '../definition.js'
import { unitFromRow, type UnitRow } from '../unit-rows.js'
import { COMMUNES_FROM_2025 } from './communes-from-2025.js'
import { COMMUNES_UNTIL_2025 } from './communes-until-2025.js'
export { SUCCESSIONS } from './successions.js'

/** Last day of the three levels and of Kon Tum as a province. */
const LAST_DAY = '2025-06-30'
const FIRST_DAY_AFTER = '2025-07-01'

const KON_TUM: UnitRow = ['62', 'tỉnh', 'Kon Tum', 14.648, 107.8761, 'area']

const QUANG_NGAI: AdministrativeUnit = {
  uid: '51',
  code: '51',
  kind: 'province',
  type: 'tỉnh',
  name: 'Quảng Ngãi',
  fullName: 'Tỉnh Quảng Ngãi',
  aliases: [],
  parent: null,
  validFrom: FIRST_DAY_AFTER,
  validTo: null,
  centroid: null,
}

const DISTRICTS: readonly UnitRow[] = [
  ['608', 'thành phố', 'Kon Tum', 14.3496, 107.9854, 'mean of its communes'],
  ['610', 'huyện', 'Đắk Glei', 15.0904, 107.7495, 'mean of its communes'],
  ['611', 'huyện', 'Ngọc Hồi', 14.7281, 107.6493, 'mean of its communes'],
  ['612', 'huyện', 'Đắk Tô', 14.6903, 107.8284, 'mean of its communes'],
  ['613', 'huyện', 'Kon Plông', 14.7621, 108.3087, 'mean of its communes'],
  ['614', 'huyện', 'Kon Rẫy', 14.5036, 108.1967, 'mean of its communes'],
  ['615', 'huyện', 'Đắk Hà', 14.5547, 107.9667, 'mean of its communes'],
  ['616', 'huyện', 'Sa Thầy', 14.398, 107.77, 'mean of its communes'],
  ['617', 'huyện', 'Tu Mơ Rông', 14.8978, 107.9385, 'mean of its communes', { validFrom: '2005-06-24' }],
  ['618', 'huyện', "Ia H'Drai", 14.1765, 107.51, 'mean of its communes', { validFrom: '2015-03-12' }],
]

const untilLastDay = { validFrom: null, validTo: LAST_DAY }
const fromFirstDayAfter = { validFrom: FIRST_DAY_AFTER, validTo: null }

/**
 * Every unit of Kon Tum, as it was and as it is: names, codes and dates of the General Statistics Office code list,
 * and of 1677/NQ-UBTVQH15 from 2025. A parent stands before the units below it.
 *
 * Quảng Ngãi is known here from the day Kon Tum became part of it.
 */
export const ADMINISTRATIVE_UNITS: readonly AdministrativeUnit[] = [
  unitFromRow(KON_TUM, { kind: 'province', parent: null, ...untilLastDay }),
  QUANG_NGAI,
  ...DISTRICTS.map((row) => unitFromRow(row, { kind: 'district', parent: '62', ...untilLastDay })),
  ...Object.entries(COMMUNES_UNTIL_2025).flatMap(([parent, rows]) =>
    rows.map((row) => unitFromRow(row, { kind: 'commune', parent, ...untilLastDay })),
  ),
  ...COMMUNES_FROM_2025.map((row) =>
    unitFromRow(row, { kind: 'commune', parent: '51', uidPrefix: '2025-', ...fromFirstDayAfter }),
  ),
]
