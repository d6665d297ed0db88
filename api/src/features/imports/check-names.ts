import { lastDayOf } from '@ntm/shared/periods/period'
import { isNameOf } from '@ntm/shared/units/is-name-of'
import type { Database } from '../../db/client.js'
import type { ErrorList } from './error-list.js'
import { nameDisagrees } from './messages.js'
import { findCommunes } from './queries.js'

/** A commune as a row names it. */
export interface NamedUnit {
  unitCode: string
  name: string
  row: number
  cell: string
}

/** Holds the names beside codes to those of the communes: a list sorted by one column alone gives each another's figures. */
export async function checkNames(db: Database, period: string, named: readonly NamedUnit[], errors: ErrorList) {
  const codes = [...new Set(named.map(({ unitCode }) => unitCode))]
  const communes = await findCommunes(db, codes, lastDayOf(period))
  for (const { unitCode, name, row, cell } of named) {
    const commune = communes.get(unitCode)
    if (!commune || isNameOf(name, commune)) continue
    const message = nameDisagrees(unitCode, commune.name)
    const { name: unitName } = commune
    errors.add({ cell, row, unit: unitCode, unitName, measure: null, code: 'name_disagrees', found: name, message })
  }
}
