/** Milliseconds between two looks: what ends a session reaches its open pages within this and one answer. */
const LOOK_EVERY = 500

/** Finds the versions of the accounts behind those of the sessions that still live. */
export type FindVersions = (sessionIds: string[]) => Promise<ReadonlyMap<string, number>>

interface Waiter {
  sessionId: string
  known: number
  tell: (version: number | undefined) => void
}

export interface SessionWatch {
  /**
   * Waits until the account of a session has another version than `known`, at most `milliseconds`.
   *
   * @returns the version then; undefined as soon as the session has ended.
   */
  wait: (
    sessionId: string,
    known: number,
    limits: { milliseconds: number; given: AbortSignal },
  ) => Promise<number | undefined>
  /** Lets all who wait go, with what they know. */
  close: () => void
}

/** Lets the open pages of this copy wait for what becomes of their sessions, with one query for all of them. */
export function createSessionWatch(findVersions: FindVersions): SessionWatch {
  const waiters = new Set<Waiter>()
  let timer: NodeJS.Timeout | undefined
  let isClosed = false

  function schedule(): void {
    if (timer !== undefined || waiters.size === 0 || isClosed) return
    timer = setTimeout(() => void look(), LOOK_EVERY)
  }

  async function look(): Promise<void> {
    const asked = [...waiters]
    // While the database is away nothing is known to have ended; the next look tells.
    const versions = await findVersions([...new Set(asked.map(({ sessionId }) => sessionId))]).catch(() => undefined)
    for (const waiter of versions ? asked : []) {
      const version = versions?.get(waiter.sessionId)
      if (version !== waiter.known) waiter.tell(version)
    }
    timer = undefined
    schedule()
  }

  return {
    wait: (sessionId, known, { milliseconds, given }) =>
      new Promise((resolve) => {
        const tell = (version: number | undefined): void => {
          clearTimeout(limit)
          given.removeEventListener('abort', giveUp)
          waiters.delete(waiter)
          resolve(version)
        }
        const giveUp = (): void => tell(known)
        const waiter = { sessionId, known, tell }
        const limit = setTimeout(giveUp, isClosed || given.aborted ? 0 : milliseconds)
        given.addEventListener('abort', giveUp)
        waiters.add(waiter)
        schedule()
      }),
    close: () => {
      isClosed = true
      clearTimeout(timer)
      for (const { known, tell } of [...waiters]) tell(known)
    },
  }
}
