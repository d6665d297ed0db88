import { randomUUID } from 'node:crypto'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { OidcSettings } from '../../oidc-settings.js'
import { AppError } from '../../errors.js'
import { checkSecondFactor } from './check-second-factor.js'
import { toLocalPath } from './local-path.js'
import { OutsideProvider, type Journey, type Visitor } from './outside-provider.js'
import { createSession, findCredentials, type Credentials } from './queries.js'
import { SESSION_DAYS, createRefreshToken, setRefreshCookie } from './refresh-token.js'
import { finishOidcRoute, startOidcRoute } from './oidc-schemas.js'

const PATH = '/api/v1/auth/oidc'
const JOURNEY_COOKIE = 'ntm_oidc'
/** Seconds for the way to the provider and back. */
const JOURNEY_SECONDS = 600

/** Signing in at a provider outside; `app.ts` mounts this at `/api/v1/auth/oidc` if one is configured. */
export const oidcRoutes: FastifyPluginAsyncTypebox<{ settings: OidcSettings }> = async (app, { settings }) => {
  const { config } = app
  const provider = new OutsideProvider(settings)
  // Lax: the way back begins at the provider, and has to bring the cookie along.
  const cookie = { path: PATH, httpOnly: true, sameSite: 'lax' as const, secure: config.secureCookies }
  const originOf = (request: FastifyRequest) => config.publicUrl ?? `${request.protocol}://${request.host}`

  app.get('/start', startOidcRoute, async (request, reply) => {
    const redirectUri = `${originOf(request)}${PATH}/callback`
    const { url, journey } = await provider.begin(redirectUri, toLocalPath(request.query.returnTo))
    const packed = Buffer.from(JSON.stringify(journey)).toString('base64url')
    reply.setCookie(JOURNEY_COOKIE, packed, { ...cookie, maxAge: JOURNEY_SECONDS })
    return reply.redirect(url.href, 303)
  })

  app.get('/callback', finishOidcRoute, async (request, reply) => {
    const journey = readJourney(request.cookies[JOURNEY_COOKIE])
    // It is good once, whatever comes of it.
    reply.clearCookie(JOURNEY_COOKIE, cookie)
    const visitor = journey && (await provider.finish(new URL(request.url, originOf(request)), journey))
    if (!journey || !visitor) return refuse(request, reply, { reason: 'the way back from the provider does not fit' })

    const account = await findCredentials(app.db, visitor.username)
    const reason = await findObstacle(account, visitor)
    if (!account || reason !== null) return refuse(request, reply, { account, reason: reason ?? 'unknown name' })
    const { token, hash } = createRefreshToken()
    await request.commitChange(reply, async (tx) => {
      await createSession(tx, {
        id: randomUUID(),
        accountId: account.id,
        expiresAt: new Date(Date.now() + SESSION_DAYS * 86_400_000),
        userAgent: request.headers['user-agent']?.slice(0, 400) ?? null,
        address: request.ip,
        refreshHash: hash,
      })
      const subject = { kind: 'account', key: account.username }
      const by = { accountId: account.id, displayName: account.displayName }
      return { body: null, by, event: { action: 'session.started', subject, new: { provider: settings.issuer } } }
    })
    setRefreshCookie(reply, token, config.secureCookies)
    return reply.redirect(toLocalPath(journey.returnTo), 303)
  })

  /** Why the account does not open, or null. A second factor here counts for less only if there was one there. */
  async function findObstacle(account: Credentials | undefined, visitor: Visitor): Promise<string | null> {
    if (!account) return 'unknown name'
    if (account.disabledAt !== null) return 'account disabled'
    if (visitor.hasSecondFactor) return null
    const factor = await checkSecondFactor(app.db, account.id, undefined, config.keyRing)
    return factor === 'due' ? 'second factor due' : null
  }

  async function refuse(
    request: FastifyRequest,
    reply: FastifyReply,
    { account, reason }: { account?: Credentials | undefined; reason: string },
  ): Promise<never> {
    await request.commitChange(reply, async () => {
      const subject = account ? { kind: 'account', key: account.username } : { kind: 'address', key: request.ip }
      const told = { address: request.ip, provider: settings.issuer }
      return { body: null, event: { action: 'session.refused', subject, new: told, reason } }
    })
    throw new AppError('outside_sign_in_refused', 401)
  }
}

function readJourney(packed: string | undefined): Journey | undefined {
  try {
    const read = JSON.parse(Buffer.from(packed ?? '', 'base64url').toString()) as Partial<
      Record<keyof Journey, unknown>
    >
    const { state, nonce, verifier, returnTo } = read
    if ([state, nonce, verifier, returnTo].some((part) => typeof part !== 'string' || part === '')) return undefined
    return read as Journey
  } catch {
    return undefined
  }
}
