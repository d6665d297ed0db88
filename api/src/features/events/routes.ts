import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { isMoment, readChanges, readRecentChanges, type ChangesRead } from '../../db/read-changes.js'
import { AppError } from '../../errors.js'
import { requireActor } from '../../plugins/actor.js'
import type { Actor } from '../access/actor.js'
import { findSessionVersions } from '../access/find-session-versions.js'
import { findActor } from '../access/queries.js'
import { createSessionWatch } from '../access/session-watch.js'
import { openStream, type EventStream } from './open-stream.js'
import { writeBeat, writeEvent } from './present.js'
import { eventsRoute, LONGEST_STREAM } from './schemas.js'
import { createSeats, type SEATS } from './seats.js'
import { tellChanges } from './tell-changes.js'

/** Milliseconds between two signs of life: proxies give a silent connection up after thirty seconds or more. */
const BEAT = 20_000
/** Seconds that a change may have been under way before it was committed: how far `age` reaches back beyond itself. */
const LONGEST_COMMIT = 5

/** What changed, told to open pages as soon as it is committed; `app.ts` mounts this at `/api/v1/events`. */
export const eventRoutes: FastifyPluginAsyncTypebox<{ seats?: typeof SEATS }> = async (app, options) => {
  const seats = createSeats(options.seats)
  const sessions = createSessionWatch((ids) => findSessionVersions(app.db, ids))
  const streams = new Set<EventStream>()
  app.eventCounts.open = () => streams.size
  app.addHook('preClose', async () => {
    sessions.close()
    for (const stream of [...streams]) stream.end()
  })

  /** The version first: what changes after it ends the stream, and what has changed before it the actor has. */
  async function readRights(sessionId: string, today: string): Promise<{ version: number; actor: Actor }> {
    const version = (await findSessionVersions(app.db, [sessionId])).get(sessionId)
    const actor = await findActor(app.db, sessionId, { today, demo: app.config.demo })
    if (version === undefined || !actor) throw new AppError('session_ended', 401)
    return { version, actor }
  }

  /** What the caller missed up to `moment`. */
  async function readMissed(moment: string, known: string | undefined, age: number): Promise<ChangesRead> {
    if (known === moment) return { moment, hasGap: false, changes: [] }
    if (known !== undefined && !isMoment(known)) return { moment, hasGap: true, changes: [] }
    if (known !== undefined) return readChanges(app.db, known, moment)
    const changes = age === 0 ? [] : await readRecentChanges(app.db, age + LONGEST_COMMIT, moment)
    return { moment, hasGap: false, changes }
  }

  /** Tells what was missed, then every change from there on, until the stream is closed. */
  async function follow(stream: EventStream, actor: Actor, known: string | undefined, age: number): Promise<void> {
    const tell = (read: ChangesRead): void => {
      const text = tellChanges(actor, read, seats.count())
      if (text === undefined) return
      app.eventCounts.sent += 1
      stream.send(text)
    }
    const waiting: ChangesRead[] = []
    let isCaughtUp = false
    const { moment, leave } = await app.changeFeed.listen((read) => (isCaughtUp ? tell(read) : waiting.push(read)))
    stream.onClose(leave)
    tell(await readMissed(moment, known, age))
    stream.send(writeBeat(moment))
    waiting.forEach(tell)
    isCaughtUp = true
  }

  function endInTime(stream: EventStream, rights: { version: number; actor: Actor; today: string }, seconds: number) {
    const { version, actor, today } = rights
    const beat = setInterval(() => {
      if (app.clock.today() === today) stream.send(writeBeat(app.changeFeed.moment()))
      // Roles are held by the day.
      else stream.end()
    }, BEAT)
    const gone = new AbortController()
    stream.onClose(() => {
      clearInterval(beat)
      gone.abort()
    })
    const limits = { milliseconds: seconds * 1_000, given: gone.signal }
    void sessions.wait(actor.sessionId, version, limits).then((now) => {
      if (now === undefined) stream.end(writeEvent({ name: 'ended' }))
      else stream.end(now === version ? '' : writeEvent({ name: 'session', data: { version: now } }))
    })
  }

  app.get('/', { ...eventsRoute, ...UNLIKE_OTHERS }, async (request, reply) => {
    const { accountId, sessionId } = requireActor(request)
    const { seconds = pickLength(), age = 0 } = request.query
    const today = app.clock.today()
    const stream = openStream(() => (app.eventCounts.dropped += 1))
    stream.onClose(seats.take(accountId))
    try {
      const rights = { ...(await readRights(sessionId, today)), today }
      stream.send(writeEvent({ name: 'hello', data: { version: rights.version } }))
      await follow(stream, rights.actor, request.headers['last-event-id'], age)
      streams.add(stream)
      stream.onClose(() => streams.delete(stream))
      endInTime(stream, rights, seconds)
    } catch (failure) {
      stream.readable.destroy()
      throw failure
    }
    return (
      reply
        .header('content-type', 'text/event-stream; charset=utf-8')
        .header('cache-control', 'no-store, no-transform')
        // nginx would hold events back until it has a bufferful.
        .header('x-accel-buffering', 'no')
        .send(stream.readable)
    )
  })
}

/** Streams that were opened together do not all come back together. */
function pickLength(): number {
  return LONGEST_STREAM * (0.7 + 0.3 * Math.random())
}

const UNLIKE_OTHERS = {
  // Whoever asks for the head alone would hold a seat for nothing.
  exposeHeadRoute: false,
  compress: false,
} as const
