import { useQueryClient } from '@tanstack/vue-query'
import { onScopeDispose, shallowRef } from 'vue'
import type { VillageFiguresView } from '@ntm/shared/villages/figures-wire'
import { getTagged, patchJson } from '@/api/http'
import { useSessionStore } from '@/stores/session'
import { UNSENT_OF_VILLAGES } from '@/stores/unsent-work'
import { createEntrySaver, type EntryState, type Typed } from './save-entries'

/** The figures of one measure being filled in, saved as one goes; what is unsaved outlives the page in the browser. */
export function useEntries(unit: string, period: string, measure: string) {
  const session = useSessionStore()
  const queryClient = useQueryClient()
  const key = `${UNSENT_OF_VILLAGES}/${session.account?.username ?? ''}/${unit}/${period}/${measure}`
  const path = `assessments/${unit}/${period}/village-figures`
  const state = shallowRef<EntryState>({
    ...{ view: undefined, typed: new Map(), conflicts: new Map(), saving: 'saved', failure: undefined },
  })
  const saver = createEntrySaver(
    {
      measure,
      load: () => getTagged<VillageFiguresView>(path, { isFresh: true }),
      patch: (body, ifMatch) => patchJson<VillageFiguresView>(path, body, { ifMatch }),
      keep: (typed) => keep(key, typed),
      onChange: (next) => (state.value = next),
    },
    recall(key),
  )
  const retry = () => void (state.value.view ? saver.save() : saver.open())
  window.addEventListener('online', retry)
  onScopeDispose(() => {
    window.removeEventListener('online', retry)
    // Not before it is written: the next page would read what was there.
    void saver.save().then(() => {
      for (const name of ['village-figures', 'assessments', 'work', 'profile-sheet']) {
        void queryClient.invalidateQueries({ queryKey: [name] })
      }
    })
  })
  void saver.open()
  return { state, saver }
}

function keep(key: string, typed: ReadonlyMap<string, Typed>): void {
  try {
    if (typed.size === 0) localStorage.removeItem(key)
    else localStorage.setItem(key, JSON.stringify([...typed]))
  } catch {
    // Full or forbidden: it lasts as long as the page.
  }
}

function recall(key: string): Map<string, Typed> {
  try {
    const stored = JSON.parse(localStorage.getItem(key) ?? '[]') as unknown
    return new Map(Array.isArray(stored) ? (stored as [string, Typed][]) : [])
  } catch {
    return new Map()
  }
}
