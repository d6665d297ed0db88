import type { FastifyRequest } from 'fastify'
import fastifyPlugin from 'fastify-plugin'
import type { Duty } from '@ntm/shared/access/roles'
import type { Actor, Reader } from '../features/access/actor.js'
import { findActor } from '../features/access/queries.js'
import { isAllowedFrom, narrowClient, type Client } from '../features/clients/client.js'
import { findClient } from '../features/clients/queries.js'
import { AppError, forbidden } from '../errors.js'

declare module 'fastify' {
  interface FastifyRequest {
    /** Who is asking; null on a public route without a valid token. */
    actor: Actor | null
    /** The machine client that is asking; then there is no `actor`. */
    client: Client | null
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
  const recallActor = rememberFor<Actor>((sessionId) =>
    findActor(app.db, sessionId, { today: app.clock.today(), demo: app.config.demo }),
  )
  const recallClient = rememberFor<Client>((key) => {
    const [clientId = '', secretId] = key.split('/')
    return findClient(app.db, clientId, Number(secretId))
  })

  const verified = rememberVerified()

  /** Whoever the token speaks for, put into `request.actor` or `request.client`. */
  async function identify(request: FastifyRequest): Promise<Reader | null> {
    const { authorization } = request.headers
    if (!authorization) return null
    const head = /^bearer +([^.]+)\./i.exec(authorization.slice(0, LONGEST_TOKEN))?.[1]
    const isOurs = head !== undefined && (await app.config.keyRing.findByHead(head)) !== undefined
    if (!isOurs || authorization.length > LONGEST_TOKEN) throw new AppError('session_ended', 401)
    if (!verified.recall(request, authorization)) {
      try {
        await request.jwtVerify()
      } catch {
        throw new AppError('session_ended', 401)
      }
      verified.remember(request, authorization)
    }
    // Signed here, but by which version of this program?
    const { sid, client_id: clientId, secret, scope } = request.user as unknown as Record<string, unknown>
    if (typeof clientId === 'string' && typeof secret === 'number' && typeof scope === 'string') {
      const client = await recallClient(`${clientId}/${secret}`)
      if (!client || !isAllowedFrom(client.addresses, request.ip)) throw new AppError('client_refused', 401)
      return (request.client = narrowClient(client, scope))
    }
    const actor = typeof sid === 'string' && UUID.test(sid) ? await recallActor(sid) : undefined
    if (!actor) throw new AppError('session_ended', 401)
    return (request.actor = actor)
  }

  app.decorateRequest('actor', null)
  app.decorateRequest('client', null)
  app.addHook('onRequest', async (request) => {
    const { permission, openDuring } = request.routeOptions.config
    if (permission === undefined || permission === 'public') return
    const reader = await identify(request)
    if (!reader) throw new AppError('not_signed_in', 401)
    const duty = request.actor?.duty ?? null
    if (duty !== null && !openDuring?.includes(duty)) throw forbidden(DUTY_CODES[duty])
    if (!reader.permissions.has(permission)) throw forbidden()
  })
  // Who has just done a duty may go on with the very next request.
  app.addHook('onSend', async (request) => {
    if (request.method === 'GET' || !request.routeOptions.config.openDuring || !request.actor) return
    recallActor.forget(request.actor.sessionId)
  })
})

/**
 * What tokens say whose signature was found to be ours, until they expire: the same one comes with every request of five
 * minutes. Whether the key, the session and the account still hold is asked each time.
 */
function rememberVerified() {
  const known = new Map<string, { user: FastifyRequest['user']; until: number }>()
  return {
    recall(request: FastifyRequest, authorization: string): boolean {
      const found = known.get(authorization)
      if (!found || found.until <= Date.now()) return false
      request.user = found.user
      return true
    },
    remember({ user }: FastifyRequest, authorization: string): void {
      if (known.size >= REMEMBERED_AT_MOST) known.clear()
      const { exp } = user as { exp?: unknown }
      if (typeof exp === 'number') known.set(authorization, { user, until: exp * 1_000 })
    },
  }
}

/** Asks for each key at most once in `REMEMBER`. */
function rememberFor<T>(find: (key: string) => Promise<T | undefined>) {
  const remembered = new Map<string, { found: Promise<T | undefined>; until: number }>()
  function recall(key: string): Promise<T | undefined> {
    const now = Date.now()
    const known = remembered.get(key)
    if (known && known.until > now) return known.found
    if (remembered.size >= REMEMBERED_AT_MOST) remembered.clear()
    const found = find(key)
    remembered.set(key, { found, until: now + REMEMBER })
    found.catch(() => remembered.delete(key))
    return found
  }
  return Object.assign(recall, { forget: (key: string) => void remembered.delete(key) })
}

/** The person or the machine client of a route that is open to both; what it may see ends at `bound`. */
export function requireReader(request: FastifyRequest): Reader {
  return request.client ?? requireActor(request)
}

/** The person of a route that needs a sign-in; machine clients are refused, whatever their scopes. */
export function requireActor(request: FastifyRequest): Actor {
  if (request.client) throw forbidden()
  if (!request.actor) throw new AppError('not_signed_in', 401)
  return request.actor
}
