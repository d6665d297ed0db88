import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { setAccessToken } from '@/api/access-token'
import type { StreamEvent } from '@/api/read-events'
import { followEvents } from './follow-events'

const HELLO = 'event: hello\ndata: {"version":1}\n\n'
const beat = (id: string): string => `id: ${id}\n: .\n\n`

/** Plays one stream a connection, piece by piece; `open` stays open after its last piece. */
function play(streams: readonly ({ pieces: string[]; stays?: boolean } | { status: number; retryAfter?: string })[]) {
  const left = [...streams]
  const seen: { url: string; headers: Headers; at: number }[] = []
  vi.stubGlobal('fetch', async (url: string, init: RequestInit = {}) => {
    seen.push({ url, headers: new Headers(init.headers), at: Date.now() })
    const next = left.shift()
    if (!next) throw new TypeError('Failed to fetch')
    if ('status' in next) {
      const headers = { 'Content-Type': 'application/problem+json', 'Retry-After': next.retryAfter ?? '' }
      return new Response(JSON.stringify({ status: next.status, code: 'x' }), { status: next.status, headers })
    }
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        init.signal?.addEventListener('abort', () => controller.error(new DOMException('', 'AbortError')))
        for (const piece of next.pieces) controller.enqueue(new TextEncoder().encode(piece))
        if (!next.stays) controller.close()
      },
    })
    return new Response(body, { headers: { 'Content-Type': 'text/event-stream' } })
  })
  return seen
}

function follow() {
  const gone = new AbortController()
  const events: StreamEvent[] = []
  const live: boolean[] = []
  let lastId: string | undefined
  const onEvent = (event: StreamEvent): void => {
    events.push(event)
    lastId = event.id ?? lastId
  }
  const over = followEvents({
    ...{ lastId: () => lastId, age: () => 7, onEvent, signal: gone.signal },
    onLive: (isLive) => void live.push(isLive),
  })
  return { events, live, over, stop: () => gone.abort() }
}

beforeEach(() => {
  vi.useFakeTimers()
  setAccessToken('token')
})
afterEach(() => vi.useRealTimers())

test('an event cut into pieces anywhere is read whole, within its signs as well', async () => {
  const text = `${HELLO}id: 5:5:\nevent: changes\ndata: {"changes":[],"ghi":"xã Đắk Mar"}\n\n`
  const bytes = new TextEncoder().encode(text)
  for (const cut of [1, 20, bytes.length - 9, bytes.length - 1]) {
    vi.stubGlobal('fetch', async () => {
      const parts = [bytes.slice(0, cut), bytes.slice(cut)]
      return new Response(
        new ReadableStream({ pull: (to) => (parts.length > 0 ? to.enqueue(parts.shift()) : to.close()) }),
      )
    })
    const { events, stop } = follow()
    await vi.advanceTimersByTimeAsync(0)
    expect(events[1]).toEqual({ name: 'changes', data: { changes: [], ghi: 'xã Đắk Mar' }, id: '5:5:' })
    stop()
  }
})

test('a stream that ends is opened again soon, from where it ended; the token stands in a header', async () => {
  const seen = play([{ pieces: [HELLO, beat('9:9:')] }, { pieces: [HELLO], stays: true }])
  const { live, stop } = follow()
  await vi.advanceTimersByTimeAsync(1_600)
  expect(seen.map(({ url }) => url)).toEqual(['/api/v1/events?age=7', '/api/v1/events'])
  expect(seen.map(({ headers }) => headers.get('Last-Event-ID'))).toEqual([null, '9:9:'])
  expect(seen[0]?.headers.get('Authorization')).toBe('Bearer token')
  expect(seen[0]?.headers.get('Accept')).toBe('text/event-stream')
  expect(live).toEqual([true, false, true])
  stop()
})

test('a service that cannot be reached is tried ever more seldom, at once when the network is back', async () => {
  const seen = play([])
  const { stop } = follow()
  await vi.advanceTimersByTimeAsync(120_000)
  expect(seen.length).toBeGreaterThan(4)
  expect(seen.length).toBeLessThan(12)
  const before = seen.length
  window.dispatchEvent(new Event('online'))
  await vi.advanceTimersByTimeAsync(0)
  expect(seen).toHaveLength(before + 1)
  stop()
})

test('a service that has no seat is asked again no sooner than it says', async () => {
  const seen = play([
    { status: 429, retryAfter: '30' },
    { pieces: [HELLO], stays: true },
  ])
  const { stop } = follow()
  await vi.advanceTimersByTimeAsync(29_900)
  expect(seen).toHaveLength(1)
  await vi.advanceTimersByTimeAsync(200)
  expect(seen).toHaveLength(2)
  stop()
})

test('a connection that fell silent is given up and opened anew', async () => {
  const seen = play([
    { pieces: [HELLO], stays: true },
    { pieces: [HELLO], stays: true },
  ])
  const { stop } = follow()
  await vi.advanceTimersByTimeAsync(49_000)
  expect(seen).toHaveLength(1)
  await vi.advanceTimersByTimeAsync(5_000)
  expect(seen).toHaveLength(2)
  stop()
})

test('who may not listen does not ask again', async () => {
  const seen = play([{ status: 403 }])
  const { over } = follow()
  await vi.advanceTimersByTimeAsync(120_000)
  await over
  expect(seen).toHaveLength(1)
})
