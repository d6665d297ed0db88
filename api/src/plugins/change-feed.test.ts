import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import type { ChangesRead } from '../db/read-changes.js'
import { createChangeFeed } from './change-feed.js'

/** A look that ends when the test says so. */
function defer() {
  let resolve: (found: ChangesRead) => void = () => undefined
  const promise = new Promise<ChangesRead>((done) => (resolve = done))
  return { promise, resolve }
}

test('who joins as the last one leaves during a slow look finds one chain of looks, and none is left behind', async () => {
  const every = 40
  const found: ChangesRead = { moment: '5:5:', hasGap: false, changes: [] }
  let looks = 0
  let slow: ReturnType<typeof defer> | undefined
  const feed = createChangeFeed(() => {
    looks += 1
    return slow?.promise ?? Promise.resolve(found)
  }, every)
  const first = await feed.listen(() => undefined)
  slow = defer()
  const joining = feed.listen(() => undefined)
  // The timer comes up meanwhile, and its look waits for the slow one.
  await pause(every * 2)
  first.leave()
  slow.resolve(found)
  slow = undefined
  const { leave } = await joining

  await pause(every)
  looks = 0
  await pause(every * 10)
  expect(looks).toBeGreaterThan(3)
  expect(looks).toBeLessThanOrEqual(10)
  leave()
  looks = 0
  await pause(every * 4)
  expect(looks).toBe(0)
  feed.close()
})

test('looks go on after the database was away, from where they were', async () => {
  const asked: (string | undefined)[] = []
  let isAway = false
  const feed = createChangeFeed((since) => {
    asked.push(since)
    return isAway ? Promise.reject(new Error('away')) : Promise.resolve({ moment: '5:5:', hasGap: false, changes: [] })
  }, 5)
  const { leave } = await feed.listen(() => undefined)
  isAway = true
  await expect(feed.listen(() => undefined)).rejects.toThrow('away')
  await pause(60)
  isAway = false
  asked.length = 0
  await expect.poll(() => asked.length).toBeGreaterThan(1)
  expect(new Set(asked)).toEqual(new Set(['5:5:']))
  leave()
  feed.close()
})
