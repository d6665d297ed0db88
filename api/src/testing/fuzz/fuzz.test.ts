import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { TEST_SIGNING_KEY, startTestApp, type TestApp } from '../app.js'
import { seedCast, type CastMember } from '../cast.js'
import { openStage } from '../stage.js'
import type { ApiDocument } from './make-requests.js'
import { fuzzAs, pickOneOfEach } from './run.js'

/** Fixed, so that a run that fails fails again; `npm run fuzz` tries others, and far more. */
const SEED = 20_190_722
const EACH = 200

let service: TestApp
let owner: pg.Pool
let members: CastMember[]

beforeAll(async () => {
  service = await startTestApp({ rateLimit: 0 })
  owner = new pg.Pool({ connectionString: service.databaseUrl, max: 2 })
  members = pickOneOfEach(await seedCast(owner, TEST_SIGNING_KEY))
})
afterAll(async () => {
  await owner.end()
  await service.close()
})

test(`no request made up from the OpenAPI document is answered with a 5xx (seed ${SEED})`, async () => {
  const document = service.app.swagger() as unknown as ApiDocument
  const stage = openStage(owner, TEST_SIGNING_KEY)
  const statuses = new Map<number, number>()
  const faults: string[] = []
  for (const [index, member] of members.entries()) {
    const order = { origin: service.address, document, stage, seed: SEED + index, count: EACH }
    const report = await fuzzAs(member, order)
    faults.push(...report.faults)
    for (const [status, count] of report.statuses) statuses.set(status, (statuses.get(status) ?? 0) + count)
  }

  expect(members).toHaveLength(12)
  expect(faults.slice(0, 5), `${faults.length} faults`).toEqual([])
  // Past the door often enough to have tried what lies behind it.
  const count = (status: number) => statuses.get(status) ?? 0
  const sent = EACH * members.length
  expect(count(200), JSON.stringify([...statuses])).toBeGreaterThan(sent / 20)
  expect(count(409) + count(412) + count(422), JSON.stringify([...statuses])).toBeGreaterThan(sent / 100)
}, 120_000)
