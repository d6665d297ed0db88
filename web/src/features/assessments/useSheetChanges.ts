import { onScopeDispose, type Ref } from 'vue'
import type { ChangeView } from '@ntm/shared/events/wire'
import { noteNews } from '@/live/live-state'
import { onChanges } from '@/live/on-changes'
import type { QueueState } from './saving/queue-state'
import type { SaveQueue } from './saving/save-queue'

/** Milliseconds before the sheet is read again that somebody else changed; by then a save under way is answered. */
const WAIT = 400

/**
 * Reads the sheet again when somebody else has changed it. What is being written here stays, and where both wrote, the
 * queue shows both.
 */
export function useSheetChanges(
  { unit, period }: { unit: string; period: string },
  queue: SaveQueue,
  state: Readonly<Ref<QueueState>>,
): void {
  let timer: ReturnType<typeof setTimeout> | undefined
  /** Version that is known to be there; 0 where only a reading tells. */
  let wanted: number | undefined

  const isRead = (version: number): boolean => version > 0 && versionOf(state.value.base?.etag) >= version

  function plan(): void {
    clearTimeout(timer)
    timer = setTimeout(() => void read(), WAIT + Math.random() * WAIT)
  }

  async function read(): Promise<void> {
    const version = wanted
    if (version === undefined || state.value.base === undefined) return
    // Our own saving, answered meanwhile.
    if (isRead(version)) {
      wanted = undefined
      return
    }
    if (state.value.underWay.size > 0) {
      plan()
      return
    }
    wanted = undefined
    const before = state.value.base.etag
    await queue.open()
    if (state.value.base.etag !== before) noteNews()
  }

  function hear(change: ChangeView | 'all'): void {
    const isOurs = change === 'all' || (change.units.at(-1) === unit && change.period === period)
    const isSheet = change === 'all' || change.kind === 'sheet' || change.kind === 'verdict'
    if (!isOurs || !isSheet) return
    const version = change === 'all' || change.kind === 'verdict' ? 0 : (change.version ?? 0)
    if (isRead(version)) return
    wanted = wanted === 0 || version === 0 ? 0 : Math.max(wanted ?? 0, version)
    if (!document.hidden) plan()
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
}

function versionOf(etag: string | undefined): number {
  return Number(/(\d+)/.exec(etag ?? '')?.[1] ?? 0)
}
