import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { SCOPES, type Scope } from '@ntm/shared/clients/scopes'
import type { AccessTokenView } from '@ntm/shared/clients/wire'
import { AppError } from '../../errors.js'
import { countSignInFailure, findSignInDelay } from '../access/throttle.js'
import { auditNameOf, hashClientSecret, isAllowedFrom, type Client } from './client.js'
import { OAuthError } from './oauth-error.js'
import { countSecretUse, findClientBySecret } from './queries.js'
import { readTokenRequest, type TokenRequest } from './token-request.js'

/** Seconds that an access token lasts. */
const ACCESS_SECONDS = 300
/** Bytes; a token request has some 200. */
const BODY_LIMIT = 8 * 1024

const TOKEN_PATH = '/oauth/token'
const METADATA_PATH = '/.well-known/oauth-authorization-server'

/** Signing in of machine clients: RFC 6749 (client credentials), found by RFC 8414. */
export async function tokenRoutes(app: FastifyInstance): Promise<void> {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit: BODY_LIMIT },
    (_request, body, done) => done(null, new URLSearchParams(String(body))),
  )
  app.setErrorHandler<Error>((error, request, reply) => sendOAuthError(request, reply, error))

  app.get(METADATA_PATH, { config: { permission: 'public' }, schema: { hide: true } }, async (request) => {
    const issuer = app.config.publicUrl ?? `${request.protocol}://${request.host}`
    return {
      issuer,
      token_endpoint: `${issuer}${TOKEN_PATH}`,
      grant_types_supported: ['client_credentials'],
      response_types_supported: [],
      token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
      scopes_supported: SCOPES,
      service_documentation: `${issuer}/api/docs`,
    }
  })

  const config = { permission: 'public' as const, audit: ['client.signedIn'] }
  app.post(TOKEN_PATH, { config, schema: { hide: true } }, async (request, reply) => {
    reply.header('cache-control', 'no-store').header('pragma', 'no-cache')
    const form = request.body instanceof URLSearchParams ? request.body : new URLSearchParams()
    const asked = readTokenRequest(request.headers.authorization, form)
    await refuseGuesser(asked.clientId, request.ip)

    const client = await findClientBySecret(app.db, asked.clientId, hashClientSecret(asked.clientSecret))
    if (!client || !isAllowedFrom(client.addresses, request.ip)) {
      await countSignInFailure(app.db, asked.clientId, request.ip)
      throw new OAuthError('invalid_client', 'unknown client, wrong or expired secret, or an address not allowed')
    }
    const scopes = requireScopes(client, asked)
    return request.commitChange(reply, async (tx) => {
      await countSecretUse(tx, client.secretId)
      return {
        body: signToken(client, scopes),
        by: { accountId: null, displayName: auditNameOf(client) },
        event: {
          action: 'client.signedIn',
          subject: { kind: 'client', key: client.clientId },
          new: { scope: scopes.join(' '), address: request.ip },
        },
      }
    })
  })

  async function refuseGuesser(clientId: string, address: string): Promise<void> {
    const wait = await findSignInDelay(app.db, clientId, address)
    if (wait === 0) return
    throw new OAuthError('temporarily_unavailable', 'too many failed attempts', { status: 429, retryAfter: wait })
  }

  function signToken(client: Client, scopes: readonly Scope[]): AccessTokenView {
    const scope = scopes.join(' ')
    const payload = { sub: client.clientId, client_id: client.clientId, secret: client.secretId, scope }
    const token = app.jwt.sign(payload, { expiresIn: ACCESS_SECONDS })
    return { access_token: token, token_type: 'Bearer', expires_in: ACCESS_SECONDS, scope }
  }
}

/** @throws OAuthError if the client asks for more than its administrator chose. */
function requireScopes(client: Client, { scopes }: TokenRequest): readonly Scope[] {
  if (scopes === undefined) return client.scopes
  if (scopes.every((scope) => client.scopes.includes(scope))) return scopes
  throw new OAuthError('invalid_scope', 'a scope is not granted to this client')
}

function sendOAuthError(request: FastifyRequest, reply: FastifyReply, error: Error): FastifyReply {
  const refusal = error instanceof OAuthError ? error : refusalOf(error)
  if (refusal.status >= 500) request.log.error({ err: error }, refusal.code)
  const { retryAfter } = refusal.options
  if (retryAfter !== undefined) reply.header('retry-after', String(retryAfter))
  // A challenge is for who tried the header; libraries that sent a form read the code instead.
  if (refusal.status === 401 && request.headers.authorization !== undefined)
    reply.header('www-authenticate', 'Basic realm="ntm"')
  return reply
    .code(refusal.status)
    .header('cache-control', 'no-store')
    .header('pragma', 'no-cache')
    .send({ error: refusal.code, error_description: refusal.description })
}

function refusalOf(error: Error): OAuthError {
  if (error instanceof AppError) {
    const { status, options } = error
    if (status >= 500 || status === 429) {
      const { retryAfter } = options
      return new OAuthError('temporarily_unavailable', 'try again later', {
        status,
        ...(retryAfter === undefined ? {} : { retryAfter }),
      })
    }
    return new OAuthError('invalid_request', 'the request cannot be taken')
  }
  const status = 'statusCode' in error && typeof error.statusCode === 'number' ? error.statusCode : 500
  if (status < 500)
    return new OAuthError('invalid_request', 'the body is not an application/x-www-form-urlencoded form')
  return new OAuthError('server_error', 'the request could not be carried out', { status: 500 })
}
