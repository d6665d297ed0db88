import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { startTestApp, type TestApp } from '../app.js'
import { walk } from './walk.js'

const { seed, count: wanted } = inject('torture')
const count = wanted ?? 10_000

let service: TestApp
let owner: pg.Pool
beforeAll(async () => {
  service = await startTestApp()
  owner = new pg.Pool({ connectionString: service.databaseUrl, max: 2 })
})
afterAll(async () => {
  await owner.end()
  await service.close()
})

test(`${count} random commands of random people keep every rule of the monthly cycle (seed ${seed})`, async () => {
  const { done, refused, lastDay } = await walk(service, owner, { seed, count })
  const print = (kinds: Record<string, number>) =>
    Object.entries(kinds)
      .map(([kind, times]) => `${kind} ${times}`)
      .join(', ')
  process.stdout.write(
    `${count} commands to ${lastDay}, seed ${seed}\n  done: ${print(done)}\n  refused: ${print(refused)}\n`,
  )
  expect(lastDay < '2025-07-01', 'within the communes of before July 2025').toBe(true)
})
