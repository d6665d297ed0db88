import type { CriteriaSet } from '@ntm/shared/criteria/definition'
import type { Database } from '../../db/client.js'
import { insertSet } from '../criteria/write-set.js'

/** Ends the set before on the day before, and writes the new one. */
export async function publishSet(tx: Database, file: CriteriaSet, previousCode: string | undefined): Promise<void> {
  if (previousCode !== undefined) {
    await tx.$client.query('update criteria_sets set valid = valid * daterange(null, $2::date) where code = $1', [
      previousCode,
      file.validFrom,
    ])
  }
  await insertSet(tx, file)
}
