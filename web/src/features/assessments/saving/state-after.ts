import type { Base, QueueState } from './queue-state'
import { without } from './queue-state'
import { layOver, NO_EDITS, toPatch, type FieldKey } from './edits'
import { placeFaults } from './place-faults'
import type { Failure } from './queue-options'

/** The service took what was under way: what was written over it meanwhile began with what it took. */
export function afterSave({ underWay, waiting, origins, savedAt }: QueueState, base: Base, at: number) {
  const rewritten = [...underWay].filter(([field]) => waiting.has(field))
  return {
    base,
    origins: layOver(without(origins, underWay.keys()), new Map(rewritten)),
    underWay: NO_EDITS,
    trouble: undefined,
    savedAt: new Map([...savedAt, ...[...underWay.keys()].map((field) => [field, at] as const)]),
    lastSavedAt: at,
  } satisfies Partial<QueueState>
}

/** The faulty edits stay at their fields, the others go out again; a fault without a field stops all of them. */
export function afterRefusal(
  { underWay, waiting, refused }: QueueState,
  { faults, detail }: Extract<Failure, { kind: 'invalid' }>,
) {
  const placed = placeFaults(faults, toPatch(underWay))
  const isPlaced = [...underWay.keys()].some((field) => placed.has(field))
  const faulty = [...underWay].filter(([field]) => !isPlaced || placed.has(field))
  const fresh = faulty
    .filter(([field]) => !waiting.has(field))
    .map(([field, edit]) => [field, { edit, message: placed.get(field) ?? detail }] as const)
  const sound = without(
    underWay,
    faulty.map(([field]) => field),
  )
  return {
    underWay: NO_EDITS,
    waiting: layOver(sound, waiting),
    refused: new Map([...refused, ...fresh]),
    trouble: undefined,
  } satisfies Partial<QueueState>
}

/** A person chose between two who wrote in one field: what is kept goes out over what the sheet holds now. */
export function afterChoice(
  { conflicts, origins, waiting }: QueueState,
  choices: ReadonlyMap<FieldKey, 'mine' | 'theirs'>,
) {
  const chosen = [...conflicts].filter(([field]) => choices.has(field))
  const fields = chosen.map(([field]) => field)
  const kept = chosen.filter(([field]) => choices.get(field) === 'mine')
  return {
    origins: layOver(without(origins, fields), new Map(kept.map(([field, { theirs }]) => [field, theirs]))),
    waiting: layOver(waiting, new Map(kept.map(([field, { mine }]) => [field, mine]))),
    conflicts: without(conflicts, fields),
  } satisfies Partial<QueueState>
}
