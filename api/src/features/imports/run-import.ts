import type pg from 'pg'
import { lastDayOf } from '@ntm/shared/periods/period'
import type { Clock } from '../../clock.js'
import { inTransaction, openDatabase, type Database } from '../../db/client.js'
import { openFile } from '../../spreadsheets/open-file.js'
import { RefusedFile } from '../../spreadsheets/refused-file.js'
import { findAccountActor } from '../access/queries.js'
import { listCatalogues } from '../criteria/queries.js'
import { applyFigures, checkFigures } from './apply-figures.js'
import { ErrorList } from './error-list.js'
import { brokeDown, FILE_FAULTS } from './messages.js'
import { grantsToImport } from './policy.js'
import { claimImport, findCommunes, listCommunesOn, readFileOf, type FoundImport } from './queries.js'
import { undoGivenUp } from './judge-undo.js'
import { refuseUndo } from './refuse-undo.js'
import { stageFile } from './stage-file.js'
import { applyPast, checkPast } from './apply-past.js'
import { indexCommunes, type CommuneIndex } from './tab-top.js'
import { undoFigures } from './undo-figures.js'
import { undoPast } from './undo-past.js'
import { dropStaged, keepOutcome, keepReading, moveImport, tellProgress } from './write-imports.js'
import { clearStaged } from './write-staged.js'
import { settleBaseVersions } from './write-versions.js'

export interface ImportTools {
  pool: pg.Pool
  clock: Clock
}

/** Any number that no other lock of ours uses. */
const LOCK = 720_201

/**
 * Brings an import one step on: checks it, applies it or undoes it.
 *
 * It may be called again at any time: whoever comes second while one is at it goes away, and whatever was done stays done.
 */
export async function runImport(tools: ImportTools, id: string): Promise<void> {
  const client = await tools.pool.connect()
  try {
    const { rows } = await client.query<{ mine: boolean }>('select pg_try_advisory_lock($1, hashtext($2)) mine', [
      LOCK,
      id,
    ])
    if (rows[0]?.mine !== true) return
    try {
      await takeSteps(tools, id)
    } finally {
      await client.query('select pg_advisory_unlock($1, hashtext($2))', [LOCK, id])
    }
  } finally {
    client.release()
  }
}

async function takeSteps(tools: ImportTools, id: string): Promise<void> {
  const found = await begin(tools, id)
  if (!found) return
  switch (found.step) {
    case 'check':
      return check(tools, found)
    case 'apply':
      return apply(tools, found, new ErrorList())
    case 'undo':
      return found.kind === 'pastResults' ? undoPast(tools, found) : undoFigures(tools, found)
  }
}

/** Marks it as being worked on; undefined when there is nothing to do. */
async function begin({ pool }: ImportTools, id: string): Promise<FoundImport | undefined> {
  return inTransaction(pool, async (tx) => {
    const found = await claimImport(tx, id)
    if (!found || (found.state !== 'queued' && found.state !== 'running')) return undefined
    // What is being undone ended when it was applied; that stands should the undoing fail.
    const finishedAt = found.step === 'undo' ? found.finishedAt : null
    await moveImport(tx, id, { state: 'running', step: found.step, finishedAt })
    return found
  })
}

async function check(tools: ImportTools, found: FoundImport): Promise<void> {
  const { pool, clock } = tools
  const { id } = found
  const db: Database = openDatabase(pool)
  const errors = new ErrorList()
  await clearStaged(db, id)
  let changed = 0
  try {
    const content = await readFileOf(db, id)
    if (!content) throw new Error(`The file of import ${id} is gone before it was read`)
    const file = await openFile(content)
    if (found.kind === 'pastResults') changed = await checkPast(db, found, file, errors)
    else {
      const sets = await listCatalogues(db)
      const tell = (rows: number) => tellProgress(db, id, rows, 0)
      const actor = await findAccountActor(db, found.accountId, clock.today())
      let index: CommuneIndex | undefined
      // A file is of one month: communes are asked for once, and only where a tab has no column of them.
      const indexOf = async (day: string) =>
        (index ??= indexCommunes(
          (await listCommunesOn(db, day)).filter(({ path }) => actor && grantsToImport(actor, path).length > 0),
        ))
      const reading = await stageFile(file, { id, db, sets, tell, indexOf }, errors)
      await keepReading(db, id, reading)
      Object.assign(found, reading)
    }
  } catch (error) {
    if (!(error instanceof RefusedFile)) throw error
    errors.addWhole(error.fault, FILE_FAULTS[error.fault])
  }
  if (found.kind === 'sheets' && found.period !== null) {
    const { period, accountId, isDryRun } = found
    await settleBaseVersions(db, id, { period, accountId, pins: isDryRun })
    changed = await checkFigures(tools, found, errors)
    errors.nameUnits(await findCommunes(db, errors.listUnnamed(), lastDayOf(found.period)))
  }
  await keepOutcome(db, id, {
    errors: errors.list(),
    errorCount: errors.count,
    changed: errors.count === 0 ? changed : 0,
  })
  if (errors.count === 0 && !found.isDryRun) return apply(tools, found, errors)
  await inTransaction(pool, async (tx) => {
    const state = errors.count === 0 ? 'checked' : 'failed'
    await moveImport(tx, id, { state, step: 'check', finishedAt: clock.now() })
    if (state === 'failed') await dropStaged(tx, id)
  })
}

async function apply(tools: ImportTools, found: FoundImport, errors: ErrorList): Promise<void> {
  const { pool, clock } = tools
  const { id } = found
  const write = found.kind === 'pastResults' ? applyPast : applyFigures
  await write(tools, found, errors)
  if (errors.count === 0) return
  // What was refused only now has left nothing: its transaction was rolled back.
  await inTransaction(pool, async (tx) => {
    await keepOutcome(tx, id, { errors: errors.list(), errorCount: errors.count, changed: 0 })
    await moveImport(tx, id, { state: 'failed', step: 'apply', finishedAt: clock.now() })
    await dropStaged(tx, id)
  })
}

/** Gives an import up after its last attempt; nothing of it has been written. */
export async function giveUp({ pool, clock }: ImportTools, id: string): Promise<void> {
  await inTransaction(pool, async (tx) => {
    const found = await claimImport(tx, id)
    if (!found || (found.state !== 'queued' && found.state !== 'running')) return
    if (found.step === 'undo') return refuseUndo(tx, found, undoGivenUp)
    const errors = new ErrorList()
    errors.addWhole('internal', brokeDown)
    await keepOutcome(tx, id, { errors: errors.list(), errorCount: 1, changed: 0 })
    await moveImport(tx, id, { state: 'failed', step: found.step, finishedAt: clock.now() })
    await dropStaged(tx, id)
  })
}
