import type { Database } from '../../db/client.js'
import { describeProblem } from '../../messages.js'
import type { UndoFault } from './judge-undo.js'
import { editedSince, undoBrokeDown, undoNotAllowed } from './messages.js'
import { listEditedCommunes, type FoundImport } from './queries.js'
import { keepUndoRefusal, moveImport } from './write-imports.js'

/** Leaves an import as it was applied, and keeps why it was not undone for whoever asked for that. */
export async function refuseUndo(tx: Database, found: FoundImport, code: UndoFault | 'internal'): Promise<void> {
  await keepUndoRefusal(tx, found.id, { code, message: await tellUndoFault(tx, found.id, code) })
  await moveImport(tx, found.id, { state: 'succeeded', step: 'undo', finishedAt: found.finishedAt })
}

/** Why an import is not undone, with the communes that it is because of. */
export async function tellUndoFault(db: Database, id: string, code: UndoFault | 'internal'): Promise<string> {
  if (code === 'import_edited_since') return editedSince(await listEditedCommunes(db, id))
  if (code === 'forbidden') return undoNotAllowed
  return code === 'internal' ? undoBrokeDown : describeProblem(code, 409)
}
