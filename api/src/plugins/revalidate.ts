import { createHash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { sendBody, writeBody, type Memory } from './memory.js'

/** The JSON of an answer and the ETag of exactly these bytes. */
export interface TaggedBody {
  body: Buffer
  etag: string
}

/**
 * Answers like `sendRecalled`, for what is large or read again and again: a browser keeps it, asks each time whether it
 * still holds, and is told so without the bytes (304). Whether its sender may see it is judged before this is called.
 */
export async function sendRevalidated(
  request: FastifyRequest,
  reply: FastifyReply,
  memory: Memory,
  key: string,
  present: () => object | Promise<object>,
): Promise<FastifyReply> {
  const tagged = await memory.recall(
    `tagged body of ${key}`,
    async () => tagBody(reply, await present()),
    ({ body }) => body.length,
  )
  return sendTagged(request, reply, tagged)
}

export function tagBody(reply: FastifyReply, answer: object): TaggedBody {
  const body = writeBody(reply, answer)
  return { body, etag: `"${createHash('sha256').update(body).digest('base64url')}"` }
}

/** Sends the bytes, or 304 to a request that has them. */
export function sendTagged(request: FastifyRequest, reply: FastifyReply, { body, etag }: TaggedBody): FastifyReply {
  void reply.headers({ etag, 'cache-control': 'private, no-cache' })
  return isHeld(request.headers['if-none-match'], etag) ? reply.code(304).send() : sendBody(reply, body)
}

/** A proxy that packs an answer makes its ETag a weak one, `W/"…"`; the answer within is the same (RFC 9110, 13.1.2). */
function isHeld(ifNoneMatch: string | undefined, etag: string): boolean {
  return (ifNoneMatch ?? '').split(',').some((held) => ['*', etag].includes(held.trim().replace(/^W\//, '')))
}
