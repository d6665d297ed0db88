import { createHash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import fastifyPlugin from 'fastify-plugin'
import type { QueryConfig } from 'pg'
import { appendEvents, type AuditEvent } from '../db/audit-log.js'
import { runAtOnce, runTransaction, type Database } from '../db/client.js'
import { claimKey, recordAnswer, storeAnswer, type IdempotentRequest } from '../db/idempotency.js'
import type { StatementResult } from '../db/statement-batch.js'
import { AppError } from '../errors.js'
import { actedFor, grantsAllowing, type Grant } from '../features/access/actor.js'
import { auditNameOf } from '../features/clients/client.js'

/** What a change comes to: the answer, its ETag, and the audit row that commits with it. */
export interface Change<Body> {
  body: Body
  /** What is kept for an `Idempotency-Key` in place of the body: the answer without secrets that are shown once. */
  kept?: Body
  /** Version of the changed record. */
  version?: number
  status?: number
  /** Statements that write it and go out with the commit; each fails by itself where it finds not what it changes. */
  writes?: readonly QueryConfig[]
  /** One row a record that it is about; none where nothing came of it. */
  event: AuditEvent | readonly AuditEvent[]
  /** Who did it, where the request carries no access token that tells. */
  by?: { accountId: number | null; displayName: string }
  /** The grants that allow it; absent: all that allow what the route asks for. */
  using?: readonly Grant[]
}

/** What a change needs to know, read and locked with one wait for the database, and then the change. */
export interface ChangeSteps<Body, First> {
  /** Reads and locks, and writes nothing: whether the caller may is not known yet. */
  first: (tx: Database) => Promise<First>
  work: (tx: Database, found: First) => Promise<Change<Body>>
  /** Lets it wait for the database once, where what is remembered still holds. */
  expected?: Expected<First> | undefined
}

export interface Expected<First> {
  /** What `first` would find. */
  found: First
  /** Fails, before anything is written, where it would find anything else. */
  claim: QueryConfig
  /** Told what the claim answered, once the change has been committed. */
  confirm: (answer: StatementResult) => void
}

declare module 'fastify' {
  interface FastifyRequest {
    /**
     * The one way to change anything: `work`, its audit row and the answer kept for an `Idempotency-Key` commit
     * together or not at all.
     */
    commitChange<Body, First>(
      reply: FastifyReply,
      work: ((tx: Database) => Promise<Change<Body>>) | ChangeSteps<Body, First>,
    ): Promise<Body>
  }
}

const PRINTABLE_KEY = /^[\x21-\x7e]{1,255}$/

export const changePlugin = fastifyPlugin(async (app) => {
  async function commit<Body, First>(request: FastifyRequest, { first, work, expected }: ChangeSteps<Body, First>) {
    const repeatable = readIdempotencyKey(request)
    const done = expected && (await commitAtOnce(request, expected, work, repeatable))
    if (done) return done
    const { answer } = await runTransaction(app.pool, {
      first,
      work: async (tx, found) => {
        const stored = repeatable && (await claimKey(tx, repeatable))
        if (stored) return { answer: stored, statements: [] }

        const { answer, kept, statements } = settle(request, await work(tx, found))
        return { answer, statements: repeatable ? [...statements, storeAnswer(repeatable, kept)] : statements }
      },
      last: ({ statements }) => statements,
    })
    return answer
  }

  /** Undefined where what is remembered does not hold, or does not suffice: then nothing was done. */
  async function commitAtOnce<Body, First>(
    request: FastifyRequest,
    { found, claim, confirm }: Expected<First>,
    work: ChangeSteps<Body, First>['work'],
    repeatable: IdempotentRequest | undefined,
  ) {
    // Whatever it refuses, it refuses of what is remembered: it is asked again of what is there.
    const change = await work(NOT_TO_BE_ASKED, found).catch(() => undefined)
    if (!change?.writes) return undefined
    const { answer, kept, statements } = settle(request, change)
    const recorded = repeatable ? [recordAnswer(repeatable, kept)] : []
    try {
      const [claimed] = await runAtOnce(app.pool, [claim, ...recorded, ...statements])
      if (claimed) confirm(claimed)
      return answer
    } catch (error) {
      if (isUnexpected(error)) return undefined
      throw error
    }
  }

  app.decorateRequest('commitChange', async function <
    Body,
    First,
  >(this: FastifyRequest, reply: FastifyReply, work: ((tx: Database) => Promise<Change<Body>>) | ChangeSteps<Body, First>): Promise<Body> {
    const answer = await (typeof work === 'function'
      ? commit(this, { first: () => Promise.resolve(), work })
      : commit(this, work))
    if (answer.etag !== null) reply.header('etag', answer.etag)
    reply.code(answer.status)
    return answer.response as Body
  })
})

/** Of a change: what is answered, what is kept of it for a repetition, and the statements that go out with the commit. */
function settle<Body>(request: FastifyRequest, change: Change<Body>) {
  const events = [change.event].flat()
  events.forEach(({ action }) => assertDeclared(request, action))
  const etag = change.version === undefined ? null : `"${change.version}"`
  const answer = { status: change.status ?? 200, etag, response: change.body as unknown }
  return {
    answer,
    kept: { ...answer, response: change.kept ?? change.body },
    statements: [...(change.writes ?? []), ...appendEvents(auditContext(request, change), events)],
  }
}

/** Fails whatever asks it: what is done on what is remembered has no transaction. */
const NOT_TO_BE_ASKED = new Proxy(Object.create(null) as Database, {
  get: (_target, name) => {
    throw new Error(`There is no transaction to ask for ${String(name)}`)
  },
})

/** Not as remembered, locked by somebody, or claimed by a request with the same key. */
const UNEXPECTED = ['NT409', '55P03', '23505']

function isUnexpected(error: unknown): boolean {
  return error instanceof Error && 'code' in error && UNEXPECTED.includes(String(error.code))
}

function listUsed({ actor, routeOptions }: FastifyRequest): readonly Grant[] {
  const { permission } = routeOptions.config
  return actor && permission ? grantsAllowing(actor, permission) : []
}

function nameClient({ client }: FastifyRequest) {
  return client && { accountId: null, displayName: auditNameOf(client) }
}

function auditContext(request: FastifyRequest, change: Change<unknown>) {
  const by = change.by ?? request.actor ?? nameClient(request)
  return {
    actingFor: actedFor(change.using ?? listUsed(request)),
    accountId: by?.accountId ?? null,
    actorName: by?.displayName ?? 'Chưa đăng nhập',
    at: request.server.clock.now(),
    traceId: request.id,
  }
}

/** An event that the route did not declare is a programming error: the list of routes must tell what each can do. */
function assertDeclared(request: FastifyRequest, action: string): void {
  const { audit } = request.routeOptions.config
  if (!audit?.includes(action)) throw new TypeError(`Route does not declare the audit event ${action}`)
}

function readIdempotencyKey(request: FastifyRequest): IdempotentRequest | undefined {
  const key = request.headers['idempotency-key']
  const owner = request.client ?? request.actor
  if (request.method !== 'POST' || key === undefined || !owner) return undefined
  if (typeof key !== 'string' || !PRINTABLE_KEY.test(key)) throw new AppError('idempotency_key_invalid', 400)
  const requestHash = createHash('sha256')
    .update(`${request.method} ${request.url}\n`)
    .update(JSON.stringify(request.body ?? null))
    .digest()
  return { owner, key, requestHash }
}
