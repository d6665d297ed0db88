import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import fastifyPlugin from 'fastify-plugin'
import type { Problem } from '@ntm/shared/problems/wire'
import { AppError } from '../errors.js'
import { titleOf } from '../messages.js'
import { describeFaults } from './validation-messages.js'

const PROBLEM_TYPE = 'application/problem+json; charset=utf-8'

/** Refusals of Fastify itself, by its own code. */
const FRAMEWORK_CODES: Readonly<Record<string, string>> = {
  FST_ERR_CTP_INVALID_JSON_BODY: 'malformed_json',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'malformed_json',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'unsupported_media_type',
  FST_ERR_CTP_BODY_TOO_LARGE: 'body_too_large',
  FST_REQ_FILE_TOO_LARGE: 'file_too_large',
  FST_FILES_LIMIT: 'too_many_parts',
  FST_FIELDS_LIMIT: 'too_many_parts',
  FST_PARTS_LIMIT: 'too_many_parts',
  FST_INVALID_MULTIPART_CONTENT_TYPE: 'unsupported_media_type',
  FST_ERR_BAD_URL: 'malformed_address',
  FST_ERR_MAX_PARAM_LENGTH: 'address_too_long',
}

/**
 * Failures that mean “the database cannot now”, not “the program is wrong”: SQLSTATE classes and socket errors.
 *
 * 25006 is a standby that took over and still only reads, 40 a change that lost against others, 57014 a time-out.
 */
const AWAY = /^(08|25006|40001|40P01|53|57014|57P0|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND)/
/** What `refuse_stale_version` fails with. */
const STALE_VERSION = 'NT412'
const AWAY_MESSAGES =
  /timeout exceeded when trying to connect|Connection terminated|Client has encountered a connection/
/** Seconds after which it is worth trying again. */
const RETRY_AFTER = 5

/** The one error path: whatever goes wrong leaves as problem+json, never with a stack, SQL or a version. */
export const problemPlugin = fastifyPlugin(async (app) => {
  app.setErrorHandler((thrown, request, reply) => {
    // Anything can be thrown; what is no error has no message that is fit to be seen.
    const error =
      thrown instanceof Error ? thrown : new Error('Something was thrown that is no error', { cause: thrown })
    const refusal = toRefusal(error)
    if (refusal.status >= 500) request.log.error({ err: error }, refusal.code)
    return sendProblem(request, reply, refusal)
  })
})

/** Answers what the router refuses before there is a route, and so no error handler. */
export function answerFrameworkError(error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  sendProblem(request, reply, toRefusal(error))
}

export function sendProblem(request: FastifyRequest, reply: FastifyReply, refusal: AppError): FastifyReply {
  const problem: Problem = {
    type: `/api/docs/problems#${refusal.code}`,
    title: titleOf(refusal.status),
    status: refusal.status,
    detail: refusal.detail,
    instance: request.url.split('?')[0] ?? request.url,
    code: refusal.code,
    traceId: request.id,
    ...(refusal.options.errors ? { errors: refusal.options.errors } : {}),
  }
  if (refusal.options.retryAfter !== undefined) reply.header('retry-after', String(refusal.options.retryAfter))
  // Serialised here: the response schema of the route is for its answers, not for its refusals.
  return reply.code(refusal.status).header('content-type', PROBLEM_TYPE).serializer(JSON.stringify).send(problem)
}

function toRefusal(error: FastifyError | Error): AppError {
  if (error instanceof AppError) return error
  const refusal = 'statusCode' in error ? refusalOfFramework(error) : undefined
  if (refusal) return refusal
  if ('code' in error && error.code === STALE_VERSION) return new AppError('stale_version', 412)
  if (isTorn(error)) return new AppError('form_torn', 400)
  return isAway(error) ? new AppError('unavailable', 503, { retryAfter: RETRY_AFTER }) : new AppError('internal', 500)
}

/**
 * Whether a request with files ended in the middle of them, or is no form: the parser of forms throws plain errors that
 * only their origin tells from ours, Node says `aborted` of a sender that has gone.
 */
function isTorn(error: Error): boolean {
  const isFromParser =
    error.stack?.includes('@fastify/busboy') === true || error.stack?.includes('@fastify+busboy') === true
  return isFromParser || (error.message === 'aborted' && 'code' in error && error.code === 'ECONNRESET')
}

/** Drizzle wraps what the connection says in an error of its own, so the causes are asked too. */
function isAway(error: Error): boolean {
  const code = 'code' in error ? String(error.code) : ''
  if (AWAY.test(code) || AWAY_MESSAGES.test(error.message)) return true
  return error.cause instanceof Error && isAway(error.cause)
}

/** What Fastify itself refuses, before any route runs. */
function refusalOfFramework(error: FastifyError): AppError | undefined {
  if (error.validation) {
    const errors = describeFaults(error.validation, error.validationContext ?? 'body')
    return new AppError('malformed_request', 400, { errors })
  }
  const { code, statusCode = 500 } = error
  if (statusCode < 400 || statusCode >= 500) return undefined
  return new AppError(FRAMEWORK_CODES[code] ?? 'malformed_request', statusCode)
}
