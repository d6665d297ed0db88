import { createHash } from 'node:crypto'
import type pg from 'pg'
import { recordEvents, type AuditEvent } from '../../db/audit-log.js'
import { inTransaction, openDatabase, runNamed, type Database } from '../../db/client.js'
import type { EvidenceStore } from '../../files/evidence-store.js'

type Fault = 'missing' | 'altered'

export interface CheckedFile {
  id: number
  hash: string
  /** Commune, and one name under which the file is known there. */
  unit: string
  name: string
  before: Fault | null
  fault: Fault | null
}

const BATCH = 100
const LIST_FILES = {
  name: 'list-evidence-files',
  text: `
    select f.id, encode(f.hash, 'hex') hash, u.full_name unit, f.fault "before",
      coalesce((select e.name from evidence e where e.file_id = f.id order by e.received_at limit 1), '') name
    from evidence_files f join units u on u.id = f.unit_id where f.id > $1 order by f.id limit ${BATCH}`,
}

/** Reads every file of the store through and compares it with what was received. */
export async function* checkFiles(db: Database, store: EvidenceStore): AsyncGenerator<CheckedFile> {
  let last = 0
  for (;;) {
    const files = await runNamed<Omit<CheckedFile, 'fault'>>(db, LIST_FILES, [last])
    for (const file of files) yield { ...file, fault: await findFault(store, file.hash) }
    last = files.at(-1)?.id ?? last
    if (files.length < BATCH) return
  }
}

async function findFault(store: EvidenceStore, hash: string): Promise<Fault | null> {
  const stream = await store.open(hash)
  if (!stream) return 'missing'
  const found = createHash('sha256')
  for await (const piece of stream) found.update(piece as Buffer)
  return found.digest('hex') === hash ? null : 'altered'
}

const KEEP_FINDING = {
  name: 'keep-evidence-finding',
  text: `
    update evidence_files set checked_at = now(), fault = $2::text,
      fault_since = case when $2::text is null then null else coalesce(fault_since, $3) end
    where id = $1 and encode(hash, 'hex') = $4`,
}

/**
 * Checks all files and keeps what was found: at the document, and in the audit trail where it is new.
 *
 * @returns how many files there are and how many of them are not as they were received.
 */
export async function verifyFiles(
  pool: pg.Pool,
  store: EvidenceStore,
  now: () => Date,
): Promise<{ files: number; faults: CheckedFile[] }> {
  let files = 0
  const faults: CheckedFile[] = []
  for await (const file of checkFiles(openDatabase(pool), store)) {
    files += 1
    if (file.fault !== null) faults.push(file)
    await inTransaction(pool, async (tx) => {
      await runNamed(tx, KEEP_FINDING, [file.id, file.fault, now(), file.hash])
      if (file.fault !== file.before) await recordEvents(tx, { ...BY_ITSELF, at: now() }, [tellFinding(file)])
    })
  }
  return { files, faults }
}

const BY_ITSELF = { accountId: null, actorName: 'Kiểm tra hằng đêm', actingFor: null, traceId: 'check-evidence' }

function tellFinding({ id, hash, name, before, fault }: CheckedFile): AuditEvent {
  const action = fault === null ? 'evidence.restored' : `evidence.${fault}`
  const subject = { kind: 'evidenceFile', key: String(id) }
  return { action, subject, old: { fault: before }, new: { fault, name, sha256: hash } }
}
