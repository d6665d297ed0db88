import type { Database } from '../../db/client.js'
import { describeProblem } from '../../messages.js'
import type { Actor } from '../access/actor.js'
import { isLockedOn } from '../assessments/change-many.js'
import { countReplaced, listWritten, type WrittenSheet } from './find-written.js'
import { editedSince, undoBrokeDown, undoNotAllowed } from './messages.js'
import { canImport, grantsToImport } from './policy.js'
import type { FoundImport } from './queries.js'

/** Why an import is not undone: refusals by their code, and in words. */
export type UndoFault = 'forbidden' | 'import_edited_since' | 'import_replaced_since' | 'import_locked_since'

export interface UndoJudgement {
  fault?: { code: UndoFault; message: string }
  /** Sheets that go back to what they were, and names of the communes whose sheets stay as they are. */
  sheetIds: number[]
  left: string[]
}

export interface UndoJudge {
  actor: Actor | undefined
  today: string
  /** Whether sheets that cannot go back stay as they are; else the whole import does because of them. */
  leavesEdited: boolean
}

/**
 * Judges an undoing by the rules of the writing that it is: by whoever may still write there, in sheets that still take
 * edits and in which nothing has happened since.
 */
export async function judgeUndo(
  db: Database,
  { id, kind }: Pick<FoundImport, 'id' | 'kind'>,
  { actor, today, leavesEdited }: UndoJudge,
): Promise<UndoJudgement> {
  if (!actor || !canImport(actor, kind)) return refuse('forbidden', undoNotAllowed)
  const written = await listWritten(db, id)
  if (written.some(({ path }) => grantsToImport(actor, path).length === 0)) return refuse('forbidden', undoNotAllowed)
  if (kind === 'pastResults' && (await countReplaced(db, id)) > 0) return refuse('import_replaced_since')

  const isLocked = (sheet: WrittenSheet) => !sheet.isEdited && isLockedOn(sheet, today)
  const edited = written.filter(({ isEdited }) => isEdited)
  const free = written.filter((sheet) => !sheet.isEdited && !isLocked(sheet))
  const mayLeave = leavesEdited && free.length > 0
  if (edited.length > 0 && !mayLeave) {
    return refuse('import_edited_since', editedSince(namesOf(edited), { hasOthers: free.length > 0 }))
  }
  if (written.some(isLocked) && !mayLeave) return refuse('import_locked_since')
  const left = written.filter((sheet) => sheet.isEdited || isLocked(sheet))
  return { sheetIds: free.map(({ sheetId }) => sheetId), left: namesOf(left) }
}

const namesOf = (sheets: readonly WrittenSheet[]) => sheets.map(({ name }) => name)

function refuse(code: UndoFault, message = describeProblem(code, 409)): UndoJudgement {
  return { fault: { code, message }, sheetIds: [], left: [] }
}

/** What is told of an undoing that was given up. */
export const undoGivenUp = { code: 'internal', message: undoBrokeDown }
