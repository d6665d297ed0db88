import { expect, test } from 'vitest'
import type { Database } from './client.js'
import { createMomentReader } from './moments.js'

/** A database whose moment is the number of statements begun, each answered when told to. */
function countingDatabase() {
  const answers: (() => void)[] = []
  let begun = 0
  const query = () => {
    const moment = String(++begun)
    return new Promise((resolve) => answers.push(() => resolve({ rows: [{ moment }] })))
  }
  return { db: { $client: { query } } as unknown as Database, answer: () => answers.shift()?.() }
}

const settle = () => new Promise((done) => setImmediate(done))

test('those who ask while a statement is under way share the next one', async () => {
  const { db, answer } = countingDatabase()
  const readMoment = createMomentReader(db)
  const first = readMoment()
  await settle()
  const others = [readMoment(), readMoment(), readMoment()]
  answer()
  expect(await first).toBe('1')
  await settle()
  answer()
  expect(await Promise.all(others)).toEqual(['2', '2', '2'])
})

test('a failed statement does not fail those that come after it', async () => {
  let isAway = true
  const query = async () => {
    if (isAway) throw new Error('away')
    return { rows: [{ moment: 'back' }] }
  }
  const readMoment = createMomentReader({ $client: { query } } as unknown as Database)
  await expect(readMoment()).rejects.toThrow('away')
  isAway = false
  expect(await readMoment()).toBe('back')
})
