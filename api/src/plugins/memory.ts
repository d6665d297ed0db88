import type { FastifyReply } from 'fastify'
import fastifyPlugin from 'fastify-plugin'
import { createMomentReader } from '../db/moments.js'

declare module 'fastify' {
  interface FastifyInstance {
    /** What has been read since anything was last committed to the database, by whichever copy of the service. */
    openMemory: () => Promise<Memory>
  }
}

/** Answers that hold for as long as nothing changes; what a request may see of them is judged for each request anew. */
export interface Memory {
  /**
   * What `find` came to, which runs once for a key.
   *
   * @param key - Names everything that the answer depends on beside the database: the day, who is asking.
   * @param sizeOf - Bytes that the answer takes, where it is more than a record or two.
   */
  recall<T>(key: string, find: () => T | Promise<T>, sizeOf?: (found: T) => number): Promise<T>
}

/**
 * Answers with the JSON of what `present` returns, which is made and checked against the route's schema once.
 *
 * @param key - As for `recall`; one key for one route.
 */
export async function sendRecalled(
  reply: FastifyReply,
  memory: Memory,
  key: string,
  present: () => object | Promise<object>,
): Promise<FastifyReply> {
  const body = await memory.recall(`body of ${key}`, async () => writeBody(reply, await present()))
  return sendBody(reply, body)
}

/** The JSON of an answer, checked against the route's schema. */
export function writeBody(reply: FastifyReply, answer: object): Buffer {
  const json = reply.serialize(answer)
  return Buffer.from(typeof json === 'string' ? json : new Uint8Array(json))
}

export function sendBody(reply: FastifyReply, body: Buffer): FastifyReply {
  return reply.type('application/json; charset=utf-8').send(body)
}

/** Characters kept at most, in all; a sheet has some 20,000. */
const KEPT_AT_MOST = 32 * 1024 * 1024
/** What anything but text or bytes counts for that does not say. */
const USUAL_SIZE = 20_000

/** Answers a request from memory while the database stands still: docs/decisions/0023. */
export const memoryPlugin = fastifyPlugin(async (app) => {
  const readMoment = createMomentReader(app.db)
  let latest = { moment: '', memory: createMemory() }

  app.decorate('openMemory', async () => {
    const moment = await readMoment()
    if (moment !== latest.moment) latest = { moment, memory: createMemory() }
    return latest.memory
  })
})

/** Forgets the oldest answers when it is full. */
export function createMemory(limit = KEPT_AT_MOST): Memory {
  const kept = new Map<string, { answer: Promise<unknown>; size: number }>()
  let total = 0

  function forget(key: string): void {
    total -= kept.get(key)?.size ?? 0
    kept.delete(key)
  }

  function keep(entry: { size: number }, size: number): void {
    entry.size = size
    total += entry.size
    for (const oldest of kept.keys()) {
      if (total <= limit) break
      forget(oldest)
    }
  }

  return {
    recall: <T>(key: string, find: () => T | Promise<T>, sizeOf: (found: T) => number = usualSize): Promise<T> => {
      // The key names its answer, and with it the type: whoever asks for one key asks for one thing.
      const known = kept.get(key)?.answer as Promise<T> | undefined
      if (known) return known
      const answer = Promise.resolve().then(find)
      const entry = { answer, size: 0 }
      kept.set(key, entry)
      answer.then(
        (found) => kept.get(key) === entry && keep(entry, sizeOf(found)),
        () => kept.get(key) === entry && forget(key),
      )
      return answer
    },
  }
}

function usualSize(answer: unknown): number {
  return typeof answer === 'string' || Buffer.isBuffer(answer) ? answer.length : USUAL_SIZE
}
