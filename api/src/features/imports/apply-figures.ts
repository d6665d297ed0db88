import type { Database } from '../../db/client.js'
import { inTransaction, openDatabase } from '../../db/client.js'
import { AppError } from '../../errors.js'
import { findAccountActor } from '../access/queries.js'
import { changeMany, type ChangedFigures, type FigureFault } from '../assessments/change-many.js'
import { holdCatalogues, listCatalogues, type Catalogue } from '../criteria/queries.js'
import { letterOf } from './columns.js'
import type { ErrorList } from './error-list.js'
import { notAllowedNow } from './messages.js'
import { grantsToImport } from './policy.js'
import type { FoundImport } from './queries.js'
import type { ImportTools } from './run-import.js'
import { toSheetFigures } from './to-figure.js'
import { recordApplied } from './write-applied.js'
import { keepPlanned, listStaged, type FullStagedSheet, type StagedFigure } from './write-staged.js'
import { keepStoodVersions } from './write-versions.js'
import { dropStaged, keepOutcome, moveImport, tellProgress } from './write-imports.js'

/** Communes judged and written in one go: memory is that of so many sheets, however many the file has. */
const BATCH = 200

/** Judges every figure as if it were typed; what would be refused stands in `errors`. @returns communes that would change. */
export async function checkFigures(tools: ImportTools, found: FoundImport, errors: ErrorList): Promise<number> {
  const db = openDatabase(tools.pool)
  const sets = await listCatalogues(db)
  let changed = 0
  await throughBatches(tools, db, found, errors, sets, async (tx, many) => {
    const outcome = await changeMany(tx, many, { isTrial: true })
    await keepPlanned(tx, found.id, outcome.planned)
    changed += outcome.planned.length
    return outcome.faults
  })
  return changed
}

/**
 * Writes all figures in one transaction with an audit row a sheet, or none of them.
 *
 * @returns communes in which something was written.
 */
export async function applyFigures(tools: ImportTools, found: FoundImport, errors: ErrorList): Promise<number> {
  const { pool, clock } = tools
  let changed = 0
  try {
    await inTransaction(pool, async (tx) => {
      const sets = await holdCatalogues(tx, openDatabase(pool))
      await throughBatches(tools, tx, found, errors, sets, async (batch, many) => {
        const outcome = await changeMany(batch, many, { isTrial: false })
        await keepChanges(batch, found.id, outcome.changed)
        changed += outcome.changed.length
        return outcome.faults
      })
      if (errors.count > 0) throw new Refused()
      await keepOutcome(tx, found.id, { errors: [], errorCount: 0, changed })
      await moveImport(tx, found.id, { state: 'succeeded', step: 'apply', finishedAt: clock.now() })
      if (found.period !== null) await keepStoodVersions(tx, found.id, found.period)
      await dropStaged(tx, found.id)
      await recordApplied(tx, found, { at: clock.now(), action: 'import.applied', counts: { changed } })
    })
  } catch (error) {
    if (!(error instanceof Refused)) throw error
  }
  return changed
}

/** Rolls the transaction back; what was refused stands among the errors. */
export class Refused extends Error {}

type Many = Parameters<typeof changeMany>[1]

async function throughBatches(
  { pool, clock }: ImportTools,
  tx: Database,
  found: FoundImport,
  errors: ErrorList,
  sets: readonly Catalogue[],
  work: (tx: Database, many: Many) => Promise<FigureFault[]>,
): Promise<void> {
  const { id, period, units } = found
  if (period === null) throw new TypeError(`Import ${id} was not read`)
  const today = clock.today()
  const actor = await findAccountActor(tx, found.accountId, today)
  if (!actor?.permissions.has('assessments.import')) {
    errors.addWhole('forbidden', notAllowedNow)
    return
  }
  const writing = { accountId: found.accountId, displayName: actor.displayName, at: clock.now(), today }
  const set = sets.find(({ measures }) => measures.length > 0)
  if (!set) throw new AppError('no_criteria_set', 422)
  let after = ''
  let done = 0
  for (;;) {
    const staged = await listStaged(tx, id, after, BATCH)
    const last = staged.at(-1)
    if (!last) break
    const sheets = toSheetFigures(staged, sets)
    const mayWrite = (path: readonly number[]) => grantsToImport(actor, path).length > 0
    const faults = await work(tx, { period, sets, writing, mayWrite, sheets })
    for (const fault of faults) {
      const sheet = staged.find(({ unitCode }) => unitCode === fault.unitCode)
      const figure = sheet?.figures.find(({ measure }) => measure === fault.measure)
      errors.add(toError(fault, found, sheet, figure))
    }
    after = last.unitCode
    done += staged.length
    await tellProgress(openDatabase(pool), id, done, units)
  }
}

function toError(
  fault: FigureFault,
  found: FoundImport,
  sheet: FullStagedSheet | undefined,
  figure: StagedFigure | undefined,
) {
  const { unitCode, unit, measure, field, code, message } = fault
  const row = figure?.row ?? sheet?.row ?? null
  const column = letterOf(sheet?.columns ?? found.columns ?? {}, measure, field)
  const tab = sheet?.tab ?? found.sheetName
  const cell = row === null ? null : tab === null ? `${column}${row}` : `${tab}!${column}${row}`
  return {
    ...{ cell, row, unit: unitCode, unitName: unit?.name ?? null, measure, code, message },
    found: figure ? showFigure(figure, field) : null,
  }
}

function showFigure(figure: StagedFigure, field: string | null): string | null {
  const { value, numerator, denominator } = figure
  const shown = { value, numerator, denominator }[field ?? 'value'] ?? value
  return shown === null ? null : String(shown).replace('.', ',')
}

async function keepChanges(tx: Database, id: string, changed: readonly ChangedFigures[]): Promise<void> {
  if (changed.length === 0) return
  await tx.$client.query(
    `update import_sheets s set sheet_id = c.sheet_id, key = c.key, version = c.version, before = c.before, old = c.old,
       new = c.new
     from unnest($2::text[], $3::int[], $4::text[], $5::int[], $6::jsonb[], $7::jsonb[], $8::jsonb[])
       c (unit_code, sheet_id, key, version, before, old, new)
     where s.import_id = $1 and s.unit_code = c.unit_code`,
    [
      id,
      changed.map(({ unitCode }) => unitCode),
      changed.map(({ sheetId }) => sheetId),
      changed.map(({ key }) => key),
      changed.map(({ version }) => version),
      changed.map(({ before, measureIds }) => JSON.stringify({ ...before, measureIds })),
      changed.map(({ old }) => JSON.stringify(old)),
      changed.map((each) => JSON.stringify(each.new)),
    ],
  )
}
