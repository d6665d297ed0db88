import { runNamed, type Database } from '../../db/client.js'
import type { KeptFile } from './take-in.js'

/** What a person says of a document; `undefined` says nothing. */
export interface Said {
  issuedOn?: string | null | undefined
  number?: string | null | undefined
  issuer?: string | null | undefined
  validFrom?: string | null | undefined
  validTo?: string | null | undefined
}

export interface Receipt {
  unitId: number
  at: Date
  accountId: number
}

/** Taken by who attaches (shared) and by who clears away what nobody uses: a file is not taken from under a new use. */
const HOLD_FILES = {
  name: 'hold-evidence-files',
  text: `select pg_advisory_xact_lock_shared(hashtext('ntm-evidence-files'))`,
}

export async function holdFiles(tx: Database): Promise<void> {
  await tx.$client.query(HOLD_FILES)
}

const SAVE_FILE = {
  name: 'save-evidence-file',
  text: `
    insert into evidence_files (unit_id, source_hash, hash, bytes, media_type, thumbnail, received_at)
    values ($1, decode($2, 'hex'), decode($3, 'hex'), $4, $5, $6, $7)
    on conflict (unit_id, source_hash) do update set fault = null, fault_since = null,
      hash = case when evidence_files.fault is null then evidence_files.hash else excluded.hash end,
      bytes = case when evidence_files.fault is null then evidence_files.bytes else excluded.bytes end
    returning id`,
}

/** The file of the commune with these bytes; one that was lost is whole again. @returns its id. */
export async function saveFile(tx: Database, file: KeptFile, { unitId, at }: Receipt): Promise<number> {
  const { sourceHash, hash, bytes, mediaType, thumbnail } = file
  const [row] = await runNamed<{ id: number }>(tx, SAVE_FILE, [
    unitId,
    sourceHash,
    hash,
    bytes,
    mediaType,
    thumbnail,
    at,
  ])
  if (!row) throw new Error('An upsert gave nothing back')
  return row.id
}

const FIND_SAME = {
  name: 'find-same-evidence',
  text: `
    select id from evidence where file_id = $1
      and (not $2 or issued_on is not distinct from $3::date) and (not $4 or number is not distinct from $5)
      and (not $6 or issuer is not distinct from $7) and (not $8 or valid_from is not distinct from $9::date)
      and (not $10 or valid_to is not distinct from $11::date)
    order by received_at desc limit 1`,
}
const ADD_EVIDENCE = {
  name: 'add-evidence',
  text: `
    insert into evidence (unit_id, file_id, name, issued_on, number, issuer, valid_from, valid_to, received_at, received_by)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) returning id`,
}

/** The document on this file of which the same was said, else a new one. @returns its id. */
export async function saveEvidence(
  tx: Database,
  { fileId, name, said }: { fileId: number; name: string; said: Said },
  { unitId, at, accountId }: Receipt,
): Promise<string> {
  const words = [said.issuedOn, said.number, said.issuer, said.validFrom, said.validTo]
  const asked = words.flatMap((word) => [word !== undefined, word ?? null])
  const [same] = await runNamed<{ id: string }>(tx, FIND_SAME, [fileId, ...asked])
  if (same) return same.id
  const values = [unitId, fileId, name, ...words.map((word) => word ?? null), at, accountId]
  const [row] = await runNamed<{ id: string }>(tx, ADD_EVIDENCE, values)
  if (!row) throw new Error('An insert gave nothing back')
  return row.id
}

const ATTACH = {
  name: 'attach-evidence',
  text: `
    insert into evidence_links (sheet_id, evidence_id, measure_id, criterion, attached_at, attached_by)
    values ($1, $2, $3, $4, $5, $6) on conflict do nothing returning id`,
}

export interface Attachment {
  sheetId: number
  evidenceId: string
  measureId: number | null
  criterion: number | null
}

/** @returns the link's id, or undefined when it was attached there before. */
export async function attach(
  tx: Database,
  { sheetId, evidenceId, measureId, criterion }: Attachment,
  { at, accountId }: Receipt,
): Promise<number | undefined> {
  const values = [sheetId, evidenceId, measureId, criterion, at, accountId]
  return (await runNamed<{ id: number }>(tx, ATTACH, values))[0]?.id
}

const DETACH = { name: 'detach-evidence', text: 'delete from evidence_links where id = $1 and sheet_id = $2' }

export async function detach(tx: Database, sheetId: number, link: number): Promise<void> {
  await tx.$client.query({ ...DETACH, values: [link, sheetId] })
}

const DESCRIBE = {
  name: 'describe-evidence',
  text: `
    update evidence set name = $3, issued_on = $4, number = $5, issuer = $6, valid_from = $7, valid_to = $8,
      version = version + 1
    where id = $1 and version = $2`,
}

/** @returns whether it still had the version that the caller read. */
export async function describe(
  tx: Database,
  { id, version }: { id: string; version: number },
  { name, ...said }: Said & { name: string },
): Promise<boolean> {
  const { issuedOn, number, issuer, validFrom, validTo } = said
  const values = [id, version, name, issuedOn, number, issuer, validFrom, validTo].map((value) => value ?? null)
  return (await tx.$client.query({ ...DESCRIBE, values })).rowCount === 1
}
