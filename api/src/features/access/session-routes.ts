import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { notFound } from '../../errors.js'
import { requireActor } from '../../plugins/actor.js'
import { presentSessionOf } from './present.js'
import { endOwnSession, endSessions, listSessions } from './queries.js'
import { endOtherSessionsRoute, endSessionRoute, listSessionsRoute } from './schemas.js'

/** One's own sessions: where am I signed in, and an end to those that are not mine. Mounted with `access`. */
export const sessionRoutes: FastifyPluginAsyncTypebox = async (app) => {
  app.get('/me/sessions', listSessionsRoute, async (request) => {
    const { accountId, sessionId } = requireActor(request)
    const sessions = await listSessions(app.db, accountId)
    return { data: sessions.map((session) => presentSessionOf(session, sessionId)) }
  })

  app.delete('/me/sessions/:id', endSessionRoute, async (request, reply) => {
    const { accountId } = requireActor(request)
    const { id } = request.params
    return request.commitChange(reply, async (tx) => {
      if (!(await endOwnSession(tx, accountId, id, 'ended by its owner'))) throw notFound('session_not_found')
      const subject = { kind: 'session', key: id }
      return { body: null, status: 204, event: { action: 'session.ended', subject, reason: 'ended by its owner' } }
    })
  })

  app.delete('/me/sessions', endOtherSessionsRoute, async (request, reply) => {
    const { accountId, sessionId, username } = requireActor(request)
    return request.commitChange(reply, async (tx) => {
      const ended = await endSessions(tx, accountId, { reason: 'ended by its owner', except: sessionId })
      const subject = { kind: 'account', key: username }
      const event = { action: 'session.othersEnded', subject, new: { sessionsEnded: ended } }
      return { body: null, status: 204, event }
    })
  })
}
