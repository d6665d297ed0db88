import type { QueryConfig } from 'pg'
import type { FoundSheet } from './find-sheet.js'

interface Place {
  unit: string
  period: string
}

/** When a transaction claimed a sheet, as `FoundSheet` tells it. */
export type SheetMoment = Pick<FoundSheet, 'moment' | 'xid'>

/** Sheets that are kept; of one there are some 15 kB. */
const KEPT_AT_MOST = 500

/** The sheets that were changed last, as those changes left them: who fills a sheet saves it every few seconds. */
export function createKnownSheets() {
  const kept = new Map<string, FoundSheet>()
  const keyOf = ({ unit, period }: Place) => `${unit}/${period}`

  return {
    find: (place: Place): FoundSheet | undefined => kept.get(keyOf(place)),

    /** Takes note of a sheet as a change left it, once that has been committed. */
    keep(place: Place, sheet: FoundSheet): void {
      const key = keyOf(place)
      kept.delete(key)
      // What nobody had begun had no row to lock.
      if (sheet.sheetId !== null && sheet.xid !== null) kept.set(key, sheet)
      const [oldest] = kept.keys()
      if (kept.size > KEPT_AT_MOST && oldest !== undefined) kept.delete(oldest)
    },
  }
}

const CLAIM_KNOWN = { name: 'claim-known-sheet', text: 'select * from claim_known_sheet($1, $2, $3, $4, $5, $6, $7)' }

/**
 * The statement that locks a known sheet and holds the criteria sets; it fails should either not hold any more.
 *
 * It answers the moment from which the sheet is known from here on (`SheetMoment`).
 */
export function claimKnown(sheet: FoundSheet, criteriaVersion: number): QueryConfig {
  const { sheetId, version, unitId, database, moment, xid } = sheet
  return { ...CLAIM_KNOWN, values: [criteriaVersion, sheetId, version, unitId, database, moment, xid] }
}
