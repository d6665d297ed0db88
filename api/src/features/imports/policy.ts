import type { ImportState } from '@ntm/shared/imports/wire'
import { grantsAllowing, grantsReaching, type Actor, type Grant } from '../access/actor.js'

/** The commune writes its own sheet by file as by hand; the offices above bring in what their communes sent them. */
export function grantsToImport(actor: Pick<Actor, 'grants' | 'permissions'>, path: readonly number[]): Grant[] {
  return grantsReaching(actor, 'assessments.import', path)
}

/** Units whose imports the actor sees, beside the actor's own. */
export function importSightOf(actor: Actor): { accountId: number; unitIds: number[] } {
  const unitIds = grantsAllowing(actor, 'assessments.import').flatMap(({ unit }) => (unit === null ? [] : [unit.id]))
  return { accountId: actor.accountId, unitIds }
}

/** Only whoever sent a file says that it is to be applied or undone: it is that person's name that stands in the sheets. */
export function canApply(actor: Actor, found: { accountId: number; state: ImportState }): boolean {
  return actor.accountId === found.accountId && found.state === 'checked'
}

export function canUndo(actor: Actor, found: { accountId: number; state: ImportState }): boolean {
  return actor.accountId === found.accountId && found.state === 'succeeded'
}
