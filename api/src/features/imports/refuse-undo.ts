import type { UndoRefusal } from '@ntm/shared/imports/wire'
import type { Database } from '../../db/client.js'
import type { FoundImport } from './queries.js'
import { keepUndoRefusal, moveImport } from './write-imports.js'

/** Leaves an import as it was applied, and keeps why it was not undone for whoever asked for that. */
export async function refuseUndo(tx: Database, found: FoundImport, refusal: UndoRefusal): Promise<void> {
  await keepUndoRefusal(tx, found.id, refusal)
  await moveImport(tx, found.id, { state: 'succeeded', step: 'undo', finishedAt: found.finishedAt })
}
