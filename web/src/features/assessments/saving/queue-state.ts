import type { AssessmentView } from '@ntm/shared/assessments/wire'
import { NO_EDITS, mergeEdits, type Edit, type Edits, type FieldKey } from './edits'

/** A sheet as the service last gave it, with the ETag that the next change must name. */
export interface Base {
  sheet: AssessmentView
  etag: string
}

/** Why nothing goes out just now. */
export type Trouble =
  /** No way to the service, or it is busy: tried again by itself. */
  | { kind: 'network'; failures: number }
  /** The session is over; what is unsent stays in this browser. */
  | { kind: 'signedOut' }
  /** The service takes no edits of this sheet, or not from this account. */
  | { kind: 'blocked'; error: unknown }

/** What somebody else changed while edits were waiting here. */
export interface ForeignChanges {
  fields: readonly FieldKey[]
  /** Of these, the ones that were written here too: what stands here was kept. */
  kept: readonly FieldKey[]
}

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
  foreign: ForeignChanges | undefined
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
  foreign: undefined,
}

/** Everything written here that the sheet does not hold yet, refused edits included. */
export function unsavedEdits({ refused, underWay, waiting }: QueueState): Edits {
  const kept = new Map([...refused].map(([field, { edit }]) => [field, edit]))
  return mergeEdits(mergeEdits(kept, underWay), waiting)
}

export function without<V>(map: ReadonlyMap<FieldKey, V>, fields: Iterable<FieldKey>): Map<FieldKey, V> {
  const rest = new Map(map)
  for (const field of fields) rest.delete(field)
  return rest
}
