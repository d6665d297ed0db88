import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { bringLate } from './bring-late'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('a part that does not come is asked for again until it does, and then never more', async () => {
  const load = vi.fn(() => Promise.resolve('part'))
  for (let lost = 0; lost < 3; lost += 1) load.mockRejectedValueOnce(new TypeError('Failed to fetch'))
  const bring = bringLate(load)
  const coming = bring()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(await coming).toBe('part')
  expect(load).toHaveBeenCalledTimes(4)
  expect(await bring()).toBe('part')
  expect(load).toHaveBeenCalledTimes(4)
})

test('who asks while it is on its way gets the same', async () => {
  const load = vi.fn(() => Promise.resolve('part'))
  const bring = bringLate(load)
  expect(await Promise.all([bring(), bring()])).toEqual(['part', 'part'])
  expect(load).toHaveBeenCalledTimes(1)
})
