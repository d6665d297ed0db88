import type { FastifyRequest } from 'fastify'
import fastifyPlugin from 'fastify-plugin'
import { recordEvents } from '../db/audit-log.js'
import { inTransaction } from '../db/client.js'
import { AppError } from '../errors.js'
import { auditNameOf } from '../features/clients/client.js'

/** Milliseconds in which the same refusal of the same person is written down once: a program that insists is one act. */
const ONCE_IN_MS = 60_000
const REMEMBERED_AT_MOST = 10_000
/** Characters of an address that are kept. */
const PATH_KEPT = 200

/**
 * Writes into the audit trail who was refused what they may not do (403), before they are told.
 *
 * A duty that comes first is no refusal, and what is out of sight (404) was never there to be refused. Refused sign-ins
 * are written where they are refused.
 */
export const refusalsPlugin = fastifyPlugin(async (app) => {
  const written = new Map<string, number>()

  function isRepeated(key: string): boolean {
    const now = Date.now()
    if ((written.get(key) ?? 0) > now) return true
    if (written.size >= REMEMBERED_AT_MOST) written.clear()
    written.set(key, now + ONCE_IN_MS)
    return false
  }

  app.addHook('onError', async (request, _reply, error) => {
    const asker = nameAsker(request)
    if (!asker || !(error instanceof AppError) || error.status !== 403) return
    const { method, url } = request
    const { subject, ...by } = asker
    if (isRepeated([subject.key, method, request.routeOptions.url, error.code].join(' '))) return
    const path = (url.split('?')[0] ?? url).slice(0, PATH_KEPT)
    const event = { action: 'access.refused', subject, new: { method, path, code: error.code } }
    const context = { ...by, actingFor: null, at: app.clock.now(), traceId: request.id }
    // Whoever may not, may not, also while nothing can be written down.
    await inTransaction(app.pool, (tx) => recordEvents(tx, context, [event])).catch((failure: unknown) =>
      request.log.error({ err: failure }, 'A refusal could not be written into the audit trail'),
    )
  })
})

/** The person or client that was refused; undefined for nobody, and for who has a duty to do first. */
function nameAsker({ actor, client }: FastifyRequest) {
  if (client) {
    return { subject: { kind: 'client', key: client.clientId }, accountId: null, actorName: auditNameOf(client) }
  }
  if (actor?.duty !== null) return undefined
  const { username, accountId, displayName } = actor
  return { subject: { kind: 'account', key: username }, accountId, actorName: displayName }
}
