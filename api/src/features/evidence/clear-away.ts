import type pg from 'pg'
import { inTransaction } from '../../db/client.js'
import type { EvidenceStore } from '../../files/evidence-store.js'

/** Days for which a document that is attached nowhere can still be taken up again. */
const UNUSED_DAYS = 30

/**
 * Deletes documents that nobody has used for long, and files that none is on any more.
 *
 * The files go first from the list, then from the store, while nobody can attach one: what is listed is there.
 *
 * @returns how many files were deleted.
 */
export async function clearAway(pool: pg.Pool, store: EvidenceStore): Promise<number> {
  return inTransaction(pool, async (tx) => {
    const { $client: client } = tx
    await client.query(`select pg_advisory_xact_lock(hashtext('ntm-evidence-files'))`)
    await client.query(
      `delete from evidence e where e.unused_since < now() - $1 * interval '1 day'
       and not exists (select from evidence_links l where l.evidence_id = e.id)`,
      [UNUSED_DAYS],
    )
    const { rows } = await client.query<{ hash: string }>(
      `with gone as (
         delete from evidence_files f where not exists (select from evidence e where e.file_id = f.id)
         returning id, hash)
       select distinct encode(hash, 'hex') hash from gone
       where not exists (select from evidence_files f
         where f.hash = gone.hash and f.id not in (select id from gone))`,
    )
    for (const { hash } of rows) await store.remove(hash)
    return rows.length
  })
}
