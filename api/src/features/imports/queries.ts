import type { ImportKind, ImportState, ImportStep, UndoRefusal } from '@ntm/shared/imports/wire'
import type { UnitRef } from '@ntm/shared/units/wire'
import { runNamed, type Database } from '../../db/client.js'
import { refColumns } from '../units/queries.js'
import type { PastSource } from './write-imports.js'

/** An import as it stands. */
export interface FoundImport {
  id: string
  kind: ImportKind
  state: ImportState
  step: ImportStep
  isDryRun: boolean
  version: number
  fileName: string
  format: 'xlsx' | 'csv'
  bytes: number
  sha256: string
  accountId: number
  by: string
  actingFor: number | null
  traceId: string
  scopeId: number
  scope: UnitRef
  period: string | null
  lastPeriod: string | null
  sheetName: string | null
  columns: Record<string, string> | null
  rows: number
  figures: number
  units: number
  changed: number
  done: number
  total: number
  errorCount: number
  source: string | null
  sourceDate: string | null
  replaces: boolean
  /** Why its undoing did nothing, the last time that it was asked for. */
  undoRefused: UndoRefusal | null
  /** Whether its undoing leaves sheets as they are in which something has happened since. */
  leavesEdited: boolean
  createdAt: Date
  finishedAt: Date | null
}

const COLUMNS = `i.id, i.kind, i.state, i.step, i.is_dry_run "isDryRun", i.version, i.file_name "fileName", i.format,
  i.bytes, encode(i.sha256, 'hex') sha256, i.account_id "accountId", a.display_name "by", i.acting_for "actingFor",
  i.trace_id "traceId", i.scope_id "scopeId", ${refColumns('u')} scope, i.period, i.last_period "lastPeriod", i.sheet_name "sheetName", i.columns,
  i.rows, i.figures, i.units, i.changed, i.done, i.total, i.error_count "errorCount", i.source,
  i.source_date "sourceDate", i.replaces, i.undo_refused "undoRefused", i.leaves_edited "leavesEdited", i.created_at "createdAt", i.finished_at "finishedAt"`

const FROM = `from imports i join accounts a on a.id = i.account_id join units u on u.id = i.scope_id`

/** Whoever sent it, and whoever may import for a unit at or above the sender's, sees an import. */
export interface ImportSight {
  accountId: number
  unitIds: readonly number[]
}

const SEEN = `(i.account_id = $1 or string_to_array(u.path::text, '.')::int[] && $2::int[])`

const FIND_IMPORT = {
  name: 'find-import',
  text: `select ${COLUMNS} ${FROM} where ${SEEN} and i.id = $3`,
}

export async function findImport(db: Database, id: string, sight: ImportSight): Promise<FoundImport | undefined> {
  const [row] = await runNamed<FoundImport>(db, FIND_IMPORT, [sight.accountId, sight.unitIds, id])
  return row
}

const CLAIM_IMPORT = {
  name: 'claim-import',
  text: `select ${COLUMNS} ${FROM} where i.id = $1 for update of i`,
}

/** The import; other changes of it wait until the transaction ends. */
export async function claimImport(tx: Database, id: string): Promise<FoundImport | undefined> {
  const [row] = await runNamed<FoundImport>(tx, CLAIM_IMPORT, [id])
  return row
}

const LIST_IMPORTS = {
  name: 'list-imports',
  text: `
    select ${COLUMNS} ${FROM}
    where ${SEEN} and ($3::timestamptz is null or (i.created_at, i.id) < ($3, $4::uuid))
    order by i.created_at desc, i.id desc limit $5`,
}

/** Newest first; one more than asked for, when there is one. */
export async function listImports(
  db: Database,
  sight: ImportSight,
  { after, limit }: { after: { at: Date; id: string } | undefined; limit: number },
): Promise<FoundImport[]> {
  const values = [sight.accountId, sight.unitIds, after?.at ?? null, after?.id ?? null, limit + 1]
  return runNamed<FoundImport>(db, LIST_IMPORTS, values)
}

/** Past results of an import that others took the place of since; `id` is the import's, as SQL. */
export const replacedOf = (id: string) => `from past_results p
  left join monthly_results r on r.period = p.period and r.unit_id = p.unit_id and r.basis = 'official'
  where p.import_id = ${id} and r.import_id is distinct from p.import_id`

const LIST_SAME = {
  name: 'list-same-imports',
  text: `
    select ${COLUMNS} ${FROM}
    where ${SEEN} and i.kind = $3 and i.sha256 = $4
      and i.source is not distinct from $6 and i.source_date is not distinct from $7::date
      and ((i.state = 'succeeded' and not exists (select ${replacedOf('i.id')})) or (i.account_id = $1 and i.state in ('queued', 'running') and i.is_dry_run = $5))
    order by i.created_at desc limit 10`,
}

export interface SameFile {
  kind: ImportKind
  sha256: Buffer
  isDryRun: boolean
  past: PastSource | null
}

/** Imports of the same file that are under way, or were applied; newest first. */
export async function listSameImports(tx: Database, sight: ImportSight, file: SameFile): Promise<FoundImport[]> {
  const { kind, sha256, isDryRun, past } = file
  const origin = [past?.source ?? null, past?.sourceDate ?? null]
  const values = [sight.accountId, sight.unitIds, kind, sha256, isDryRun, ...origin]
  return runNamed<FoundImport>(tx, LIST_SAME, values)
}

const READ_FILE = { name: 'read-import-file', text: 'select content from import_files where import_id = $1' }

export async function readFileOf(db: Database, id: string): Promise<Buffer | undefined> {
  const [row] = await runNamed<{ content: Buffer }>(db, READ_FILE, [id])
  return row?.content
}

const FIND_COMMUNES = {
  name: 'find-communes-named',
  text: `select code, name, aliases from units where code = any($1) and kind = 'commune' and valid @> $2::date`,
}

export interface NamedCommune {
  code: string
  name: string
  aliases: string[]
}

const LIST_COMMUNES = {
  name: 'list-communes-of-day',
  text: `
    select code, name, aliases, string_to_array(path::text, '.')::int[] path from units
    where kind = 'commune' and valid @> $1::date order by code`,
}

/** All communes on a day as they are called, with where they lie. */
export async function listCommunesOn(db: Database, day: string): Promise<(NamedCommune & { path: number[] })[]> {
  return runNamed<NamedCommune & { path: number[] }>(db, LIST_COMMUNES, [day])
}

/** Communes by code, on a day, as they are called; a code that none has is left out. */
export async function findCommunes(
  db: Database,
  codes: readonly string[],
  day: string,
): Promise<Map<string, NamedCommune>> {
  if (codes.length === 0) return new Map()
  const rows = await runNamed<NamedCommune>(db, FIND_COMMUNES, [codes, day])
  return new Map(rows.map((row) => [row.code, row]))
}
