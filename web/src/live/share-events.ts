import type { StreamEvent } from '@/api/read-events'

/** What the tabs of one browser tell each other. */
type Message =
  | { kind: 'event'; event: StreamEvent }
  | { kind: 'live'; isLive: boolean }
  /** A tab comes into sight and wants to know how far the others are. */
  | { kind: 'where' }
  | { kind: 'here'; id: string | undefined; isLive: boolean }

interface Sharing {
  /** One name for all tabs of one account. */
  name: string
  /** Reads the stream; one tab at a time does. */
  read: (
    onEvent: (event: StreamEvent) => void,
    onLive: (isLive: boolean) => void,
    lastId: () => string | undefined,
    signal: AbortSignal,
  ) => Promise<void>
  /** Each event, whichever tab has read it. */
  onEvent: (event: StreamEvent) => void
  /** This tab has missed events, and nobody can tell which. */
  onGap: () => void
  onLive: (isLive: boolean) => void
}

export interface SharedEvents {
  /** Takes part: reads when no other tab does. */
  begin: () => void
  /** Leaves the reading to another tab; what others read is heard all the same. */
  pause: () => void
  close: () => void
}

/**
 * One stream for all tabs of a browser, which has only six connections to one address. The lock picks the tab that
 * reads; it hands on what it reads. Over plain HTTP browsers have no locks: there each tab reads for itself.
 */
export function shareEvents({ name, read, onEvent, onGap, onLive }: Sharing): SharedEvents {
  const channel = typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel(name)
  let lastId: string | undefined
  let isLive = false
  let isReading = false
  let turn: AbortController | undefined

  const post = (message: Message): void => channel?.postMessage(message)

  function hear(event: StreamEvent): void {
    lastId = event.id ?? lastId
    onEvent(event)
  }

  function tellLive(next: boolean): void {
    if (next === isLive) return
    isLive = next
    onLive(next)
  }

  async function readForAll(signal: AbortSignal): Promise<void> {
    if (signal.aborted) return
    isReading = true
    try {
      await read(
        (event) => {
          hear(event)
          post({ kind: 'event', event })
        },
        (next) => {
          tellLive(next)
          post({ kind: 'live', isLive: next })
        },
        () => lastId,
        signal,
      )
    } finally {
      isReading = false
    }
  }

  channel?.addEventListener('message', ({ data }: MessageEvent<Message>) => {
    switch (data.kind) {
      case 'event':
        hear(data.event)
        break
      case 'live':
        tellLive(data.isLive)
        break
      case 'where':
        if (isReading) post({ kind: 'here', id: lastId, isLive })
        break
      case 'here':
        // The browser had this tab asleep while the others heard more.
        if (lastId !== undefined && data.id !== undefined && data.id !== lastId) onGap()
        lastId = data.id ?? lastId
        tellLive(data.isLive)
        break
    }
  })

  return {
    begin: () => {
      if (turn) return
      const mine = new AbortController()
      turn = mine
      post({ kind: 'where' })
      const { locks } = navigator as { locks?: LockManager }
      const read = () => readForAll(mine.signal)
      const reading = locks && channel ? locks.request(name, { signal: mine.signal }, read) : read()
      const over = (): void => {
        if (turn === mine) turn = undefined
      }
      // Refused, it may begin again; it also ends here when it is given up while it waits for its turn.
      reading.then(over, over)
    },
    pause: () => {
      turn?.abort()
      turn = undefined
    },
    close: () => {
      turn?.abort()
      channel?.close()
    },
  }
}
