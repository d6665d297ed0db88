import jwt from '@fastify/jwt'
import fastifyPlugin from 'fastify-plugin'

/** Seconds that an access token lasts. */
export const ACCESS_SECONDS = 300
/** Milliseconds between two looks for a key that another process put in place. */
const REFRESH_MS = 10_000

export type Claims = { sub: string; sid: string } | { sub: string; client_id: string; secret: number; scope: string }

declare module '@fastify/jwt' {
  interface FastifyJWT {
    payload: Claims
    user: Claims
  }
}

declare module 'fastify' {
  interface FastifyInstance {
    /** An access token for `ACCESS_SECONDS`, signed with the key of the moment. */
    issueToken: (claims: Claims) => string
  }
}

/** Access tokens: signed with the first key of the ring, verified with the one whose id they carry. */
export const tokensPlugin = fastifyPlugin(async (app) => {
  const { keyRing } = app.config
  await app.register(jwt, {
    secret: (_request, token, done) => done(null, keyRing.findById(keyIdIn(token))),
    decode: { complete: true },
    sign: { algorithm: 'HS256', iss: 'ntm', aud: 'ntm-api' },
    verify: {
      algorithms: ['HS256'],
      allowedIss: 'ntm',
      allowedAud: 'ntm-api',
      requiredClaims: ['iss', 'aud', 'exp', 'sub'],
    },
  })
  app.decorate('issueToken', (claims: Claims) => {
    const { id, secret } = keyRing.signing
    return app.jwt.sign(claims, { expiresIn: ACCESS_SECONDS, key: secret, kid: id })
  })

  const timer = setInterval(() => {
    keyRing.refresh().catch((error: unknown) => app.log.error({ err: error }, 'The signing keys could not be read'))
  }, REFRESH_MS)
  timer.unref()
  app.addHook('onClose', async () => clearInterval(timer))
})

function keyIdIn(token: unknown): string {
  const { header } = token as { header?: { kid?: unknown } }
  return typeof header?.kid === 'string' ? header.kid : ''
}
