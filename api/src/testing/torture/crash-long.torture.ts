import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { crash } from './crash-run.js'
import { startCrashService, type CrashService } from './crash-service.js'

const KILLS = 8
const { seed, count: wanted } = inject('torture')
const count = Math.min(wanted ?? 1_000, 1_400)

let service: CrashService
beforeAll(async () => {
  service = await startCrashService()
})
afterAll(() => service.stop())

test(`kill -9 × ${KILLS} under ${count} submissions at once loses and doubles nothing (seed ${seed})`, async () => {
  const report = await crash(service, { seed, count, kills: KILLS })
  const lines = [
    `${report.acknowledged} submissions acknowledged, all there once; seed ${seed}`,
    `  ${report.broken} attempts broke off, ${report.busy} were told to wait`,
    ...report.kills.map(
      ({ victim, after, readyInMs }) => `  kill -9 ${victim} after ${after}: ready in ${readyInMs} ms`,
    ),
    `  ${report.audit}`,
    `  ${report.records}`,
  ]
  process.stdout.write(`${lines.join('\n')}\n`)
  expect(Math.max(...report.kills.map(({ readyInMs }) => readyInMs))).toBeLessThan(30_000)
})
