import type { QueryConfig } from 'pg'
import { DATABASE, hasGap } from '../../db/read-changes.js'
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

const LOCK_KNOWN = { name: 'claim-known-sheet', text: 'select claim_known_sheet($1, $2)' }

/** Fails where anything was noted since that the sheet is read from: of its commune, or of no commune in particular. */
const CHECK_KNOWN = {
  name: 'check-known-sheet',
  text: `
    select till::text moment, pg_current_xact_id_if_assigned() xid,
      case when $1 = ${DATABASE} and not ${hasGap('since', 'till')} and not exists (
        select from changes
        where xid >= pg_snapshot_xmin(since) and not pg_visible_in_snapshot(xid, since) and xid <> $3::xid8
          and (unit_id = $4 or unit_id is null or kind = 'unit')
      ) then true else refuse_remembered() end
    from changes_horizon h, (select $2::text::pg_snapshot since, pg_current_snapshot() till) moments`,
}

/** Statements that lock a known sheet and fail should it not hold any more; the last tells the moment (`SheetMoment`). */
export function claimKnown({ sheetId, version, database, moment, xid, unitId }: FoundSheet): QueryConfig[] {
  return [
    { ...LOCK_KNOWN, values: [sheetId, version] },
    { ...CHECK_KNOWN, values: [database, moment, xid, unitId] },
  ]
}
