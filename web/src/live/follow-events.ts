import { openEvents } from '@/api/http'
import { ProblemError } from '@/api/problem-error'
import { readEvents, type StreamEvent } from '@/api/read-events'

/** Milliseconds of silence after which a stream counts as dead; the service gives a sign of life every twenty seconds. */
const SILENCE = 50_000
/** Milliseconds before the first try after a failure; each further one doubles it, up to the longest. */
const FIRST_WAIT = 1_000
const LONGEST_WAIT = 60_000
/** Milliseconds over which pages come back whose stream the service has ended, as it does with all when it restarts. */
const COME_BACK = 1_500

interface Following {
  /** Where an earlier stream broke off; undefined at first. */
  lastId: () => string | undefined
  /** Seconds since the oldest answer on show was read. */
  age: () => number
  onEvent: (event: StreamEvent) => void
  /** The stream is open, or is no longer. */
  onLive: (isLive: boolean) => void
  signal: AbortSignal
}

/** Reads the stream of changes, and opens it again whenever it ends, until the session does or `signal` gives it up. */
export async function followEvents(following: Following): Promise<void> {
  const { onLive, signal } = following
  let failures = 0
  const isGivenUp = (): boolean => signal.aborted
  while (!isGivenUp()) {
    let least = 0
    try {
      await readStream(following, () => (failures = 0))
    } catch (failure) {
      // Signed out: every page hears of that by itself. What one has to do first comes with a session of its own.
      if (failure instanceof ProblemError && (failure.status === 401 || failure.status === 403)) return
      if (failure instanceof ProblemError) least = (failure.retryAfterSeconds ?? 0) * 1_000
      failures += 1
    } finally {
      onLive(false)
    }
    if (!isGivenUp()) await pauseOrOnline(Math.max(least, waitFor(failures)), signal)
  }
}

async function readStream({ lastId, age, onEvent, onLive, signal }: Following, onOpen: () => void): Promise<void> {
  const broken = new AbortController()
  const giveUp = (): void => broken.abort()
  signal.addEventListener('abort', giveUp)
  let silence = setTimeout(giveUp, SILENCE)
  try {
    const { body } = await openEvents(lastId(), age(), broken.signal)
    if (!body) return
    for await (const event of readEvents(body)) {
      clearTimeout(silence)
      silence = setTimeout(giveUp, SILENCE)
      if (event.name === 'hello') {
        onOpen()
        onLive(true)
      }
      onEvent(event)
    }
  } finally {
    clearTimeout(silence)
    signal.removeEventListener('abort', giveUp)
  }
}

/** A little longer for some than for others: pages that lost their service together do not come back together. */
function waitFor(failures: number): number {
  if (failures === 0) return Math.random() * COME_BACK
  return Math.min(FIRST_WAIT * 2 ** (failures - 1), LONGEST_WAIT) * (0.5 + Math.random())
}

function pauseOrOnline(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer)
      window.removeEventListener('online', done)
      signal.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, milliseconds)
    window.addEventListener('online', done)
    signal.addEventListener('abort', done)
  })
}
