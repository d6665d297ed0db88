import type { Conflict } from '@ntm/shared/assessments/merge-edits'
import type { AssessmentView } from '@ntm/shared/assessments/wire'
import { layOver, NO_EDITS, type Edit, type Edits, type FieldKey } from './edits'

/** A sheet as the service last gave it, with the ETag that the next change must name. */
export interface Base {
  sheet: AssessmentView
  etag: string
  /** Instant (milliseconds) at which it was last seen, where the service could not be asked for it. */
  recalledFrom?: number | undefined
}

/** Why nothing goes out just now. */
export type Trouble =
  /** No way to the service, or it is busy: tried again by itself. */
  | { kind: 'network'; failures: number }
  /** The session is over; what is unsent stays in this browser. */
  | { kind: 'signedOut' }
  /** The service takes no edits of this sheet, or not from this account. */
  | { kind: 'blocked'; error: unknown }

export interface QueueState {
  base: Base | undefined
  /** Why the sheet could not be read; undefined while it is on its way and once it is there. */
  loadError: unknown
  /** Written, not under way. */
  waiting: Edits
  underWay: Edits
  /** Refused by a rule: shown with the fault, not sent again until written anew. */
  refused: ReadonlyMap<FieldKey, { edit: Edit; message: string }>
  /** Instant (milliseconds) at which the service last took each field during this visit. */
  savedAt: ReadonlyMap<FieldKey, number>
  lastSavedAt: number | undefined
  trouble: Trouble | undefined
  /** What each field held when it was first written over here. */
  origins: Edits
  /** Written here and by somebody else: held back until a person has chosen. */
  conflicts: ReadonlyMap<FieldKey, Conflict>
  /** Changed by somebody else alone, and not looked at yet. */
  taken: readonly FieldKey[]
}

export const EMPTY_STATE: QueueState = {
  base: undefined,
  loadError: undefined,
  waiting: NO_EDITS,
  underWay: NO_EDITS,
  refused: new Map(),
  savedAt: new Map(),
  lastSavedAt: undefined,
  trouble: undefined,
  origins: NO_EDITS,
  conflicts: new Map(),
  taken: [],
}

/** Everything written here that the sheet does not hold yet: refused edits and those in conflict too. */
export function unsavedEdits({ refused, conflicts, underWay, waiting }: QueueState): Edits {
  const refusedEdits = [...refused].map(([field, { edit }]) => [field, edit] as const)
  const heldBack = [...conflicts].map(([field, { mine }]) => [field, mine] as const)
  return layOver(layOver(new Map([...refusedEdits, ...heldBack]), underWay), waiting)
}

export function without<V>(map: ReadonlyMap<FieldKey, V>, fields: Iterable<FieldKey>): Map<FieldKey, V> {
  const rest = new Map(map)
  for (const field of fields) rest.delete(field)
  return rest
}
