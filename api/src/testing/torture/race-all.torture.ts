import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../database.js'
import { startServiceProcess, type ServiceProcess } from '../fuzz/service-process.js'
import { openField, TORTURE_CLOCK } from './field.js'
import { openArena, raceEditors, raceEqualKeys, raceReopening, raceReviewers, type Arena } from './races.js'
import {
  raceCalendars,
  raceConsolidations,
  raceVerificationWithApproval,
  raceVerificationWithConsolidation,
} from './record-races.js'

const { count } = inject('torture')
const rounds = Math.min(count ?? 10, 100)

let database: TestDatabase
let owner: pg.Pool
let service: ServiceProcess
let arena: Arena

beforeAll(async () => {
  database = await createTestDatabase({ demo: true })
  owner = new pg.Pool({ connectionString: database.url, max: 4 })
  service = await startServiceProcess(database.url, { NTM_CLOCK: TORTURE_CLOCK })
  arena = openArena(await openField(service.origin, owner))
})
afterAll(async () => {
  await service.stop()
  await owner.end()
  await database.drop()
})

test.each([
  ['50 editors with one ETag, of a new sheet and of a draft: one 200, 49 × 412', raceEditors],
  ['20 reviewers decide at once: one transition', raceReviewers],
  ['one Idempotency-Key × 100: one effect, 100 equal answers', raceEqualKeys],
  ['10 set the days of a month at once: one does', raceCalendars],
  ['two consolidations at once, then 10 with one key: one effect each', raceConsolidations],
  ['a verdict and an approval at once: both are heard', raceVerificationWithApproval],
  ['a verdict and a consolidation at once: in the record, or refused', raceVerificationWithConsolidation],
  ['two open a sheet again at once: one new revision', raceReopening],
])(`%s (${rounds} rounds)`, async (name, race) => {
  for (let round = 0; round < rounds; round += 1) await race(arena)
  process.stdout.write(`✓ ${name}: ${rounds} rounds\n`)
  expect(service.readLog()).not.toMatch(/"level":(50|60)/)
})
