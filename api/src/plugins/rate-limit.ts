import { isIPv6 } from 'node:net'
import fastifyPlugin from 'fastify-plugin'
import { AppError } from '../errors.js'

const WINDOW_MS = 60_000
/** More callers than this in a minute are no callers but an attack; then all start anew. */
const ADDRESSES_AT_MOST = 100_000

/**
 * Lets each address make so many requests a minute; `limit` 0 lets it make any number.
 *
 * The second line of defence against floods, counted by each copy for itself (docs/decisions/0007). Guessing of
 * passwords and secrets is counted in PostgreSQL, for all copies together: `features/access/throttle.ts`.
 */
export const rateLimitPlugin = fastifyPlugin<{ limit: number }>(async (app, { limit }) => {
  if (limit === 0) return
  let counts = new Map<string, number>()
  let windowEnds = 0

  app.addHook('onRequest', async (request) => {
    if (!/^\/(api|oauth|\.well-known)(\/|$|\?)/.test(request.url)) return
    const now = Date.now()
    if (now >= windowEnds || counts.size >= ADDRESSES_AT_MOST) {
      counts = new Map()
      windowEnds = now + WINDOW_MS
    }
    const caller = callerOf(request.ip)
    const count = (counts.get(caller) ?? 0) + 1
    counts.set(caller, count)
    if (count <= limit) return
    throw new AppError('too_many_requests', 429, { retryAfter: Math.ceil((windowEnds - now) / 1_000) })
  })
})

/** One IPv6 subscriber has a whole /64 to call from. */
function callerOf(address: string): string {
  if (!isIPv6(address) || address.startsWith('::ffff:')) return address
  const [head = '', tail] = address.split('::')
  const groups = head === '' ? [] : head.split(':')
  const after = tail === undefined || tail === '' ? [] : tail.split(':')
  const zeros = tail === undefined ? 0 : 8 - groups.length - after.length
  return [...groups, ...Array<string>(zeros).fill('0'), ...after].slice(0, 4).join(':')
}
