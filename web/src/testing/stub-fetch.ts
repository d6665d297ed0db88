import { vi } from 'vitest'

export interface StubbedAnswer {
  status?: number
  body?: unknown
  headers?: Record<string, string>
}

export interface SeenRequest {
  method: string
  /** Path and query. */
  url: string
  headers: Headers
  body: unknown
}

/**
 * Replaces `fetch` by answers of the test's own, and keeps every request for the assertions.
 * `answer` may be asked many times; it throws to play a lost connection.
 */
export function stubFetch(answer: (request: SeenRequest) => StubbedAnswer | Promise<StubbedAnswer>): SeenRequest[] {
  const seen: SeenRequest[] = []
  vi.stubGlobal('fetch', async (url: string, init: RequestInit = {}) => {
    const body = typeof init.body === 'string' ? (JSON.parse(init.body) as unknown) : undefined
    const request = { method: init.method ?? 'GET', url, headers: new Headers(init.headers), body }
    seen.push(request)
    const { status = 200, body: content, headers } = await answer(request)
    const type = status >= 400 ? 'application/problem+json' : 'application/json'
    const text = content === undefined ? null : JSON.stringify(content)
    return new Response(text, { status, headers: { 'Content-Type': type, ...headers } })
  })
  return seen
}

/** A problem document with the given code. */
export function problem(status: number, code: string, detail = 'Lý do bằng tiếng Việt.'): StubbedAnswer {
  return { status, body: { type: 'about:blank', title: '', status, detail, instance: '', code, traceId: 'trace-1' } }
}
