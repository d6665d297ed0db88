import { fieldOf, layOver, type FieldKey } from './edits'
import type { QueueOptions } from './queue-options'
import { unsavedEdits, type QueueState } from './queue-state'

type Left = ReturnType<QueueOptions['store']['read']>

/** What an earlier visit left unsent waits below what has been written since. */
export function withLeft({ waiting, origins }: QueueState, left: Pick<Left, 'edits' | 'origins'>) {
  const edits = new Map(Object.values(left.edits).map((edit) => [fieldOf(edit), edit]))
  const over = new Map(Object.values(left.origins).map((edit) => [fieldOf(edit), edit]))
  return { waiting: layOver(edits, waiting), origins: layOver(over, origins) } satisfies Partial<QueueState>
}

/** What the sheet says by now is not kept to be sent once more; what it held before is kept beside the rest. */
export function forgetSettled(store: QueueOptions['store'], state: QueueState): void {
  const open = unsavedEdits(state)
  for (const key of Object.keys(store.read().edits)) {
    const field = key as FieldKey
    store.keepEdit(field, open.get(field), state.origins.get(field))
  }
}
