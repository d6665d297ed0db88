import type { SessionState } from '@ntm/shared/access/wire'
import { getJson } from '@/api/http'
import { ProblemError } from '@/api/problem-error'

/** Seconds that the service may hold its answer back while there is nothing to tell. */
const WAIT = 25
/** Milliseconds before another try when the service cannot be reached, or did not wait. */
const RETRY = 3_000
/** Milliseconds below which an answer without news was not held back at all: asked on at once, it would be a flood. */
const HELD_BACK = 1_000

interface Following {
  /** What was last seen of the account; undefined at first. */
  known: number | undefined
  /** Roles, rights or what has to be done first may have changed. */
  onChange: () => Promise<void>
  signal: AbortSignal
}

/**
 * Asks the service, over and over, what became of the session; it answers as soon as something does.
 *
 * An ended session needs nothing here: its 401 ends it for all pages, like that of any other request.
 *
 * @returns what was last seen of the account, for the next time.
 */
export async function followSession({ known, onChange, signal }: Following): Promise<number | undefined> {
  let seen = known
  const isGivenUp = (): boolean => signal.aborted
  while (!isGivenUp()) {
    try {
      const options = { query: { known: seen }, headers: { Prefer: `wait=${WAIT}` }, signal }
      const begun = Date.now()
      const { version } = await getJson<SessionState>('me/session', options)
      if (seen !== undefined && version !== seen) await onChange()
      const isNews = version !== seen
      seen = version
      if (!isNews && Date.now() - begun < HELD_BACK) await pause(RETRY, signal)
    } catch (failure) {
      if (isGivenUp() || (failure instanceof ProblemError && failure.status === 401)) return seen
      await pause(RETRY, signal)
    }
  }
  return seen
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((done) => {
    const timer = setTimeout(done, milliseconds)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      done()
    })
  })
}
