import type { Database } from '../../db/client.js'
import { recordEvents } from '../../db/audit-log.js'
import type { FoundImport } from './queries.js'

/** Every sheet gets the audit row that typing would have made, in the order of the chains. */
const RECORD_SHEETS = {
  name: 'record-import-sheets',
  text: `
    select append_audit_event($2, $3, $4, 'assessment.changed', 'assessment', key,
      case when $7 then new else old end, case when $7 then old else new end, $8, $5, $6)
    from (
      select key, old, new from import_sheets
      where import_id = $1 and sheet_id is not null and (undone_version is not null or not $7)
      order by abs(hashtext('assessment/' || key) % 64), key
    ) changed`,
}

export interface Applied {
  at: Date
  action: 'import.applied' | 'import.undone'
  counts: Record<string, unknown>
  /** What it took the place of. */
  old?: unknown
}

/**
 * Writes the audit rows of an import that was applied or undone: one a sheet, and one that tells of the whole.
 *
 * They are the last statements of the transaction, because whoever writes to the same chains waits from here on.
 */
export async function recordApplied(
  tx: Database,
  found: FoundImport,
  { at, action, counts, old }: Applied,
): Promise<void> {
  const { id, accountId, by, actingFor, traceId, fileName, period, sha256, source, sourceDate } = found
  const isUndone = action === 'import.undone'
  const reason = `${isUndone ? 'Hoàn tác nhập từ tệp' : 'Nhập từ tệp'} “${fileName}”`
  await tx.$client.query({
    ...RECORD_SHEETS,
    values: [id, at, accountId, by, traceId, actingFor, isUndone, reason],
  })
  const origin = source === null ? {} : { source, sourceDate }
  const event = {
    action,
    subject: { kind: 'import', key: id },
    new: { fileName, period, sha256, ...origin, ...counts },
    old,
  }
  await recordEvents(tx, { accountId, actorName: by, actingFor, at, traceId }, [event])
}
