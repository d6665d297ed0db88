import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '../app.js'
import { walk } from './walk.js'

/** Fixed, so that a run that fails fails again; `npm run torture -- --only workflow` tries others, and far more. */
const SEED = 20_190_722

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

test(`300 random commands of random people keep every rule of the monthly cycle (seed ${SEED})`, async () => {
  const { done, refused } = await walk(service, owner, { seed: SEED, count: 300 })
  // Far enough to have been through the whole cycle, and often enough where it must not be.
  for (const kind of ['edit', 'submit', 'return', 'approve', 'reopen', 'verify', 'consolidate']) {
    expect(done[kind] ?? 0, `${kind} done`).toBeGreaterThan(0)
    expect(refused[kind] ?? 0, `${kind} refused`).toBeGreaterThan(0)
  }
})
