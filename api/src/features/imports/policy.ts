import type { Permission } from '@ntm/shared/access/roles'
import type { ImportKind, ImportState } from '@ntm/shared/imports/wire'
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

/** What an import of each kind takes. */
export const PERMISSION_OF: Readonly<Record<ImportKind, Permission>> = {
  sheets: 'assessments.import',
  pastResults: 'results.import',
}

export function canImport(actor: Pick<Actor, 'permissions'>, kind: ImportKind): boolean {
  return actor.permissions.has(PERMISSION_OF[kind])
}

interface MovedImport {
  accountId: number
  kind: ImportKind
  state: ImportState
}

/** Only whoever sent a file says that it is to be applied or undone: it is that person's name that stands in the sheets. */
export function canApply(actor: Actor, found: MovedImport): boolean {
  return isOwn(actor, found) && found.state === 'checked'
}

export function canUndo(actor: Actor, found: MovedImport): boolean {
  return isOwn(actor, found) && found.state === 'succeeded'
}

function isOwn(actor: Actor, { accountId, kind }: MovedImport): boolean {
  return actor.accountId === accountId && canImport(actor, kind)
}
