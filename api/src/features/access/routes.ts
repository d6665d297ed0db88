import { randomUUID } from 'node:crypto'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { SessionView } from '@ntm/shared/access/wire'
import type { Database } from '../../db/client.js'
import { AppError } from '../../errors.js'
import { findProvinceCode } from '../units/queries.js'
import { requireActor } from '../../plugins/actor.js'
import { ACCESS_SECONDS } from '../../plugins/tokens.js'
import type { Actor } from './actor.js'
import { checkCredentials, type Refusal } from './check-credentials.js'
import { secondFactorRoutes } from './second-factor-routes.js'
import { passwordRoutes } from './password-routes.js'
import { presentAccount } from './present.js'
import {
  addRefreshToken,
  createSession,
  endSession,
  findActor,
  findRefreshToken,
  findUnusedToken,
  useRefreshToken,
} from './queries.js'
import {
  REFRESH_COOKIE,
  SESSION_DAYS,
  clearRefreshCookie,
  createRefreshToken,
  deriveNextTokens,
  hashRefreshToken,
  setRefreshCookie,
  type Renewal,
} from './refresh-token.js'
import { loginRoute, logoutRoute, meRoute, refreshRoute, serviceRoute } from './schemas.js'
import { sessionRoutes } from './session-routes.js'
import { sessionStateRoutes } from './session-state-routes.js'
import { countSignInFailure, findSignInDelay, forgiveSignInFailures } from './throttle.js'

/** Signing in and out; `app.ts` mounts this at `/api/v1`. */
export const accessRoutes: FastifyPluginAsyncTypebox = async (app) => {
  const { config, clock } = app
  await app.register(passwordRoutes)
  await app.register(sessionRoutes)
  await app.register(sessionStateRoutes)
  await app.register(secondFactorRoutes)

  async function presentSession(actor: Actor): Promise<SessionView> {
    const accessToken = app.issueToken({ sub: String(actor.accountId), sid: actor.sessionId })
    return { accessToken, tokenType: 'Bearer', expiresIn: ACCESS_SECONDS, account: presentAccount(actor) }
  }

  async function getActor(tx: Database, sessionId: string): Promise<Actor> {
    const actor = await findActor(tx, sessionId, { today: clock.today(), demo: config.demo })
    if (!actor) throw new AppError('session_ended', 401)
    return actor
  }

  /** @throws AppError 429 while this address has to wait before it may try this account again. */
  async function refuseGuesser(db: Database, username: string, address: string): Promise<void> {
    const wait = await findSignInDelay(db, username, address, { anywhere: true })
    if (wait > 0) throw new AppError('too_many_attempts', 429, { retryAfter: wait })
  }

  /**
   * Counts the refused attempt, leaves a trace of it, and refuses.
   *
   * A name that is no account's is not written down: some people type their password there.
   */
  async function refuseSignIn(
    request: FastifyRequest,
    reply: FastifyReply,
    username: string,
    { code, reason, account, isGuess }: Refusal,
  ): Promise<never> {
    const isBlocked = isGuess && (await countSignInFailure(app.db, username, request.ip, { anywhere: true }))
    await request.commitChange(reply, async () => {
      const subject = account ? { kind: 'account', key: account.username } : { kind: 'address', key: request.ip }
      return { body: null, event: { action: 'session.refused', subject, new: { address: request.ip }, reason } }
    })
    // Among guesses sent all at once, neither a wrong password nor a right one may be told beyond the limit.
    if (isBlocked || !isGuess) await refuseGuesser(app.db, username, request.ip)
    throw isBlocked ? new AppError('too_many_attempts', 429, { retryAfter: 1 }) : new AppError(code, 401)
  }

  app.post('/auth/login', loginRoute, async (request, reply) => {
    const username = request.body.username.trim().toLowerCase()
    await refuseGuesser(app.db, username, request.ip)

    const checked = await checkCredentials(app.db, { ...request.body, username }, config.keyRing)
    if (checked.refusal) return refuseSignIn(request, reply, username, checked.refusal)
    const { account, factor } = checked

    const { token, hash } = createRefreshToken()
    const session = await request.commitChange(reply, async (tx) => {
      // Again: other guesses may have failed while this one was being checked.
      await refuseGuesser(tx, username, request.ip)
      await forgiveSignInFailures(tx, username, request.ip)
      const sessionId = randomUUID()
      await createSession(tx, {
        id: sessionId,
        accountId: account.id,
        expiresAt: new Date(Date.now() + SESSION_DAYS * 86_400_000),
        userAgent: request.headers['user-agent']?.slice(0, 400) ?? null,
        address: request.ip,
        refreshHash: hash,
      })
      const actor = await getActor(tx, sessionId)
      return {
        body: await presentSession(actor),
        by: actor,
        event: {
          action: 'session.started',
          subject: { kind: 'account', key: username },
          ...(factor === 'none' ? {} : { new: { secondFactor: factor } }),
        },
      }
    })
    setRefreshCookie(reply, token, config.secureCookies)
    return session
  })

  app.post('/auth/refresh', refreshRoute, async (request, reply) => {
    const presented = request.cookies[REFRESH_COOKIE]
    const key = request.headers['idempotency-key']
    const renewal = presented === undefined ? null : await renewSession(request, reply, { presented, key })
    if (!renewal) {
      clearRefreshCookie(reply)
      throw new AppError('session_ended', 401)
    }
    setRefreshCookie(reply, renewal.token, config.secureCookies)
    return renewal.session
  })

  /**
   * Rotates the token. One that was used already ends its session, and there is nothing to renew – unless it is the same
   * request once more, because its answer was lost, and nobody has used the token that it was answered with.
   */
  async function renewSession(request: FastifyRequest, reply: FastifyReply, renewal: Renewal) {
    const hash = hashRefreshToken(renewal.presented)
    const token = await findRefreshToken(app.db, hash)
    if (!token || !(await findActor(app.db, token.sessionId, { today: clock.today(), demo: config.demo }))) return null
    const subject = { kind: 'session', key: token.sessionId }
    const next = deriveNextTokens(renewal, config.keyRing.secrets)
    return request.commitChange(reply, async (tx) => {
      const isFirst = (await useRefreshToken(tx, hash))?.usedAt === null
      const given = isFirst ? next[0] : await findGiven(tx, token.sessionId, next)
      if (given === undefined) {
        const by = await endSession(tx, token.sessionId, 'refresh token used twice')
        if (!by) throw new AppError('session_ended', 401)
        return { body: null, by, event: { action: 'session.ended', subject, reason: 'refresh token used twice' } }
      }
      const actor = await getActor(tx, token.sessionId)
      if (isFirst) await addRefreshToken(tx, token.sessionId, hashRefreshToken(given))
      const body = { token: given, session: await presentSession(actor) }
      const reason = isFirst ? undefined : 'answered once more'
      return { body, by: actor, event: { action: 'session.renewed', subject, reason } }
    })
  }

  async function findGiven(tx: Database, sessionId: string, tokens: readonly string[]): Promise<string | undefined> {
    const hash = await findUnusedToken(tx, sessionId, tokens.map(hashRefreshToken))
    return hash && tokens.find((token) => hashRefreshToken(token).equals(hash))
  }

  app.post('/auth/logout', logoutRoute, async (request, reply) => {
    const presented = request.cookies[REFRESH_COOKIE]
    clearRefreshCookie(reply)
    const token = presented === undefined ? undefined : await findRefreshToken(app.db, hashRefreshToken(presented))
    if (token?.isLiving) {
      await request.commitChange(reply, async (tx) => {
        const by = await endSession(tx, token.sessionId, 'signed out')
        const subject = { kind: 'session', key: token.sessionId }
        return { body: null, ...(by && { by }), event: { action: 'session.ended', subject, reason: 'signed out' } }
      })
    }
    return reply.code(204).send(null)
  })

  app.get('/me', meRoute, async (request) => ({
    account: presentAccount(requireActor(request)),
    today: clock.today(),
    currentPeriod: clock.currentPeriod(),
    demo: config.demo,
  }))

  app.get('/service', serviceRoute, async () => ({
    demo: config.demo,
    today: clock.today(),
    currentPeriod: clock.currentPeriod(),
    province: await findProvinceCode(app.db, clock.today()),
    outsideSignIn: config.oidc ? { name: config.oidc.name } : null,
  }))
}
