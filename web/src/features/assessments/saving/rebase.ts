import { mergeEdits } from '@ntm/shared/assessments/merge-edits'
import { contentOf, isSame, layOver, type Edit, type Edits, type FieldKey } from './edits'
import { unsavedEdits, without, type Base, type QueueState } from './queue-state'

/**
 * Lays what was written here against the sheet as it now stands.
 *
 * @param tried - Edits that were sent and whose answer was lost: the service may have taken them.
 */
export function rebase(state: QueueState, base: Base, tried: Edits): Partial<QueueState> {
  const theirs = contentOf(base.sheet)
  const before = state.base ? contentOf(state.base.sheet) : new Map<FieldKey, Edit>()
  const arrived = [...tried].filter(([field, edit]) => isSame(theirs.get(field) ?? edit, edit))
  const known = layOver(layOver(before, state.origins), new Map(arrived))
  const merged = mergeEdits({ base: known, mine: unsavedEdits(state), theirs })
  const { conflicts } = merged
  const isAtRest = (field: FieldKey) => state.refused.has(field) && !state.waiting.has(field)
  const origins = [...merged.mine.keys(), ...conflicts.keys()].flatMap((field) => {
    const origin = conflicts.has(field) ? known.get(field) : theirs.get(field)
    return origin ? [[field, origin] as const] : []
  })
  const fresh = merged.taken.filter((field) => !state.taken.includes(field))
  return {
    base,
    conflicts,
    waiting: new Map([...merged.mine].filter(([field]) => !isAtRest(field))),
    refused: without(
      state.refused,
      [...state.refused.keys()].filter((field) => !merged.mine.has(field)),
    ),
    origins: new Map(origins),
    taken: [...state.taken.filter((field) => !merged.mine.has(field)), ...fresh],
  }
}

/** The state with one more edit: waiting, or in conflict where the field has changed since it was begun. */
export function takeIn(state: QueueState, edit: Edit, field: FieldKey, over: Edit | undefined): Partial<QueueState> {
  const now = state.base && contentOf(state.base.sheet).get(field)
  const refused = without(state.refused, [field])
  const conflict = state.conflicts.get(field)
  const origin = state.origins.get(field) ?? (unsavedEdits(state).has(field) ? undefined : (over ?? now))
  const origins = origin ? layOver(state.origins, new Map([[field, origin]])) : state.origins
  const isForeign = over !== undefined && !state.origins.has(field) && now !== undefined && !isSame(over, now)
  const theirs = conflict?.theirs ?? (isForeign ? now : undefined)
  if (theirs && isSame(theirs, edit)) {
    return { refused, origins: without(origins, [field]), conflicts: without(state.conflicts, [field]) }
  }
  if (theirs) return { refused, origins, conflicts: new Map([...state.conflicts, [field, { mine: edit, theirs }]]) }
  return { refused, origins, waiting: layOver(state.waiting, new Map([[field, edit]])) }
}
