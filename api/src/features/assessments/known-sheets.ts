import type { FoundSheet } from './find-sheet.js'

interface Place {
  unit: string
  period: string
}

/** Sheets that are kept; of one there are some 15 kB. */
const KEPT_AT_MOST = 500

/**
 * The sheets that were changed last, as those changes left them, so that the next change need not read them again: who
 * fills a sheet saves it every few seconds. Whether one still holds is asked under its lock (`findSheetForChange`).
 */
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
