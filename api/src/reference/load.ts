import type { Pool } from 'pg'
import { inTransaction } from '../db/client.js'
import { loadAgencies, loadCriteriaSets } from './load-criteria.js'
import { loadRecognitions, loadUnits } from './load-units.js'

/**
 * Brings the reference data of this program into the database: units, successions, agencies, criteria sets,
 * recognised communes.
 *
 * Adds what is missing and changes nothing that is there: units and sets are never rewritten.
 */
export async function loadReferenceData(pool: Pool): Promise<void> {
  await inTransaction(pool, async (tx) => {
    // Two copies that start together must not both find it missing.
    await tx.$client.query(`select pg_advisory_xact_lock(hashtext('ntm-reference-data'))`)
    await loadUnits(tx)
    await loadRecognitions(tx)
    await loadAgencies(tx)
    await loadCriteriaSets(tx)
  })
}
