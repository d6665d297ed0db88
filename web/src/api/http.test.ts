import { beforeEach, expect, test } from 'vitest'
import { problem, stubFetch } from '@/testing/stub-fetch'
import { getAccessToken, onSessionChange, setAccessToken } from './access-token'
import { getJson, getTagged, patchJson, postJson } from './http'
import { NetworkError, ProblemError } from './problem-error'
import { buildAddress } from './send'

const session = { accessToken: 'new', tokenType: 'Bearer', expiresIn: 900, account: {} }

beforeEach(() => {
  setAccessToken('old')
  onSessionChange(() => undefined)
})

test('absent query values are left out, the others are escaped', () => {
  expect(buildAddress('units', { q: 'đắk mar', kind: undefined, at: null, parent: '', limit: 5 })).toBe(
    '/api/v1/units?q=%C4%91%E1%BA%AFk+mar&limit=5',
  )
  expect(buildAddress('me', undefined)).toBe('/api/v1/me')
})

test('requests carry the token, and no token when there is none', async () => {
  const seen = stubFetch(() => ({ body: {} }))
  await getJson('me')
  setAccessToken(undefined)
  await getJson('service')
  expect(seen.map(({ headers }) => headers.get('Authorization'))).toEqual(['Bearer old', null])
})

test('a change names the state it was made on, and hands back the ETag of the next', async () => {
  const seen = stubFetch(() => ({ body: { status: 'draft' }, headers: { ETag: '"8"' } }))
  expect(await getTagged('assessments/23512/2019-07')).toEqual({ data: { status: 'draft' }, etag: '"8"' })
  expect(await patchJson('assessments/23512/2019-07', { values: [] }, { ifMatch: '"7"' })).toMatchObject({
    etag: '"8"',
  })
  expect(seen[1]).toMatchObject({ method: 'PATCH', body: { values: [] } })
  expect(seen[1]?.headers.get('If-Match')).toBe('"7"')
})

test('each POST has a key of its own, unless the caller tries the same one again', async () => {
  const seen = stubFetch(() => ({ status: 204 }))
  await postJson('auth/logout', undefined)
  await postJson('auth/logout', undefined)
  await postJson('auth/logout', undefined, { idempotencyKey: 'again' })
  const keys = seen.map(({ headers }) => headers.get('Idempotency-Key'))
  expect(new Set(keys).size).toBe(3)
  expect(keys[2]).toBe('again')
})

test('callers refused together renew the session once, and each tries again with the new token', async () => {
  const seen = stubFetch(({ url, headers }) => {
    if (url === '/api/v1/auth/refresh') return { body: session }
    return headers.get('Authorization') === 'Bearer new' ? { body: { url } } : problem(401, 'session_ended')
  })
  const answers = await Promise.all([getJson('me'), getJson('periods'), getJson('agencies')])
  expect(answers).toEqual([{ url: '/api/v1/me' }, { url: '/api/v1/periods' }, { url: '/api/v1/agencies' }])
  expect(seen.filter(({ url }) => url === '/api/v1/auth/refresh')).toHaveLength(1)
})

test('a session that cannot be renewed is over: the caller is refused and the listener told', async () => {
  const heard: unknown[] = []
  onSessionChange((renewed) => heard.push(renewed))
  stubFetch(() => problem(401, 'session_ended'))
  await expect(getJson('me')).rejects.toMatchObject({ status: 401, code: 'session_ended' })
  expect(heard).toEqual([undefined])
  expect(getAccessToken()).toBeUndefined()
})

test('a lost connection while renewing ends no session', async () => {
  const heard: unknown[] = []
  onSessionChange((renewed) => heard.push(renewed))
  stubFetch(({ url }) => {
    if (url === '/api/v1/auth/refresh') throw new TypeError('Failed to fetch')
    return problem(401, 'session_ended')
  })
  await expect(getJson('me')).rejects.toBeInstanceOf(NetworkError)
  expect(heard).toEqual([])
  expect(getAccessToken()).toBe('old')
})

test('a renewal whose answer was lost is asked for again under its key, the next one under another', async () => {
  let isLost = true
  const seen = stubFetch(({ url, headers }) => {
    if (url !== '/api/v1/auth/refresh') {
      return headers.get('Authorization') === 'Bearer old' ? problem(401, 'session_ended') : { body: {} }
    }
    if (isLost) throw new TypeError('Failed to fetch')
    return { body: session }
  })
  await expect(getJson('me')).rejects.toBeInstanceOf(NetworkError)
  isLost = false
  await getJson('me')
  setAccessToken('old')
  await getJson('me')
  const keys = seen
    .filter(({ url }) => url === '/api/v1/auth/refresh')
    .map(({ headers }) => headers.get('Idempotency-Key'))
  expect(keys).toHaveLength(3)
  expect(keys[1]).toBe(keys[0])
  expect(keys[2]).not.toBe(keys[0])
})

test('wrong credentials are the answer, not a reason to renew a session', async () => {
  setAccessToken(undefined)
  const seen = stubFetch(() => problem(401, 'invalid_credentials'))
  await expect(postJson('auth/login', {})).rejects.toMatchObject({ code: 'invalid_credentials' })
  expect(seen).toHaveLength(1)
})

test('a refusal brings its words, its fields and how long to wait', async () => {
  const fields = [{ pointer: '/values/0', code: 'too_large', message: 'Không quá 100 %' }]
  stubFetch(() => ({
    status: 429,
    body: { detail: 'Quá nhanh.', code: 'too_many', errors: fields },
    headers: { 'Retry-After': '30' },
  }))
  await expect(getJson('me')).rejects.toMatchObject({ message: 'Quá nhanh.', fields, retryAfterSeconds: 30 })
})

test('an answer that is no problem document still tells its status', async () => {
  stubFetch(() => ({ status: 502, headers: { 'Content-Type': 'text/html' } }))
  const failure: unknown = await getJson('me').catch((error: unknown) => error)
  expect(failure).toBeInstanceOf(ProblemError)
  expect(failure).toMatchObject({ status: 502, code: 'unreadable', message: '' })
})

test('a request that was given up is no network failure', async () => {
  const request = new AbortController()
  stubFetch(() => {
    request.abort()
    throw new DOMException('Aborted', 'AbortError')
  })
  await expect(getJson('me', { signal: request.signal })).rejects.toMatchObject({ name: 'AbortError' })
})
