import { createHash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { sendBody, writeBody, type Memory } from './memory.js'

/**
 * Answers like `sendRecalled`, for what is large and seldom another: a browser keeps it, asks each time whether it
 * still holds, and is told so without the bytes (304).
 */
export async function sendRevalidated(
  request: FastifyRequest,
  reply: FastifyReply,
  memory: Memory,
  key: string,
  present: () => object | Promise<object>,
): Promise<FastifyReply> {
  const body = await memory.recall(`body of ${key}`, async () => writeBody(reply, await present()))
  const etag = `"${createHash('sha256').update(body).digest('base64url')}"`
  void reply.headers({ etag, 'cache-control': 'private, no-cache' })
  if (request.headers['if-none-match'] === etag) return reply.code(304).send()
  return sendBody(reply, body)
}
