import type { FoundSheet, KnownContent } from './find-sheet.js'

interface Place {
  unit: string
  period: string
}

/** Sheets whose content is kept; of one there are some 15 kB. */
const KEPT_AT_MOST = 500
/** Bits of a transaction's number that a row is marked with. */
const XMIN_BITS = 32

/**
 * Values and words of the sheets that were changed last, so that the next change need not read them again: who fills a
 * sheet saves it every few seconds. They hold while the sheet's row bears the mark of the change that left them; whatever
 * changes a value writes the row as well, for its version. All else about a sheet is read each time.
 */
export function createKnownContent() {
  const kept = new Map<string, KnownContent>()
  const keyOf = ({ unit, period }: Place) => `${unit}/${period}`

  return {
    find: (place: Place): KnownContent | undefined => kept.get(keyOf(place)),

    /** Takes note of a sheet as a change left it, once that has been committed. */
    keep(place: Place, sheet: FoundSheet): void {
      const mark = markAfter(sheet)
      const key = keyOf(place)
      kept.delete(key)
      if (mark !== undefined) kept.set(key, { mark, values: sheet.values, criteria: sheet.criteria })
      const [oldest] = kept.keys()
      if (kept.size > KEPT_AT_MOST && oldest !== undefined) kept.delete(oldest)
    },
  }
}

/** The mark that the row has after a change by the transaction that read it. */
function markAfter({ sheetId, version, xid, criteria }: FoundSheet): string | undefined {
  if (sheetId === null || xid === null) return undefined
  // Who overruled one is shown by a name, and names change without the sheet.
  if (criteria.some(({ overruledBy }) => overruledBy !== null)) return undefined
  return `${sheetId}/${version}/${BigInt.asUintN(XMIN_BITS, BigInt(xid))}`
}
