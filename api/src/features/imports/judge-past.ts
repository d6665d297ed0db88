import { lastDayOf } from '@ntm/shared/periods/period'
import { isNameOf } from '@ntm/shared/units/is-name-of'
import type { Database } from '../../db/client.js'
import { listCatalogues, pickResultSet } from '../criteria/queries.js'
import type { ErrorList } from './error-list.js'
import type { PastRow } from './parse-past-row.js'
import { nameDisagrees } from './messages.js'
import { PAST_ROW_FAULTS, unitUnknown, type PastRowFault } from './past-messages.js'
import { findPastPlaces, listOtherHolders, type PastPlace, type PlacedRow } from './past-queries.js'
import type { FoundImport } from './queries.js'

export interface JudgedPast {
  placed: PlacedRow[]
  /** What stands in their places, where anything does. */
  replaced: { period: string; unit: string; met: number | null; importId: string }[]
}

/** Finds the place of every result: a commune of the programme then, and a month that is not one of sheets. */
export async function judgePast(
  db: Database,
  found: Pick<FoundImport, 'id' | 'replaces'>,
  rows: readonly PastRow[],
  errors: ErrorList,
): Promise<JudgedPast> {
  const [places, sets] = [await findPastPlaces(db, rows), await listCatalogues(db)]
  const judged: JudgedPast = { placed: [], replaced: [] }
  const unknown: PastRow[] = []
  const misnamed = new Set<string>()
  for (const [index, row] of rows.entries()) {
    const place = places[index]
    const set = pickResultSet(sets, lastDayOf(row.period))
    if (!place?.unitId || place.name === null) {
      unknown.push(row)
      continue
    }
    const { unitId, name, importId, met } = place
    const fault = set ? findFault(row, place, found) : 'no_criteria_set'
    // A name stands once in a row that has a result for each year.
    const isTold = fault === 'name_disagrees' && misnamed.has(row.cells.unitName)
    if (fault === 'name_disagrees') misnamed.add(row.cells.unitName)
    if (fault) {
      if (!isTold) errors.add(toError(row, fault, name))
    } else if (set) judged.placed.push({ ...row, unitId, setId: set.id })
    if (importId !== null) judged.replaced.push({ period: row.period, unit: row.unitCode, met, importId })
  }
  const holders = await listOtherHolders(db, unknown)
  for (const [index, row] of unknown.entries()) errors.add(tellUnknown(row, holders[index]))
  return judged
}

type PlaceFault = 'name_disagrees' | 'month_of_sheets' | 'month_of_other_import' | 'no_criteria_set'

function findFault(
  { unitName }: PastRow,
  { name, aliases, isOfSheets, importId }: PastPlace,
  { id, replaces }: Pick<FoundImport, 'id' | 'replaces'>,
): PlaceFault | undefined {
  // A list sorted by one column alone would give every commune another's results.
  if (unitName !== null && name !== null && !isNameOf(unitName, { name, aliases })) return 'name_disagrees'
  if (isOfSheets) return 'month_of_sheets'
  return importId !== null && importId !== id && !replaces ? 'month_of_other_import' : undefined
}

function toError({ row, cells, unitCode, unitName, period }: PastRow, code: PlaceFault, name: string) {
  const isOfName = code === 'name_disagrees'
  const message = isOfName ? nameDisagrees(unitCode, name) : PAST_ROW_FAULTS[code]
  const [cell, found] = isOfName ? [cells.unitName, unitName] : [cells.period, period]
  return { cell, row, unit: unitCode, unitName: name, measure: null, code, found, message }
}

function tellUnknown({ row, cells, unitCode, period }: PastRow, other: Parameters<typeof unitUnknown>[2]) {
  const code: PastRowFault = 'unit_unknown'
  const message = unitUnknown(period, unitCode, other)
  // Where a unit of that code is known, it is the month that does not fit.
  const [cell, found] = other ? [cells.period, period] : [cells.unit, unitCode]
  return {
    ...{ cell, row, unit: unitCode, unitName: other?.fullName ?? null },
    ...{ measure: null, code, found, message },
  }
}
