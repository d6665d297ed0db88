import { computed, onScopeDispose, ref, type Ref } from 'vue'
import type { ChangeView } from '@ntm/shared/events/wire'
import { noteNews } from '@/live/live-state'
import { onChanges } from '@/live/on-changes'
import type { QueueState } from './saving/queue-state'
import type { SaveQueue } from './saving/save-queue'

/** Milliseconds before the sheet is read again that somebody else changed; by then a save under way is answered. */
const WAIT = 400
/** In place of a version where only a reading tells whether the sheet is another one. */
const ANY = 0

interface Following {
  place: { unit: string; period: string }
  queue: SaveQueue
  state: Readonly<Ref<QueueState>>
  /** Whether another version waits until it is asked for: nobody decides on what changed under their eyes. */
  isHeld: () => boolean
}

/**
 * Reads the sheet again when somebody else has changed it. What is being written here stays, and where both wrote, the
 * queue shows both.
 */
export function useSheetChanges({ place, queue, state, isHeld }: Following) {
  const held = ref<{ version: number; at: number }>()
  let timer: ReturnType<typeof setTimeout> | undefined
  let wanted: number | undefined

  const readVersion = (): number => Number(/\d+/.exec(state.value.base?.etag ?? '')?.[0] ?? 0)
  const isRead = (version: number): boolean => version !== ANY && readVersion() >= version

  /** Instant (milliseconds) at which a version was told of that waits to be asked for; undefined once it is read. */
  const heldSince = computed(() => (held.value && readVersion() < held.value.version ? held.value.at : undefined))

  function plan(): void {
    clearTimeout(timer)
    timer = setTimeout(() => void follow(), WAIT + Math.random() * WAIT)
  }

  async function follow(): Promise<void> {
    // Our own saving is answered meanwhile.
    if (wanted !== undefined && isRead(wanted)) wanted = undefined
    if (wanted === undefined || state.value.base === undefined) return
    if (wanted !== ANY && isHeld()) held.value = { version: wanted, at: heldSince.value ?? Date.now() }
    else if (state.value.underWay.size > 0) plan()
    else await read()
  }

  /** Reads the sheet as it is now. */
  async function read(): Promise<void> {
    wanted = undefined
    held.value = undefined
    const before = state.value.base?.etag
    await queue.open()
    if (state.value.base?.etag !== before) noteNews()
  }

  function hear(change: ChangeView | 'all'): void {
    if (change !== 'all' && !isOurs(change)) return
    const version = change === 'all' || change.kind === 'verdict' ? ANY : (change.version ?? ANY)
    if (isRead(version)) return
    wanted = wanted === undefined ? version : Math.max(wanted, version)
    if (!document.hidden) plan()
  }

  function isOurs({ kind, units, period }: ChangeView): boolean {
    return (kind === 'sheet' || kind === 'verdict') && units.at(-1) === place.unit && period === place.period
  }

  function look(): void {
    if (!document.hidden && wanted !== undefined) plan()
  }

  const stop = onChanges(hear)
  document.addEventListener('visibilitychange', look)
  onScopeDispose(() => {
    stop()
    clearTimeout(timer)
    document.removeEventListener('visibilitychange', look)
  })
  return { heldSince, read }
}
