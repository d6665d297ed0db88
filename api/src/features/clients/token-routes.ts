import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { SCOPES, type Scope } from '@ntm/shared/clients/scopes'
import type { AccessTokenView } from '@ntm/shared/clients/wire'
import type { Database } from '../../db/client.js'
import { AppError } from '../../errors.js'
import { ACCESS_SECONDS } from '../../plugins/tokens.js'
import { countSignInFailure, findSignInDelay, forgiveSignInFailures } from '../access/throttle.js'
import { checkClient, type ClientRefusal } from './check-client.js'
import { auditNameOf, throttleNameOf, type Client } from './client.js'
import { OAuthError } from './oauth-error.js'
import { countSecretUse } from './queries.js'
import { readTokenRequest } from './token-request.js'

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

  const config = { permission: 'public' as const, audit: ['client.signedIn', 'client.refused'] }
  app.post(TOKEN_PATH, { config, schema: { hide: true } }, async (request, reply) => {
    reply.header('cache-control', 'no-store').header('pragma', 'no-cache')
    const form = request.body instanceof URLSearchParams ? request.body : new URLSearchParams()
    const asked = readTokenRequest(request.headers.authorization, form)
    const name = throttleNameOf(asked.clientId)
    await refuseGuesser(app.db, name, request.ip)

    const checked = await checkClient(app.db, asked, request.ip)
    if (checked.refusal) return refuseClient(request, reply, name, checked.refusal)
    const { client, scopes } = checked
    return request.commitChange(reply, async (tx) => {
      // Again: other guesses may have failed while this one was being checked.
      await refuseGuesser(tx, name, request.ip)
      await forgiveSignInFailures(tx, name, request.ip)
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

  /** Counts the refused attempt, leaves a trace of it, and refuses. An id that is no client's is not written down. */
  async function refuseClient(
    request: FastifyRequest,
    reply: FastifyReply,
    name: string,
    { reason, client, answer, isGuess }: ClientRefusal,
  ): Promise<never> {
    const isBlocked = isGuess && (await countSignInFailure(app.db, name, request.ip))
    await request.commitChange(reply, async () => {
      const subject = client ? { kind: 'client', key: client.clientId } : { kind: 'address', key: request.ip }
      // Who asks for too much has shown its secret, so it is known who asked.
      const by = client && !isGuess ? { by: { accountId: null, displayName: auditNameOf(client) } } : {}
      return { body: null, ...by, event: { action: 'client.refused', subject, new: { address: request.ip }, reason } }
    })
    // Among guesses sent all at once, neither a wrong secret nor a right one may be told beyond the limit.
    if (isBlocked) await refuseGuesser(app.db, name, request.ip)
    throw isBlocked ? tellToWait(1) : answer
  }

  async function refuseGuesser(db: Database, name: string, address: string): Promise<void> {
    const wait = await findSignInDelay(db, name, address)
    if (wait > 0) throw tellToWait(wait)
  }

  function signToken(client: Client, scopes: readonly Scope[]): AccessTokenView {
    const scope = scopes.join(' ')
    const { clientId, secretId } = client
    const token = app.issueToken({ sub: clientId, client_id: clientId, secret: secretId, scope })
    return { access_token: token, token_type: 'Bearer', expires_in: ACCESS_SECONDS, scope }
  }
}

function tellToWait(seconds: number): OAuthError {
  const description = 'too many failed attempts'
  return new OAuthError('temporarily_unavailable', description, { status: 429, retryAfter: seconds })
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
