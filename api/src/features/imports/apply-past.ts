import { lastDayOf } from '@ntm/shared/periods/period'
import { inTransaction, type Database } from '../../db/client.js'
import { openFile, type OpenFile } from '../../spreadsheets/open-file.js'
import { findAccountActor } from '../access/queries.js'
import { listCatalogues, pickResultSet } from '../criteria/queries.js'
import { claimPeriod } from '../periods/queries.js'
import type { ErrorList } from './error-list.js'
import { Refused } from './apply-figures.js'
import { notAllowedNow } from './messages.js'
import { addPastResults, findPastPlaces, settlePastPeriods, type PastPlace, type PlacedRow } from './past-queries.js'
import { readFileOf, type FoundImport } from './queries.js'
import { readPast, type PastReading } from './read-past.js'
import type { ImportTools } from './run-import.js'
import { recordApplied } from './write-applied.js'
import { dropStaged, keepOutcome, keepReading, moveImport } from './write-imports.js'

/** One import of past results writes or is undone at a time: they may be of the same months. */
export async function lockPastResults(tx: Database): Promise<void> {
  await tx.$client.query(`select pg_advisory_xact_lock(hashtext('ntm-past-results'))`)
}

/** Reads and judges a file of past results. @returns communes that would change. @throws RefusedFile */
export async function checkPast(db: Database, found: FoundImport, file: OpenFile, errors: ErrorList): Promise<number> {
  const reading = await readPast(file, errors)
  const { rows, sheetName } = reading
  const periods = new Set(rows.map(({ period }) => period))
  const units = new Set(rows.map(({ unitCode }) => unitCode)).size
  const [only] = periods
  const period = periods.size === 1 ? (only ?? null) : null
  await keepReading(db, found.id, { period, sheetName, columns: null, rows: rows.length, figures: rows.length, units })
  const { placed } = await judgePast(db, found, reading)
  return countUnits(placed)
}

interface Judged {
  placed: PlacedRow[]
  /** What stands in their places, where anything does. */
  replaced: { period: string; unit: string; met: number | null; importId: string }[]
}

async function judgePast(db: Database, found: FoundImport, reading: PastReading): Promise<Judged> {
  const [places, sets] = [await findPastPlaces(db, reading.rows), await listCatalogues(db)]
  const judged: Judged = { placed: [], replaced: [] }
  for (const [index, row] of reading.rows.entries()) {
    const place = places[index]
    const set = pickResultSet(sets, lastDayOf(row.period))
    if (!place?.unitId) reading.fail(row, 'unit', 'unit_unknown', null)
    else if (!set) reading.fail(row, 'period', 'no_criteria_set', place.name)
    else {
      const { unitId, name, importId, met } = place
      const fault = findFault(place, found)
      if (fault) reading.fail(row, 'period', fault, name)
      else judged.placed.push({ ...row, unitId, setId: set.id })
      if (importId !== null) judged.replaced.push({ period: row.period, unit: row.unitCode, met, importId })
    }
  }
  return judged
}

function findFault({ isOfSheets, importId }: PastPlace, { id, replaces }: FoundImport) {
  if (isOfSheets) return 'month_of_sheets' as const
  return importId !== null && importId !== id && !replaces ? ('month_of_other_import' as const) : undefined
}

/** Writes all results in one transaction with its audit row, or none of them. @returns communes that changed. */
export async function applyPast({ pool, clock }: ImportTools, found: FoundImport, errors: ErrorList): Promise<number> {
  const { id, accountId } = found
  return inTransaction(pool, async (tx) => {
    await lockPastResults(tx)
    const actor = await findAccountActor(tx, accountId, clock.today())
    if (!actor?.permissions.has('results.import')) errors.addWhole('forbidden', notAllowedNow)
    const content = await readFileOf(tx, id)
    if (!content) throw new Error(`The file of import ${id} is gone before it was written`)
    const reading = await readPast(await openFile(content), errors)
    const periods = [...new Set(reading.rows.map(({ period }) => period))].toSorted()
    for (const period of periods) await claimPeriod(tx, period)
    // Judged once more: months may have been taken since the file was checked.
    const { placed, replaced } = await judgePast(tx, found, reading)
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

function countUnits(rows: readonly PlacedRow[]): number {
  return new Set(rows.map(({ unitCode }) => unitCode)).size
}
