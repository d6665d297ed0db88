import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { onSessionChange, setAccessToken } from '@/api/access-token'
import { problem, stubFetch, type StubbedAnswer } from '@/testing/stub-fetch'
import { followSession } from './follow-session'

/** Answers one after the other, without holding any back; when there are no more, following is given up. */
function play(answers: readonly (StubbedAnswer | 'lost')[]) {
  const gone = new AbortController()
  const left = [...answers]
  const seen = stubFetch(({ url }) => {
    if (url.endsWith('auth/refresh')) return problem(401, 'session_ended')
    const answer = left.shift()
    if (answer === undefined) gone.abort()
    if (answer === undefined || answer === 'lost') throw new TypeError('Failed to fetch')
    return answer
  })
  return { seen, signal: gone.signal }
}

const version = (number: number): StubbedAnswer => ({ body: { version: number } })

afterEach(() => vi.useRealTimers())
beforeEach(() => {
  vi.useFakeTimers()
  setAccessToken('token')
  onSessionChange(() => undefined)
})

test('the first answer is only noted; each other version is told once', async () => {
  const { seen, signal } = play([version(3), version(3), version(4), version(4)])
  const onChange = vi.fn(async () => undefined)
  const following = followSession({ known: undefined, onChange, signal })
  await vi.runAllTimersAsync()
  expect(await following).toBe(4)
  expect(onChange).toHaveBeenCalledTimes(1)
  expect(seen.slice(0, 3).map(({ url }) => url)).toEqual([
    '/api/v1/me/session',
    '/api/v1/me/session?known=3',
    '/api/v1/me/session?known=3',
  ])
  expect(seen[0]?.headers.get('Prefer')).toBe('wait=25')
})

test('what changed while the page was out of sight is told when it is back', async () => {
  const { signal } = play([version(5)])
  const onChange = vi.fn(async () => undefined)
  await followSession({ known: 3, onChange, signal })
  expect(onChange).toHaveBeenCalledTimes(1)
})

test('an ended session ends the following, and every page hears of it', async () => {
  const { signal } = play([version(3), problem(401, 'session_ended')])
  const ended = vi.fn()
  onSessionChange(ended)
  expect(await followSession({ known: undefined, onChange: async () => undefined, signal })).toBe(3)
  expect(ended).toHaveBeenCalledExactlyOnceWith(undefined)
})

test('a lost connection is tried again after a while, and forgets nothing', async () => {
  const { seen, signal } = play([version(3), 'lost', version(4)])
  const onChange = vi.fn(async () => undefined)
  const following = followSession({ known: undefined, onChange, signal })
  await vi.advanceTimersByTimeAsync(2_900)
  expect(seen).toHaveLength(2)
  await vi.advanceTimersByTimeAsync(200)
  expect(await following).toBe(4)
  expect(onChange).toHaveBeenCalledTimes(1)
})

test('a service that does not hold its answers back is not flooded', async () => {
  const { seen, signal } = play(Array.from({ length: 10 }, () => version(3)))
  const following = followSession({ known: undefined, onChange: async () => undefined, signal })
  await vi.advanceTimersByTimeAsync(2_900)
  expect(seen.length).toBeLessThanOrEqual(2)
  await vi.runAllTimersAsync()
  await following
})
