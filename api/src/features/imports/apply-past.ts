import { inTransaction, type Database } from '../../db/client.js'
import { openFile, type OpenFile } from '../../spreadsheets/open-file.js'
import { findAccountActor } from '../access/queries.js'
import { claimPeriod } from '../periods/queries.js'
import { Refused } from './apply-figures.js'
import type { ErrorList } from './error-list.js'
import { judgePast } from './judge-past.js'
import { notAllowedNow } from './messages.js'
import type { PastRow } from './parse-past-row.js'
import { addPastResults, settlePastPeriods } from './past-queries.js'
import { readFileOf, type FoundImport } from './queries.js'
import { canImport } from './policy.js'
import { readPast } from './read-past.js'
import type { ImportTools } from './run-import.js'
import { recordApplied } from './write-applied.js'
import { dropStaged, keepOutcome, keepReading, moveImport } from './write-imports.js'

/** One import of past results writes or is undone at a time: they may be of the same months. */
export async function lockPastResults(tx: Database): Promise<void> {
  await tx.$client.query(`select pg_advisory_xact_lock(hashtext('ntm-past-results'))`)
}

/** Reads and judges a file of past results. @returns communes that would change. @throws RefusedFile */
export async function checkPast(db: Database, found: FoundImport, file: OpenFile, errors: ErrorList): Promise<number> {
  const { rows, sheetName } = await readPast(file, errors)
  const months = monthsOf(rows)
  const units = countUnits(rows)
  await keepReading(db, found.id, {
    ...{ period: months[0] ?? null, lastPeriod: months.at(-1) ?? null, sheetName, columns: null },
    ...{ rows: new Set(rows.map(({ cells }) => cells.unit)).size, figures: rows.length, units },
  })
  const { placed } = await judgePast(db, found, rows, errors)
  return countUnits(placed)
}

/** Writes all results in one transaction with its audit row, or none of them. @returns communes that changed. */
export async function applyPast({ pool, clock }: ImportTools, found: FoundImport, errors: ErrorList): Promise<number> {
  const { id, accountId } = found
  return inTransaction(pool, async (tx) => {
    await lockPastResults(tx)
    const actor = await findAccountActor(tx, accountId, clock.today())
    if (!actor || !canImport(actor, 'pastResults')) errors.addWhole('forbidden', notAllowedNow)
    const content = await readFileOf(tx, id)
    if (!content) throw new Error(`The file of import ${id} is gone before it was written`)
    const { rows } = await readPast(await openFile(content), errors)
    const periods = monthsOf(rows)
    for (const period of periods) await claimPeriod(tx, period)
    // Judged once more: months may have been taken since the file was checked.
    const { placed, replaced } = await judgePast(tx, found, rows, errors)
    const changed = countUnits(placed)
    if (errors.count > 0) throw new Refused()
    const at = clock.now()
    await addPastResults(tx, id, placed)
    await settlePastPeriods(tx, periods, at)
    await keepOutcome(tx, id, { errors: [], errorCount: 0, changed })
    await moveImport(tx, id, { state: 'succeeded', step: 'apply', finishedAt: at })
    await dropStaged(tx, id)
    const counts = { changed, results: placed.length, periods }
    const old = replaced.length === 0 ? undefined : { replaced }
    await recordApplied(tx, found, { at, action: 'import.applied', counts, old })
    return changed
  }).catch((error: unknown) => {
    if (!(error instanceof Refused)) throw error
    return 0
  })
}

function monthsOf(rows: readonly PastRow[]): string[] {
  return [...new Set(rows.map(({ period }) => period))].toSorted()
}

function countUnits(rows: readonly PastRow[]): number {
  return new Set(rows.map(({ unitCode }) => unitCode)).size
}
