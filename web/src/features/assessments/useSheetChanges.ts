import { computed, onScopeDispose, ref, type Ref } from 'vue'
import type { ChangeView } from '@ntm/shared/events/wire'
import { getTagged } from '@/api/http'
import { noteNews } from '@/live/live-state'
import { onChanges } from '@/live/on-changes'
import { classifyFailure } from './saving/classify-failure'
import { versionOf } from './saving/etag-version'
import type { QueueState } from './saving/queue-state'
import type { SaveQueue } from './saving/save-queue'

/** Milliseconds before the sheet is read again that somebody else changed; by then a save under way is answered. */
const WAIT = 400
/** Milliseconds before what could not be read is tried again: nobody tells of the same change twice. */
const LATER = 3_000
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

  const readVersion = (): number => versionOf(state.value.base?.etag)
  const isRead = (version: number): boolean => version !== ANY && readVersion() >= version

  /** Instant (milliseconds) at which a version was told of that waits to be asked for; undefined once it is read. */
  const heldSince = computed(() => (held.value && readVersion() < held.value.version ? held.value.at : undefined))

  function plan(wait = WAIT): void {
    clearTimeout(timer)
    timer = setTimeout(() => void follow(), wait * (1 + Math.random()))
  }

  async function follow(): Promise<void> {
    // Our own saving is answered meanwhile.
    if (wanted !== undefined && isRead(wanted)) wanted = undefined
    if (wanted === undefined || state.value.base === undefined) return
    if (queue.isBusy) plan()
    else if (isHeld()) await hold(wanted)
    else await takeIn()
  }

  async function hold(version: number): Promise<void> {
    const found = version === ANY ? await findVersion() : version
    if (found === undefined) plan(LATER)
    else if (found > readVersion()) held.value = { version: found, at: heldSince.value ?? Date.now() }
    // The same sheet: what departments say of it changes nothing that is decided here.
    else await takeIn()
  }

  /** The version that the service has by now; undefined where it cannot be asked. */
  async function findVersion(): Promise<number | undefined> {
    try {
      const { etag } = await getTagged<unknown>(`assessments/${place.unit}/${place.period}`, { isFresh: true })
      return versionOf(etag)
    } catch (error) {
      return classifyFailure(error).kind === 'network' ? undefined : readVersion()
    }
  }

  async function takeIn(): Promise<void> {
    const before = state.value.base?.etag
    await read()
    if (state.value.base?.etag !== before) noteNews()
  }

  /** Reads the sheet as it is now; what keeps it from that is tried again. */
  async function read(): Promise<void> {
    const asked = wanted
    wanted = undefined
    if (await queue.open()) held.value = undefined
    else if (asked !== undefined && isPassing(state.value.loadError)) {
      want(asked)
      plan(LATER)
    }
  }

  const isPassing = (error: unknown): boolean => error === undefined || classifyFailure(error).kind === 'network'

  function hear(change: ChangeView | 'all'): void {
    if (change !== 'all' && !isOurs(change)) return
    const version = change === 'all' || change.kind === 'verdict' ? ANY : (change.version ?? ANY)
    if (isRead(version)) return
    want(version)
    if (!document.hidden) plan()
  }

  function want(version: number): void {
    wanted = wanted === undefined ? version : Math.max(wanted, version)
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
