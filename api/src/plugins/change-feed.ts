import fastifyPlugin from 'fastify-plugin'
import { readChanges, type ChangesRead } from '../db/read-changes.js'

/** Milliseconds between two looks into the table of changes, while anybody listens. */
export const LOOK_EVERY = 400

export type Listener = (read: ChangesRead) => void

export interface ChangeFeed {
  /**
   * Tells `listener` each change that is committed after a moment, exactly once. The moment lies after this call;
   * what was committed before it, `readChanges` tells.
   */
  listen: (listener: Listener) => Promise<{ moment: string; leave: () => void }>
  /** Up to where all listeners have been told. */
  moment: () => string | undefined
  close: () => void
}

declare module 'fastify' {
  interface FastifyInstance {
    changeFeed: ChangeFeed
    /** Of this copy, for the metrics. */
    eventCounts: { open: () => number; sent: number; dropped: number }
  }
}

/** One look for all listeners of this copy of the service, and none while nobody listens. */
export function createChangeFeed(read: (since?: string) => Promise<ChangesRead>, every = LOOK_EVERY): ChangeFeed {
  const listeners = new Set<Listener>()
  const joining: Listener[] = []
  let moment: string | undefined
  let timer: NodeJS.Timeout | undefined
  let underWay: Promise<unknown> = Promise.resolve()
  let next: Promise<string> | undefined
  let isClosed = false

  async function look(): Promise<string> {
    next = undefined
    const joined = joining.splice(0)
    try {
      const found = await read(moment)
      if (found.hasGap || found.changes.length > 0) for (const listener of [...listeners]) listener(found)
      for (const listener of joined) listeners.add(listener)
      moment = listeners.size > 0 ? found.moment : undefined
      return found.moment
    } finally {
      // While the database is away the moment stays: the first look after that tells everything since.
      schedule()
    }
  }

  /** The moment of a look that begins after the call; many who ask at once share one. */
  function lookNow(): Promise<string> {
    if (next) return next
    const asked = underWay.then(look)
    underWay = asked.catch(() => undefined)
    return (next = asked)
  }

  function schedule(): void {
    if (timer !== undefined || isClosed || listeners.size === 0) return
    timer = setTimeout(() => {
      // Before the look, so that no look ends another's timer: one chain of them, whoever joins and leaves meanwhile.
      timer = undefined
      lookNow().catch(() => undefined)
    }, every)
  }

  function leave(listener: Listener): void {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearTimeout(timer)
    timer = undefined
    moment = undefined
  }

  return {
    listen: async (listener) => {
      joining.push(listener)
      return { moment: await lookNow(), leave: () => leave(listener) }
    },
    moment: () => moment,
    close: () => {
      isClosed = true
      clearTimeout(timer)
      listeners.clear()
    },
  }
}

export const changeFeedPlugin = fastifyPlugin(async (app) => {
  const feed = createChangeFeed((since) => readChanges(app.db, since))
  app.decorate('changeFeed', feed)
  app.decorate('eventCounts', { open: () => 0, sent: 0, dropped: 0 })
  app.addHook('preClose', async () => feed.close())
})
