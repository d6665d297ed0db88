import { afterEach, beforeEach, expect, test } from 'vitest'
import { problem, stubFetch } from '@/testing/stub-fetch'
import { expectSession, onSessionChange, setAccessToken } from './access-token'
import { getJson, getTagged } from './http'
import { keepAnswersOf, recalledFrom, useSeenStore } from './last-seen'
import { NetworkError } from './problem-error'
import { seenStore, type Seen } from './seen-store'

const SHEET = 'assessments/23512/2019-07'
const kept = new Map<string, Seen>()
let isOnline = true

beforeEach(() => {
  kept.clear()
  isOnline = true
  useSeenStore({
    keep: async (key, seen) => {
      kept.set(key, seen)
    },
    find: async (key) => kept.get(key),
    clear: async () => {
      kept.clear()
      return undefined
    },
  })
  setAccessToken('token')
  onSessionChange(() => undefined)
  keepAnswersOf('xa.23512')
  stubFetch(({ method }) => {
    if (!isOnline) throw new TypeError('Failed to fetch')
    return { body: { of: method }, headers: { ETag: method === 'GET' ? '"1"' : '"2"' } }
  })
})
afterEach(() => {
  keepAnswersOf(undefined)
  useSeenStore(seenStore)
})

test('without a network the answer last seen is read, with its ETag, and it is said from when it is', async () => {
  await getTagged(SHEET)
  isOnline = false
  const recalled = await getTagged(SHEET)
  expect(recalled).toMatchObject({ data: { of: 'GET' }, etag: '"1"' })
  expect(recalled.recalledFrom).toBe(recalledFrom.value)
  expect(recalledFrom.value).toBeTypeOf('number')
  isOnline = true
  await getTagged(SHEET)
  expect(recalledFrom.value).toBeUndefined()
})

test('where only the truth of now will do, nothing is recalled', async () => {
  await getTagged(SHEET)
  isOnline = false
  await expect(getTagged(SHEET, { isFresh: true })).rejects.toBeInstanceOf(NetworkError)
})

test('another account is shown nothing of it, and signing out wipes everything', async () => {
  await getTagged(SHEET)
  isOnline = false
  keepAnswersOf('xa.23509')
  await expect(getTagged(SHEET)).rejects.toBeInstanceOf(NetworkError)
  keepAnswersOf(undefined)
  expect(kept.size).toBe(0)
})

test.each(['audit', 'accounts', 'clients', 'me/session'])('what %s tells is not left on the machine', async (path) => {
  await getJson(path)
  expect(kept.size).toBe(0)
})

test('a session that was only remembered is renewed before the first request that reaches the service', async () => {
  setAccessToken(undefined)
  expectSession()
  const seen = stubFetch(({ url }) =>
    url.endsWith('auth/refresh') ? { body: { accessToken: 'new', account: {} } } : { body: {} },
  )
  await getJson('work')
  await getJson('work')
  expect(seen.map(({ url, headers }) => [url, headers.get('Authorization')])).toEqual([
    ['/api/v1/auth/refresh', null],
    ['/api/v1/work', 'Bearer new'],
    ['/api/v1/work', 'Bearer new'],
  ])
})

test('a refusal is an answer: nothing older is shown instead', async () => {
  await getTagged(SHEET)
  stubFetch(() => problem(403, 'forbidden'))
  await expect(getTagged(SHEET)).rejects.toMatchObject({ status: 403 })
})
