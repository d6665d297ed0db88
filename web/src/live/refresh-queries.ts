import type { Query, QueryClient } from '@tanstack/vue-query'
import type { ChangeView } from '@ntm/shared/events/wire'
import { isConcerned, isFollowing, showsFigures } from './concerns'

/** Milliseconds in which changes are gathered before anything is asked. */
const GATHER = 150
/** Milliseconds between two rounds of questions at least: changes may come in faster than a page should ask. */
const REST = 2_000

interface Refreshing {
  client: QueryClient
  isInSight: () => boolean
  /** Figures on show have turned out different. */
  onNews: () => void
}

export interface Refresher {
  /** @param spreadMs - Time over which pages spread their questions. */
  take: (changes: readonly ChangeView[] | 'all', spreadMs: number) => void
  /** The page is in sight again: asks what it left. */
  look: () => void
  close: () => void
}

/**
 * Asks quietly for what changed on the page: what is shown stays until the answer is there. One round at a time, so a
 * question under way is not given up for the next one, however fast changes come.
 */
export function createRefresher({ client, isInSight, onNews }: Refreshing): Refresher {
  const pending: ChangeView[] = []
  let isAll = false
  let spread = 0
  let restUntil = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  let isBusy = false
  let isClosed = false

  function schedule(): void {
    if (isClosed || timer !== undefined || isBusy || !isInSight() || (pending.length === 0 && !isAll)) return
    const wait = Math.max(GATHER + Math.random() * spread, restUntil - Date.now())
    timer = setTimeout(() => void round(), wait)
  }

  async function round(): Promise<void> {
    timer = undefined
    const changes = pending.splice(0)
    const concerns = isAll
      ? ({ queryKey }: Query) => isFollowing(queryKey)
      : ({ queryKey }: Query) => changes.some((change) => isConcerned(queryKey, change))
    isAll = false
    isBusy = true
    const asked = client.getQueryCache().findAll({ type: 'active', predicate: concerns })
    // Somebody waits for what is under way, such as whoever has just saved: it is not given up for this.
    const underWay = asked.filter(({ state }) => state.fetchStatus === 'fetching')
    await Promise.allSettled(underWay.map(async (query) => query.promise))
    const shown = asked
      .filter(({ queryKey }) => showsFigures(queryKey))
      .map((query) => ({ query, before: query.state.data }))
    try {
      await client.invalidateQueries({ predicate: concerns })
    } finally {
      isBusy = false
      if (asked.length > 0) restUntil = Date.now() + REST + Math.random() * spread
    }
    if (isClosed) return
    // Equal answers keep their identity; what came after the reader went elsewhere is no news to them.
    const isNews = shown.some(
      ({ query, before }) => before !== undefined && query.isActive() && query.state.data !== before,
    )
    if (isNews) onNews()
    schedule()
  }

  return {
    take: (changes, spreadMs) => {
      spread = spreadMs
      if (changes === 'all') isAll = true
      else pending.push(...changes)
      schedule()
    },
    look: schedule,
    close: () => {
      isClosed = true
      clearTimeout(timer)
    },
  }
}
