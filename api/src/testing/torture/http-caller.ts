/** An answer with its body read: two of them compare as text. */
export interface HttpAnswer {
  status: number
  etag: string | null
  /** Seconds after which the service asks to be tried again. */
  retryAfter: number | null
  text: string
}

export interface HttpRequest {
  method: 'GET' | 'POST' | 'PATCH'
  path: string
  /** What the caller read, as `If-Match`. */
  version?: number
  /** As `Idempotency-Key`. */
  key?: string
  body?: object
}

/** Somebody signed in, on the other side of a real connection. */
export interface HttpCaller {
  /** @throws when the connection breaks before the answer is whole. */
  send: (request: HttpRequest) => Promise<HttpAnswer>
}

export function openHttpCaller(origin: string, authorization: string): HttpCaller {
  return {
    send: async ({ method, path, version, key, body }) => {
      const headers = new Headers({ authorization })
      if (version !== undefined) headers.set('if-match', `"${version}"`)
      if (key !== undefined) headers.set('idempotency-key', key)
      if (body !== undefined) headers.set('content-type', 'application/json')
      const answer = await fetch(origin + path, {
        method,
        headers,
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      const retryAfter = answer.headers.get('retry-after')
      return {
        status: answer.status,
        etag: answer.headers.get('etag'),
        retryAfter: retryAfter === null ? null : Number(retryAfter),
        text: await answer.text(),
      }
    },
  }
}

/** How many answers there are of each status. */
export function countStatuses(answers: readonly Pick<HttpAnswer, 'status'>[]): Record<number, number> {
  const counts: Record<number, number> = {}
  for (const { status } of answers) counts[status] = (counts[status] ?? 0) + 1
  return counts
}
