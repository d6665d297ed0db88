import type { QueryConfig } from 'pg'
import type { Database } from '../../db/client.js'
import type { Catalogue } from '../criteria/queries.js'
import { findEarlierSubmission } from './compare-sheets.js'
import type { FoundSheet, StoredValue } from './find-sheet.js'

/** Indicators whose answers differ from those of the latest submission; none before the first. */
export async function listChangedIndicators(
  tx: Database,
  sheet: FoundSheet,
  set: Catalogue,
  values: readonly StoredValue[],
): Promise<string[]> {
  if (sheet.verifications.length === 0) return []
  const earlier = await findEarlierSubmission(tx, sheet)
  if (!earlier) return []
  const now = new Map(values.map((value) => [value.measureId, value]))
  const changed = set.measures.filter(({ id, key }) => {
    const before = earlier.answers[key]
    const after = now.get(id)
    return (
      (before?.value ?? null) !== (after?.value ?? null) ||
      (before?.numerator ?? null) !== (after?.numerator ?? null) ||
      (before?.denominator ?? null) !== (after?.denominator ?? null) ||
      (before?.notApplicable ?? false) !== (after?.notApplicable ?? false)
    )
  })
  return [...new Set(changed.map(({ indicator }) => indicator))]
}

const OUTDATE = {
  name: 'outdate-verifications',
  text: 'update verifications set is_outdated = true where sheet_id = $1 and indicator = any($2)',
}

/** The commune submits other answers than those that departments spoke of. */
export function outdateVerifications(sheetId: number, indicators: readonly string[]): QueryConfig[] {
  return indicators.length > 0 ? [{ ...OUTDATE, values: [sheetId, indicators] }] : []
}
