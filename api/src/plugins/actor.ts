import type { FastifyRequest } from 'fastify'
import fastifyPlugin from 'fastify-plugin'
import type { Duty } from '@ntm/shared/access/roles'
import type { Actor } from '../features/access/actor.js'
import { findActor } from '../features/access/queries.js'
import { AppError, forbidden } from '../errors.js'

declare module 'fastify' {
  interface FastifyRequest {
    /** Who is asking; null on a public route without a valid token. */
    actor: Actor | null
  }
}

declare module '@fastify/jwt' {
  interface FastifyJWT {
    payload: { sub: string; sid: string }
    user: { sub: string; sid: string }
  }
}

/** Milliseconds for which an actor is remembered: rights taken away must bite within a second, on every copy. */
const REMEMBER = 500
const REMEMBERED_AT_MOST = 5_000
/** Characters; ours have some 300. A longer token is not ours, and not worth the time of checking it. */
const LONGEST_TOKEN = 2_000
/** Form of a session's id; the database would stumble over any other. */
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** What a session is told that has something else to do first. */
const DUTY_CODES: Readonly<Record<Duty, string>> = {
  changePassword: 'password_change_required',
  enrolSecondFactor: 'second_factor_enrolment_required',
}

/** Turns the bearer token into `request.actor` and refuses who may not use the route at all. */
export const actorPlugin = fastifyPlugin(async (app) => {
  const remembered = new Map<string, { actor: Promise<Actor | undefined>; until: number }>()

  function recallActor(sessionId: string): Promise<Actor | undefined> {
    const now = Date.now()
    const known = remembered.get(sessionId)
    if (known && known.until > now) return known.actor
    if (remembered.size >= REMEMBERED_AT_MOST) remembered.clear()
    const actor = findActor(app.db, sessionId, app.clock.today())
    remembered.set(sessionId, { actor, until: now + REMEMBER })
    actor.catch(() => remembered.delete(sessionId))
    return actor
  }

  async function identify(request: FastifyRequest): Promise<Actor | null> {
    const { authorization } = request.headers
    if (!authorization) return null
    if (authorization.length > LONGEST_TOKEN) throw new AppError('session_ended', 401)
    try {
      await request.jwtVerify()
    } catch {
      throw new AppError('session_ended', 401)
    }
    const { sid } = request.user as { sid: unknown }
    const actor = typeof sid === 'string' && UUID.test(sid) ? await recallActor(sid) : undefined
    if (!actor) throw new AppError('session_ended', 401)
    return actor
  }

  app.decorateRequest('actor', null)
  app.addHook('onRequest', async (request) => {
    const { permission, openDuring } = request.routeOptions.config
    if (permission === undefined || permission === 'public') return
    request.actor = await identify(request)
    if (!request.actor) throw new AppError('not_signed_in', 401)
    const { duty, permissions } = request.actor
    if (duty !== null && !openDuring?.includes(duty)) throw forbidden(DUTY_CODES[duty])
    if (!permissions.has(permission)) throw forbidden()
  })
})

/** The actor of a route that needs a sign-in; `plugins/actor.ts` has refused everybody else. */
export function requireActor(request: FastifyRequest): Actor {
  if (!request.actor) throw new AppError('not_signed_in', 401)
  return request.actor
}
