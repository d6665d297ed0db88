import type { ChangeView } from '@ntm/shared/events/wire'

type Listener = (change: ChangeView | 'all') => void

const listeners = new Set<Listener>()

/** Hears of each change, for a page that keeps its answers outside of the common cache; returns how to stop. */
export function onChanges(listener: Listener): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

export function tellChanges(changes: readonly ChangeView[] | 'all'): void {
  for (const listener of [...listeners]) {
    if (changes === 'all') listener('all')
    else changes.forEach(listener)
  }
}
