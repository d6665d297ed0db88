import type { Database } from '../../db/client.js'
import type { Actor } from '../access/actor.js'
import { isLockedOn } from '../assessments/change-many.js'
import { canImport, grantsToImport } from './policy.js'
import { countEdited, listWritten, type FoundImport } from './queries.js'

/** Why an import cannot be undone: refusals by their code. */
export type UndoFault = 'forbidden' | 'import_edited_since' | 'import_replaced_since' | 'import_locked_since'

/**
 * Judges an undoing by the rules of the writing that it is: by whoever may still write there, in sheets that still take
 * edits and in which nothing has happened since.
 */
export async function findUndoFault(
  db: Database,
  { id, kind }: Pick<FoundImport, 'id' | 'kind'>,
  { actor, today }: { actor: Actor | undefined; today: string },
): Promise<UndoFault | undefined> {
  if (!actor || !canImport(actor, kind)) return 'forbidden'
  const written = await listWritten(db, id)
  if (written.some(({ path }) => grantsToImport(actor, path).length === 0)) return 'forbidden'
  if ((await countEdited(db, id)) > 0) return kind === 'sheets' ? 'import_edited_since' : 'import_replaced_since'
  return written.some((sheet) => isLockedOn(sheet, today)) ? 'import_locked_since' : undefined
}
