import pg from 'pg'
import { afterAll, beforeAll, test } from 'vitest'
import { startTestApp, type TestApp } from '../app.js'
import { openField, TORTURE_CLOCK } from './field.js'
import { raceReopening, openArena, type Arena } from './races.js'
import {
  raceCalendars,
  raceConsolidations,
  raceVerificationWithApproval,
  raceVerificationWithConsolidation,
} from './record-races.js'

// Editors, reviewers and equal keys race in `features/assessments/races.test.ts`; `npm run torture` runs all, far longer.
let service: TestApp
let owner: pg.Pool
let arena: Arena

beforeAll(async () => {
  service = await startTestApp({ clockStart: TORTURE_CLOCK })
  owner = new pg.Pool({ connectionString: service.databaseUrl, max: 4 })
  arena = openArena(await openField(service.address, owner))
})
afterAll(async () => {
  await owner.end()
  await service.close()
})

test('of ten who set the days of a month at once one does', () => raceCalendars(arena))

test('of two who consolidate at once one does, and equal keys get one answer', () => raceConsolidations(arena))

test('a department and the district that speak at once are both heard', () => raceVerificationWithApproval(arena))

test('a verdict given while the month is consolidated is in the record, or refused', () =>
  raceVerificationWithConsolidation(arena))

test('of two who open a sheet again at once one does', () => raceReopening(arena))
