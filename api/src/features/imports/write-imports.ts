import type { ImportError, ImportKind, ImportState, ImportStep, UndoRefusal } from '@ntm/shared/imports/wire'
import { runNamed, type Database } from '../../db/client.js'

export interface NewImport {
  kind: ImportKind
  isDryRun: boolean
  fileName: string
  format: 'xlsx' | 'csv'
  content: Buffer
  sha256: Buffer
  accountId: number
  actingFor: number | null
  scopeId: number
  traceId: string
  /** Of past results. */
  past: PastSource | null
  createdAt: Date
}

/** What past results were taken from, its day, and whether they take the place of others. */
export interface PastSource {
  source: string
  sourceDate: string
  replaces: boolean
}

const ADD_IMPORT = {
  name: 'add-import',
  text: `
    with added as (
      insert into imports (kind, state, step, is_dry_run, file_name, format, bytes, sha256, account_id, acting_for,
        scope_id, trace_id, created_at, source, source_date, replaces)
      values ($1, 'queued', 'check', $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $13, $14, $15) returning id
    ), kept as (
      insert into import_files (import_id, content) select id, $12 from added
    )
    select id from added`,
}

/** Keeps a file to be imported, and its job. */
export async function addImport(tx: Database, added: NewImport): Promise<string> {
  const { kind, isDryRun, fileName, format, content, sha256, accountId, actingFor, scopeId, traceId, past, createdAt } =
    added
  const [row] = await runNamed<{ id: string }>(tx, ADD_IMPORT, [
    ...[kind, isDryRun, fileName, format, content.length, sha256, accountId, actingFor, scopeId, traceId],
    ...[createdAt, content, past?.source ?? null, past?.sourceDate ?? null, past?.replaces ?? false],
  ])
  if (!row) throw new Error('The import was not stored')
  await queueImport(tx, row.id)
  return row.id
}

const QUEUE_IMPORT = {
  name: 'queue-import',
  text: `select graphile_worker.add_job('run-import', json_build_object('importId', $1::text),
    job_key := 'import-' || $1::text, max_attempts := 3)`,
}

export async function queueImport(tx: Database, id: string): Promise<void> {
  await runNamed(tx, QUEUE_IMPORT, [id])
}

const MOVE_IMPORT = {
  name: 'move-import',
  text: `
    update imports set state = $2, step = $3, version = version + 1, beat_at = now(),
      done = case when $2 in ('queued', 'running') then 0 else done end, finished_at = $4
    where id = $1 returning version`,
}

export async function moveImport(
  tx: Database,
  id: string,
  { state, step, finishedAt }: { state: ImportState; step: ImportStep; finishedAt: Date | null },
): Promise<number> {
  const [row] = await runNamed<{ version: number }>(tx, MOVE_IMPORT, [id, state, step, finishedAt])
  return row?.version ?? 0
}

const ASK_UNDO = {
  name: 'ask-undo',
  text: 'update imports set undo_refused = null, leaves_edited = $2 where id = $1',
}

/** How an import is to be undone; why it was not undone before is of the past. */
export async function askUndo(tx: Database, id: string, { leavesEdited }: { leavesEdited: boolean }): Promise<void> {
  await runNamed(tx, ASK_UNDO, [id, leavesEdited])
}

const KEEP_REFUSAL = {
  name: 'keep-undo-refusal',
  text: 'update imports set undo_refused = $2 where id = $1',
}

/** Why an undoing did nothing. */
export async function keepUndoRefusal(tx: Database, id: string, refusal: UndoRefusal): Promise<void> {
  await runNamed(tx, KEEP_REFUSAL, [id, JSON.stringify(refusal)])
}

const TELL_PROGRESS = {
  name: 'tell-import-progress',
  text: 'update imports set done = $2, total = $3, beat_at = now() where id = $1',
}

/** Over a connection of its own: what is under way in a transaction nobody sees. */
export async function tellProgress(db: Database, id: string, done: number, total: number): Promise<void> {
  await runNamed(db, TELL_PROGRESS, [id, done, total])
}

const KEEP_READING = {
  name: 'keep-import-reading',
  text: `update imports set period = $2, sheet_name = $3, columns = $4, rows = $5, figures = $6, units = $7, last_period = $8
    where id = $1`,
}

export interface Reading {
  period: string | null
  /** Of past results; `period` is the first. */
  lastPeriod?: string | null
  sheetName: string | null
  columns: Record<string, string> | null
  rows: number
  figures: number
  units: number
}

export async function keepReading(db: Database, id: string, reading: Reading): Promise<void> {
  const { period, sheetName, columns, rows, figures, units, lastPeriod = null } = reading
  const values = [id, period, sheetName, JSON.stringify(columns), rows, figures, units, lastPeriod]
  await runNamed(db, KEEP_READING, values)
}

const KEEP_OUTCOME = {
  name: 'keep-import-outcome',
  text: 'update imports set errors = $2, error_count = $3, changed = $4 where id = $1',
}

export async function keepOutcome(
  db: Database,
  id: string,
  { errors, errorCount, changed }: { errors: readonly ImportError[]; errorCount: number; changed: number },
): Promise<void> {
  await runNamed(db, KEEP_OUTCOME, [id, JSON.stringify(errors), errorCount, changed])
}

const DROP_FILE = 'delete from import_files where import_id = $1'
const DROP_FIGURES = 'delete from import_values where import_id = $1'
const DROP_UNWRITTEN = 'delete from import_sheets where import_id = $1 and sheet_id is null and stood_version is null'

/** Lets go of what was only needed until the import came to an end; its hash and what it wrote stay. */
export async function dropStaged(tx: Database, id: string): Promise<void> {
  for (const text of [DROP_FILE, DROP_FIGURES, DROP_UNWRITTEN]) await tx.$client.query(text, [id])
}
