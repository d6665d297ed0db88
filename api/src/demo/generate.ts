import { xa2016To2020 } from '@ntm/shared/criteria/sets/xa-2016-2020'
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
}

/**
 * Makes the demonstration: invented, always the same, and in agreement with the figures that the province published.
 *
 * @see docs/sources.md, “Published figures”.
 */
export function generateDemonstration(): Demonstration {
  const communes = planCommunes(xa2016To2020)
  return {
    accounts: listAccounts(),
    officials: nameOfficials(),
    periods: listConsolidatedPeriods(),
    sheets: [...makeConsolidatedSheets(communes), ...makeJulySheets(communes)],
  }
}
