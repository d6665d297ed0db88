import type { FastifyReply } from 'fastify'
import fastifyPlugin from 'fastify-plugin'
import { AppError } from '../errors.js'

/** Milliseconds. */
const LOOK_EVERY = 1_000
/** Seconds after which whoever was not answered may try again. */
const RETRY_AFTER = 5

/**
 * Answers 503 to a request that has arrived and is not being answered after `limit` milliseconds or so.
 *
 * Fastify's `handlerTimeout` lets go of a request as soon as its body has been read, so of every change; it cuts off an answer that
 * a weak line takes longer to fetch; and it makes an `AbortController` for each request.
 */
export const timeLimitPlugin = fastifyPlugin<{ limit: number }>(async (app, { limit }) => {
  const waiting = new Map<FastifyReply, number>()
  app.addHook('onRequest', async (_request, reply) => void waiting.set(reply, Date.now() + limit))
  app.addHook('onResponse', async (_request, reply) => void waiting.delete(reply))

  function look(): void {
    const now = Date.now()
    for (const [reply, until] of waiting) {
      if (reply.raw.destroyed) waiting.delete(reply)
      else if (!reply.request.raw.complete) waiting.set(reply, now + limit)
      else if (until <= now) end(reply)
    }
  }
  function end(reply: FastifyReply): void {
    waiting.delete(reply)
    if (!reply.raw.headersSent) void reply.send(new AppError('unavailable', 503, { retryAfter: RETRY_AFTER }))
  }
  const looking = setInterval(look, Math.min(LOOK_EVERY, limit)).unref()
  app.addHook('onClose', async () => clearInterval(looking))
})
