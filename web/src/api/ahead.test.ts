import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { problem, stubFetch } from '@/testing/stub-fetch'
import { setAccessToken } from './access-token'
import { aheadSince, askAhead } from './ahead'
import { getJson } from './http'

beforeEach(() => setAccessToken('mine'))
afterEach(() => void vi.useRealTimers())

test('whoever reads what was asked ahead takes that answer, once', async () => {
  const seen = stubFetch(() => ({ body: { counted: 86 } }))
  const begun = Date.now()
  await expect(askAhead('overview', { unit: '62', basis: undefined })).resolves.toEqual({ counted: 86 })
  expect(seen[0]?.headers.get('Authorization')).toBe('Bearer mine')
  await expect(getJson('overview', { query: { unit: '62' } })).resolves.toEqual({ counted: 86 })
  expect(seen).toHaveLength(1)
  expect(aheadSince()).toBeGreaterThanOrEqual(begun)
  await getJson('overview', { query: { unit: '62' } })
  expect(seen).toHaveLength(2)
})

test('an answer for somebody else, or of too long ago, is asked for anew', async () => {
  const seen = stubFetch(() => ({ body: {} }))
  void askAhead('overview')
  setAccessToken('another')
  await getJson('overview')
  expect(seen.map(({ headers }) => headers.get('Authorization'))).toEqual(['Bearer mine', 'Bearer another'])

  vi.useFakeTimers()
  await askAhead('overview')
  vi.advanceTimersByTime(31_000)
  await getJson('overview')
  expect(seen).toHaveLength(4)
})

test('what is to be fresh, or asked in a way of its own, is not answered ahead', async () => {
  const seen = stubFetch(() => ({ body: {} }))
  await askAhead('overview')
  await getJson('overview', { isFresh: true })
  await getJson('overview', { headers: { Prefer: 'wait=25' } })
  expect(seen).toHaveLength(3)
})

test('a failure ahead is met again by the page, which can tell it', async () => {
  stubFetch(() => problem(403, 'forbidden', 'Không có quyền xem.'))
  await expect(askAhead('trend')).resolves.toBeUndefined()
  await expect(getJson('trend')).rejects.toThrow('Không có quyền xem.')
})
