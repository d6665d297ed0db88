import { xa2016To2020 } from '@ntm/shared/criteria/sets/xa-2016-2020'
import { VILLAGE_COMMUNE } from './demo-villages.js'
import { listConsolidatedPeriods, makeConsolidatedSheets, type ConsolidatedPeriod } from './consolidated-sheets.js'
import { listAccounts, type DemoAccount } from './demo-accounts.js'
import type { DemoSheet } from './demo-sheet.js'
import { makeJulySheets } from './july-sheets.js'
import { nameOfficials, type DemoOfficial } from './officials.js'
import { planCommunes } from './planned-communes.js'

export interface Demonstration {
  accounts: readonly DemoAccount[]
  officials: readonly DemoOfficial[]
  /** Closed months, oldest first. */
  periods: readonly ConsolidatedPeriod[]
  /** Of every month, oldest first. */
  sheets: readonly DemoSheet[]
  /** By year, of the commune whose figures come from its villages. */
  villageHouseholds: ReadonlyMap<number, number>
}

/**
 * Makes the demonstration: invented, always the same, and in agreement with the figures that the province published.
 *
 * @see docs/sources.md, “Published figures”.
 */
export function generateDemonstration(): Demonstration {
  const communes = planCommunes(xa2016To2020)
  const { facts } = communes.find(({ commune }) => commune.uid === VILLAGE_COMMUNE) ?? failOn(VILLAGE_COMMUNE)
  return {
    accounts: listAccounts(),
    officials: nameOfficials(),
    periods: listConsolidatedPeriods(),
    villageHouseholds: facts.households,
    sheets: [...makeConsolidatedSheets(communes), ...makeJulySheets(communes)],
  }
}

function failOn(commune: string): never {
  throw new RangeError(`The demonstration has no commune ${commune}`)
}
