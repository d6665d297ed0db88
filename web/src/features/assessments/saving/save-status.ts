import type { FieldKey } from './edits'
import { unsavedEdits, type QueueState } from './queue-state'

/** Where one field stands between the finger and the service; `saved` has no time for what an earlier visit saved. */
export type SaveStatus =
  | { kind: 'empty' }
  | { kind: 'typing' }
  | { kind: 'invalid' }
  | { kind: 'conflict' }
  | { kind: 'saving' }
  | { kind: 'waiting' }
  | { kind: 'saved'; at: number | undefined }

export interface Typing {
  /** Fields with text that was not taken over yet. */
  drafts: ReadonlyMap<FieldKey, unknown>
  /** Of these, the fields left with text that cannot be taken over. */
  faulty: ReadonlyMap<FieldKey, unknown>
}

export function saveStatusOf(
  field: FieldKey,
  { state, typing, isOnline, isEmpty }: { state: QueueState; typing: Typing; isOnline: boolean; isEmpty: boolean },
): SaveStatus {
  if (typing.faulty.has(field) || state.refused.has(field)) return { kind: 'invalid' }
  if (state.conflicts.has(field)) return { kind: 'conflict' }
  if (typing.drafts.has(field)) return { kind: 'typing' }
  if (state.underWay.has(field) || state.waiting.has(field)) {
    return { kind: isHeldUp(state, isOnline) ? 'waiting' : 'saving' }
  }
  return isEmpty ? { kind: 'empty' } : { kind: 'saved', at: state.savedAt.get(field) }
}

/** Where the whole sheet stands, in one word and the number of fields that it is about. */
export type SheetStatus =
  | { kind: 'saved'; at: number | undefined }
  | { kind: 'saving' }
  | { kind: 'offline' | 'waiting' | 'blocked' | 'signedOut' | 'invalid' | 'conflict'; count: number }

export function sheetStatusOf(state: QueueState, typing: Typing, isOnline: boolean): SheetStatus {
  const unsaved = unsavedEdits(state)
  const count = new Set([...unsaved.keys(), ...typing.drafts.keys()]).size
  const { trouble } = state
  if (trouble?.kind === 'blocked' || trouble?.kind === 'signedOut') return { kind: trouble.kind, count }
  if (!isOnline) return { kind: 'offline', count }
  if (trouble) return { kind: 'waiting', count }
  if (state.underWay.size > 0 || state.waiting.size > 0) return { kind: 'saving' }
  if (state.conflicts.size > 0) return { kind: 'conflict', count: state.conflicts.size }
  const faulty = new Set([...state.refused.keys(), ...typing.faulty.keys()]).size
  return faulty > 0 ? { kind: 'invalid', count: faulty } : { kind: 'saved', at: state.lastSavedAt }
}

function isHeldUp({ trouble }: QueueState, isOnline: boolean): boolean {
  return !isOnline || trouble !== undefined
}
