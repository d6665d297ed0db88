import { awaitsSession, getAccessToken, refreshSession } from './access-token'
import { takeAhead } from './ahead'
import { createKey } from './idempotency-key'
import { keepAnswer, recallAnswer } from './last-seen'
import { NetworkError, ProblemError } from './problem-error'
import { buildAddress, readTagged, send, type SendOptions, type Tagged } from './send'

export interface ReadOptions {
  query?: SendOptions['query']
  headers?: Readonly<Record<string, string>>
  signal?: AbortSignal | undefined
  /** Without a network nothing older will do instead. */
  isFresh?: boolean
}

export interface ChangeOptions {
  /** ETag of the state that the change was made on. */
  ifMatch?: string
  signal?: AbortSignal
}

export type { Tagged } from './send'

async function sendSigned(path: string, options: SendOptions): Promise<Response> {
  const attempt = (): Promise<Response> => {
    const token = getAccessToken()
    const headers = token === undefined ? options.headers : { ...options.headers, Authorization: `Bearer ${token}` }
    return send(path, { ...options, ...(headers ? { headers } : {}) })
  }

  if (awaitsSession()) await refreshSession()
  const usedToken = getAccessToken()
  try {
    return await attempt()
  } catch (failure) {
    if (!(failure instanceof ProblemError) || failure.status !== 401 || usedToken === undefined) throw failure
    // Another caller may have renewed the session while this answer was on its way.
    const isRenewed = getAccessToken() !== usedToken || (await refreshSession()) !== undefined
    if (!isRenewed) throw failure
    return attempt()
  }
}

/** Reads a resource below `/api/v1/`; the caller names its wire type. */
export async function getJson<T>(path: string, options: ReadOptions = {}): Promise<T> {
  return (await getTagged<T>(path, options)).data
}

/** Reads a resource that is going to be changed, with its ETag. */
export async function getTagged<T>(path: string, options: ReadOptions = {}): Promise<Tagged<T>> {
  const address = buildAddress(path, options.query)
  try {
    const ahead = options.isFresh || options.headers ? undefined : await takeAhead<T>(address)
    const tagged = ahead ?? (await readTagged<T>(await sendSigned(path, options)))
    keepAnswer(address, tagged.data, tagged.etag)
    return tagged
  } catch (failure) {
    const seen = failure instanceof NetworkError && !options.isFresh ? await recallAnswer(address) : undefined
    if (!seen) throw failure
    return { data: seen.data as T, etag: seen.etag, recalledFrom: seen.at }
  }
}

export async function patchJson<T>(path: string, body: unknown, options: ChangeOptions = {}): Promise<Tagged<T>> {
  const headers = changeHeaders(options)
  return readTagged<T>(await sendSigned(path, { method: 'PATCH', body, headers, signal: options.signal }))
}

/** Puts the whole of a resource in the place of what is there. */
export async function putJson<T>(path: string, body: unknown, options: ChangeOptions = {}): Promise<Tagged<T>> {
  const headers = changeHeaders(options)
  return readTagged<T>(await sendSigned(path, { method: 'PUT', body, headers, signal: options.signal }))
}

/** `body` is for what has to be proved first, such as the password. */
export async function deleteJson<T>(path: string, body?: unknown, options: ChangeOptions = {}): Promise<Tagged<T>> {
  const headers = changeHeaders(options)
  return readTagged<T>(await sendSigned(path, { method: 'DELETE', body, headers, signal: options.signal }))
}

/**
 * Posts to a resource. Pass the `idempotencyKey` of the first try when trying again,
 * so that an answer lost on the way is not acted upon twice.
 */
export async function postJson<T>(
  path: string,
  body: unknown,
  options: ChangeOptions & { idempotencyKey?: string } = {},
): Promise<Tagged<T>> {
  const headers = { ...changeHeaders(options), 'Idempotency-Key': options.idempotencyKey ?? createKey() }
  return readTagged<T>(await sendSigned(path, { method: 'POST', body, headers, signal: options.signal }))
}

/** A file of the service, with the type that the service says it has. */
export async function getFile(path: string, options: { signal?: AbortSignal | undefined } = {}): Promise<Blob> {
  const response = await sendSigned(path, options)
  try {
    return await response.blob()
  } catch (failure) {
    if (options.signal?.aborted) throw failure
    throw new NetworkError('The file broke off', { cause: failure })
  }
}

/**
 * Opens the stream of changes: as a request like any other, because a token in the address would end in the logs of
 * proxies.
 *
 * @param lastId - Where another stream broke off; without it `age` says how many seconds old the oldest answer on show is.
 */
export async function openEvents(lastId: string | undefined, age: number, signal: AbortSignal): Promise<Response> {
  const headers = { Accept: 'text/event-stream', ...(lastId === undefined ? {} : { 'Last-Event-ID': lastId }) }
  return sendSigned('events', { query: lastId === undefined ? { age } : {}, headers, signal })
}

/** Begins to send a file piece by piece, or goes on where it broke off (tus 1.0). */
export async function beginUpload<T>(
  metadata: Readonly<Record<string, string>>,
  length: number,
  signal: AbortSignal,
): Promise<T> {
  const pairs = Object.entries(metadata).map(([name, value]) => `${name} ${toBase64(value)}`)
  const headers = { 'Tus-Resumable': '1.0.0', 'Upload-Length': String(length), 'Upload-Metadata': pairs.join(',') }
  return (await readTagged<T>(await sendSigned('uploads', { method: 'POST', headers, signal }))).data
}

/** Sends the next piece of a file. */
export async function sendPiece(id: string, offset: number, piece: Blob, signal: AbortSignal): Promise<void> {
  const headers = { 'Tus-Resumable': '1.0.0', 'Upload-Offset': String(offset) }
  const bytes = { data: piece, type: 'application/offset+octet-stream' }
  await sendSigned(`uploads/${id}`, { method: 'PATCH', bytes, headers, signal })
}

function toBase64(text: string): string {
  return btoa(String.fromCodePoint(...new TextEncoder().encode(text)))
}

function changeHeaders(options: ChangeOptions): Record<string, string> {
  return options.ifMatch === undefined ? {} : { 'If-Match': options.ifMatch }
}
