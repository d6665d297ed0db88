import { NetworkError, readProblem } from './problem-error'

export type QueryValue = string | number | boolean | null | undefined

export interface SendOptions {
  method?: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'
  /** Absent values are left out of the address. */
  query?: Readonly<Record<string, QueryValue>> | undefined
  body?: unknown
  /** In place of `body`: bytes as they are. */
  bytes?: { data: Blob; type: string }
  headers?: Readonly<Record<string, string>>
  signal?: AbortSignal | undefined
}

export function buildAddress(path: string, query: SendOptions['query']): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value !== undefined && value !== null && value !== '') search.set(name, String(value))
  }
  const text = search.toString()
  return `/api/v1/${path}${text === '' ? '' : `?${text}`}`
}

/**
 * Sends one request and returns the answer when its status is 2xx.
 *
 * @throws ProblemError when the service refuses; NetworkError when it cannot be reached; AbortError when given up.
 */
export async function send(path: string, options: SendOptions): Promise<Response> {
  const headers = new Headers(options.headers)
  if (!headers.has('Accept')) headers.set('Accept', 'application/json')
  if (options.body !== undefined) headers.set('Content-Type', 'application/json')
  if (options.bytes) headers.set('Content-Type', options.bytes.type)
  const body = options.bytes?.data ?? (options.body === undefined ? undefined : JSON.stringify(options.body))

  let response: Response
  try {
    response = await fetch(buildAddress(path, options.query), {
      method: options.method ?? 'GET',
      headers,
      credentials: 'same-origin',
      ...(body === undefined ? {} : { body }),
      ...(options.signal ? { signal: options.signal } : {}),
    })
  } catch (failure) {
    if (options.signal?.aborted) throw failure
    throw new NetworkError(path, { cause: failure })
  }
  if (!response.ok) throw await readProblem(response)
  return response
}

/** What the service answered, with the ETag that the next change must name. */
export interface Tagged<T> {
  data: T
  etag: string | null
  /** Instant (milliseconds) of the answer, where the service cannot be reached and it was seen before. */
  recalledFrom?: number
}

export async function readTagged<T>(response: Response): Promise<Tagged<T>> {
  return { data: (await readBody(response)) as T, etag: response.headers.get('ETag') }
}

/** The body of an answer; undefined where there is none (204). */
export async function readBody(response: Response): Promise<unknown> {
  if (response.status === 204) return undefined
  try {
    return await response.json()
  } catch (failure) {
    if (failure instanceof DOMException && failure.name === 'AbortError') throw failure
    throw new NetworkError('The answer broke off', { cause: failure })
  }
}
