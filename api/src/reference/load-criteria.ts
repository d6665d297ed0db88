import { eq } from 'drizzle-orm'
import { CRITERIA_SETS, PAST_SETS } from '@ntm/shared/criteria/sets/all-sets'
import { AGENCIES } from '@ntm/shared/units/data/agencies'
import type { Database } from '../db/client.js'
import { criteriaSets } from '../features/criteria/tables.js'
import { insertSet } from '../features/criteria/write-set.js'
import { agencies } from '../features/units/tables.js'

export async function loadAgencies(tx: Database): Promise<void> {
  await tx
    .insert(agencies)
    .values([...AGENCIES])
    .onConflictDoNothing()
}

export async function loadCriteriaSets(tx: Database): Promise<void> {
  for (const set of [...CRITERIA_SETS, ...PAST_SETS]) {
    const [known] = await tx.select({ id: criteriaSets.id }).from(criteriaSets).where(eq(criteriaSets.code, set.code))
    if (!known) await insertSet(tx, set)
  }
}
