import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyRequest } from 'fastify'
import { AppError } from '../../errors.js'
import { requireActor } from '../../plugins/actor.js'
import { findSessionVersions } from './find-session-versions.js'
import { readSessionStateRoute } from './schemas.js'
import { createSessionWatch } from './session-watch.js'

/** Seconds that an answer is held back at most; proxies give a silent connection up after thirty. */
const LONGEST_WAIT = 25

/** What became of one's own session, told as soon as it happens. Mounted with `access`. */
export const sessionStateRoutes: FastifyPluginAsyncTypebox = async (app) => {
  const findVersions = (sessionIds: string[]) => findSessionVersions(app.db, sessionIds)
  const watch = createSessionWatch(findVersions)
  app.addHook('preClose', async () => watch.close())

  app.get('/me/session', readSessionStateRoute, async (request) => {
    const { sessionId } = requireActor(request)
    const { known } = request.query
    const seconds = readWait(request)
    const now = (await findVersions([sessionId])).get(sessionId)
    const isNews = now === undefined || known === undefined || now !== known
    const version =
      isNews || seconds === 0
        ? now
        : await watch.wait(sessionId, known, { milliseconds: seconds * 1_000, given: request.signal })
    if (version === undefined) throw new AppError('session_ended', 401)
    return { version }
  })
}

/** `Prefer: wait=25` (RFC 7240, section 4.3); without it nothing is waited for. */
function readWait(request: FastifyRequest): number {
  const seconds = /(?:^|[,;]\s*)wait=(\d{1,4})\b/.exec([request.headers.prefer].flat().join(','))?.[1]
  return Math.min(Number(seconds ?? 0), LONGEST_WAIT)
}
