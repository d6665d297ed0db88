import { LogController, type FastifyReply, type FastifyRequest } from 'fastify'
import type { LogLevel } from './config.js'

/** Where log lines go; absent: standard output. */
export interface LogStream {
  write: (line: string) => void
}

const LOGS_REQUESTS: readonly LogLevel[] = ['info', 'debug', 'trace']
/** What machines ask every few seconds; between their lines nobody would find those of people. */
const PROBES = /^\/(health\/|metrics$)/

/**
 * One line for each request, once it is answered: nothing is left unanswered longer than its time limit. That it came in
 * is for whoever looks for a fault (`debug`), and so is all about probes.
 */
export class RequestLog extends LogController {
  constructor(level: LogLevel) {
    super({ requestIdLogLabel: 'traceId', disableRequestLogging: !LOGS_REQUESTS.includes(level) })
  }

  override incomingRequest(request: FastifyRequest): void {
    request.log.debug({ req: request }, isProbe(request) ? 'probe' : 'incoming request')
  }

  override requestCompleted(error: Error | null | undefined, request: FastifyRequest, reply: FastifyReply): void {
    const told = { req: request, res: reply, responseTime: reply.elapsedTime }
    if (error) reply.log.error({ ...told, err: error }, 'request errored')
    else if (isProbe(request)) reply.log.debug(told, 'probe answered')
    else reply.log.info(told, 'request completed')
  }
}

function isProbe({ routeOptions }: FastifyRequest): boolean {
  return PROBES.test(routeOptions.url ?? '')
}

/** The net below: should one of these be logged all the same, its value is left out. */
const SECRETS = ['headers', 'authorization', 'cookie', 'password', 'token', 'accessToken', 'clientSecret']

/**
 * How the service writes its log: one JSON object a line, with the trace id of the request that it belongs to.
 *
 * What is never named cannot leak: of a request only method, path and address are written – no query, which may hold a
 * one-time code, and no header, which may hold a token or a cookie.
 */
export function loggerOptions(level: LogLevel, stream?: LogStream) {
  return {
    level,
    ...(stream && { stream }),
    redact: SECRETS.flatMap((name) => [name, `*.${name}`]),
    serializers: {
      req: (request: FastifyRequest) => ({ method: request.method, path: pathOf(request.url), address: request.ip }),
      res: (reply: Pick<FastifyReply, 'statusCode'>) => ({ status: reply.statusCode }),
      err: describeError,
    },
  }
}

/**
 * An error as it may be written.
 *
 * Drizzle puts the parameters of a failed statement into its message; the error of the driver below it has none.
 */
function describeError(error: Error) {
  const { cause } = error
  const shown = 'params' in error && cause instanceof Error ? cause : error
  const code = 'code' in shown && typeof shown.code === 'string' ? { code: shown.code } : {}
  const below = shown.cause instanceof Error ? { cause: shown.cause.message } : {}
  return { type: shown.name, message: shown.message, stack: shown.stack ?? '', ...code, ...below }
}

function pathOf(url: string): string {
  return url.split('?', 1)[0] ?? url
}
