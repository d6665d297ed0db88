import { afterAll, beforeAll, expect, test } from 'vitest'
import { crash } from './crash-run.js'
import { startCrashService, type CrashService } from './crash-service.js'

/** `npm run torture -- --only crash` kills more often, under 1,000 submissions. */
const SEED = 20_190_722

let service: CrashService
beforeAll(async () => {
  service = await startCrashService()
}, 120_000)
afterAll(() => service.stop())

test(`kill -9 of the service and of PostgreSQL under 80 submissions loses and doubles nothing (seed ${SEED})`, async () => {
  const { acknowledged, kills } = await crash(service, { seed: SEED, count: 80, kills: 2 })
  expect(acknowledged).toBe(80)
  expect(kills.map(({ victim }) => victim)).toEqual(['service', 'postgres'])
  for (const { readyInMs } of kills) expect(readyInMs).toBeLessThan(30_000)
}, 120_000)
