import type { Database } from '../../db/client.js'

export interface NewThreshold {
  measureId: number
  region: string
  unitId: number | null
  year: number | null
  /** 1 for a boolean measure. */
  value: number
  setBy: 'province' | null
  legalBasis: string
  note: string | null
  source: string | null
  accountId: number
  reason: string
  recordedAt: Date
}

/** Lets a threshold hold no more; the sheets that were judged by it go on naming it. */
export async function replaceThreshold(tx: Database, id: number, at: Date): Promise<void> {
  await tx.$client.query('update thresholds set replaced_at = $2 where id = $1', [id, at])
}

/** Adds a threshold that holds from now on, confirmed. */
export async function addThreshold(tx: Database, threshold: NewThreshold): Promise<void> {
  const { measureId, region, unitId, year, value, setBy, legalBasis, note, source } = threshold
  const { accountId, reason, recordedAt } = threshold
  await tx.$client.query(
    `insert into thresholds
      (measure_id, region, unit_id, year, value, confirmed, set_by, legal_basis, note, source, account_id, reason,
        recorded_at)
    values ($1, $2, $3, $4, $5, true, $6, $7, $8, $9, $10, $11, $12)`,
    [measureId, region, unitId, year, value, setBy, legalBasis, note, source, accountId, reason, recordedAt],
  )
}
