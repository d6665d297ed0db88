import { randomUUID } from 'node:crypto'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { OutsideRefusal } from '@ntm/shared/access/outside-sign-in'
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

interface Obstacle {
  /** What the sign-in page tells. */
  refusal: OutsideRefusal
  /** For the audit trail. */
  reason: string
}

const OBSTACLES = {
  unknown: { refusal: 'noAccount', reason: 'unknown name' },
  disabled: { refusal: 'accountDisabled', reason: 'account disabled' },
  factorDue: { refusal: 'secondFactorDue', reason: 'second factor due' },
} as const satisfies Record<string, Obstacle>

const WAY_BACK = {
  cancelled: { refusal: 'cancelled', reason: 'cancelled at the provider' },
  unfit: { refusal: 'interrupted', reason: 'the way back from the provider does not fit' },
} as const satisfies Record<string, Obstacle>

/** Signing in at a provider outside; `app.ts` mounts this at `/api/v1/auth/oidc` if one is configured. */
export const oidcRoutes: FastifyPluginAsyncTypebox<{ settings: OidcSettings }> = async (app, { settings }) => {
  const { config } = app
  const provider = new OutsideProvider(settings)
  // Lax: the way back begins at the provider, and has to bring the cookie along.
  const cookie = { path: PATH, httpOnly: true, sameSite: 'lax' as const, secure: config.secureCookies }
  app.setErrorHandler(sendToSignIn)
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
    const visitor = journey ? await provider.finish(new URL(request.url, originOf(request)), journey) : 'unfit'
    const returnTo = toLocalPath(journey?.returnTo)
    if (typeof visitor === 'string') return refuse(request, reply, { obstacle: WAY_BACK[visitor], returnTo })

    const account = await findCredentials(app.db, visitor.username)
    const obstacle = await findObstacle(account, visitor)
    if (!account || obstacle)
      return refuse(request, reply, { obstacle: obstacle ?? OBSTACLES.unknown, account, returnTo })
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
    return reply.redirect(returnTo, 303)
  })

  /** Why the account does not open, if it does not. A second factor there spares the one here, and nothing else does. */
  async function findObstacle(account: Credentials | undefined, visitor: Visitor): Promise<Obstacle | undefined> {
    if (!account) return OBSTACLES.unknown
    if (account.disabledAt !== null) return OBSTACLES.disabled
    if (visitor.hasSecondFactor) return undefined
    const factor = await checkSecondFactor(app.db, account.id, undefined, config.keyRing)
    return factor === 'due' ? OBSTACLES.factorDue : undefined
  }

  async function refuse(
    request: FastifyRequest,
    reply: FastifyReply,
    { obstacle, account, returnTo }: { obstacle: Obstacle; account?: Credentials | undefined; returnTo: string },
  ) {
    await request.commitChange(reply, async () => {
      const subject = account ? { kind: 'account', key: account.username } : { kind: 'address', key: request.ip }
      const told = { address: request.ip, provider: settings.issuer }
      return { body: null, event: { action: 'session.refused', subject, new: told, reason: obstacle.reason } }
    })
    return reply.redirect(signInPath(obstacle.refusal, returnTo), 303)
  }
}

/** A browser comes here by itself, so it is sent where a person can read what went wrong. */
function sendToSignIn(error: Error & { statusCode?: number }, request: FastifyRequest, reply: FastifyReply): void {
  const isMalformed = error.statusCode === 400
  const isRefusal = error instanceof AppError && error.status < 500
  if (!isMalformed && !isRefusal) request.log.error({ err: error }, 'The sign-in outside failed')
  reply.redirect(signInPath(isMalformed ? 'interrupted' : 'unavailable', '/'), 303)
}

function signInPath(refusal: OutsideRefusal, returnTo: string): string {
  const query = new URLSearchParams({ loi: refusal, ...(returnTo === '/' ? {} : { returnTo }) })
  return `/dang-nhap?${query.toString()}`
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
