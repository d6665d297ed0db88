import { QueryClient, QueryObserver } from '@tanstack/vue-query'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { ChangeView } from '@ntm/shared/events/wire'
import { createRefresher } from './refresh-queries'

const approved: ChangeView = { kind: 'sheet', units: ['62', '23512'], period: '2019-07', isPublic: true, version: null }

let client: QueryClient
let asked: number
let figure: number
/** Milliseconds that an answer takes. */
let takes: number
let isInSight: boolean

beforeEach(() => {
  vi.useFakeTimers()
  client = new QueryClient()
  asked = figure = 0
  takes = 10
  isInSight = true
})
afterEach(() => {
  client.clear()
  vi.useRealTimers()
})

async function show(queryKey: readonly unknown[]) {
  const queryFn = async () => {
    asked += 1
    const value = figure
    await new Promise((done) => setTimeout(done, takes))
    return { met: value }
  }
  const stop = new QueryObserver(client, { queryKey, queryFn, staleTime: 60_000 }).subscribe(() => undefined)
  await vi.advanceTimersByTimeAsync(takes)
  asked = 0
  return stop
}

function refresh() {
  const onNews = vi.fn()
  const refresher = createRefresher({ client, isInSight: () => isInSight, onNews })
  return { refresher, onNews }
}

test('only what the change concerns is asked again, and told of only when it is different', async () => {
  await show(['overview', '62', '2019-07', ''])
  const { refresher, onNews } = refresh()
  refresher.take([{ ...approved, period: '2019-05' }], 0)
  await vi.advanceTimersByTimeAsync(1_000)
  expect(asked).toBe(0)
  refresher.take([approved], 0)
  await vi.advanceTimersByTimeAsync(1_000)
  expect(asked).toBe(1)
  expect(onNews).not.toHaveBeenCalled()
  figure = 12
  refresher.take([approved], 0)
  await vi.advanceTimersByTimeAsync(3_000)
  expect(onNews).toHaveBeenCalledTimes(1)
})

test('changes that come faster than answers are asked about once a round, and no answer is given up', async () => {
  takes = 1_500
  await show(['overview', '62', '2019-07', ''])
  const { refresher } = refresh()
  for (let number = 0; number < 200; number += 1) {
    figure = number
    refresher.take([approved], 0)
    await vi.advanceTimersByTimeAsync(50)
  }
  expect(asked).toBeLessThanOrEqual(4)
  await vi.advanceTimersByTimeAsync(10_000)
  expect(client.getQueryData(['overview', '62', '2019-07', ''])).toEqual({ met: 199 })
})

test('pages spread their questions over the time that the service names', async () => {
  const waits: number[] = []
  vi.spyOn(Math, 'random').mockReturnValueOnce(0).mockReturnValueOnce(0.5).mockReturnValue(1)
  for (let page = 0; page < 2; page += 1) {
    client = new QueryClient()
    await show(['matrix', '62', '2019-07', ''])
    const { refresher } = refresh()
    const begun = Date.now()
    refresher.take([approved], 4_000)
    while (asked === 0) await vi.advanceTimersByTimeAsync(10)
    waits.push(Date.now() - begun)
    refresher.close()
  }
  expect(waits[0]).toBeLessThan(300)
  expect(waits[1]).toBeGreaterThan(1_900)
})

test('a page out of sight asks nothing until it is in sight again', async () => {
  await show(['overview', '62', '2019-07', ''])
  isInSight = false
  const { refresher } = refresh()
  refresher.take([approved], 0)
  refresher.take('all', 0)
  await vi.advanceTimersByTimeAsync(60_000)
  expect(asked).toBe(0)
  isInSight = true
  refresher.look()
  await vi.advanceTimersByTimeAsync(1_000)
  expect(asked).toBe(1)
})

test('after a gap everything that could have changed is asked, and nothing else', async () => {
  await show(['own-mail'])
  await show(['work'])
  const { refresher } = refresh()
  refresher.take('all', 0)
  await vi.advanceTimersByTimeAsync(1_000)
  expect(asked).toBe(1)
})

test('what arrives after its page was left, or after the person has signed out, is not told of', async () => {
  takes = 1_000
  const leave = await show(['overview', '62', '2019-07', ''])
  const { refresher, onNews } = refresh()
  figure = 12
  refresher.take([approved], 0)
  await vi.advanceTimersByTimeAsync(500)
  leave()
  await vi.advanceTimersByTimeAsync(5_000)
  expect(onNews).not.toHaveBeenCalled()

  await show(['overview', '62', '2019-07', 'official'])
  figure = 13
  refresher.take([approved], 0)
  await vi.advanceTimersByTimeAsync(500)
  refresher.take([approved], 0)
  refresher.close()
  refresher.take([approved], 0)
  await vi.advanceTimersByTimeAsync(10_000)
  expect(onNews).not.toHaveBeenCalled()
  expect(asked).toBe(1)
})
