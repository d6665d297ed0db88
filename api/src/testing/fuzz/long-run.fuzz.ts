import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { TEST_SIGNING_KEY } from '../app.js'
import { seedCast, type CastMember } from '../cast.js'
import { createTestDatabase, type TestDatabase } from '../database.js'
import { openStage } from '../stage.js'
import type { ApiDocument } from './make-requests.js'
import { fuzzAs, pickOneOfEach } from './run.js'
import { startServiceProcess, type ServiceProcess } from './service-process.js'

declare module 'vitest' {
  export interface ProvidedContext {
    fuzz: { count: number; seed: number; roles: string[] }
  }
}

const MIB = 1024 * 1024
/** Requests after which the service has everything in memory that it keeps there. */
const WARM_UP = 5_000
/** What the process may have grown by since then, however long it ran: the heap breathes between two collections. */
const GROWTH_MIB = 128
/** Faults of one member of the cast that are shown whole. */
const SHOWN = 5

const { count, seed, roles } = inject('fuzz')
const print = (text: string) => void process.stdout.write(`${text}\n`)
const inMib = (bytes: number) => `${Math.round(bytes / MIB)} MiB`

let database: TestDatabase
let owner: pg.Pool
let service: ServiceProcess
let members: CastMember[]
let total = 0
let warm: number | undefined

beforeAll(async () => {
  database = await createTestDatabase({ demo: true })
  owner = new pg.Pool({ connectionString: database.url, max: 2 })
  members = pickOneOfEach(await seedCast(owner, TEST_SIGNING_KEY))
  service = await startServiceProcess(database.url)
})
afterAll(async () => {
  await service.stop()
  await owner.end()
  await database.drop()
})

test(`${count} requests as each role, none answered with a 5xx, memory steady (seed ${seed})`, async () => {
  const document = (await (await fetch(`${service.origin}/api/v1/openapi.json`)).json()) as ApiDocument
  const chosen = members.filter(({ role }) => roles.length === 0 || roles.includes(role))
  expect(chosen.length, `no such role: ${roles.join(', ')}`).toBeGreaterThanOrEqual(Math.max(1, roles.length))
  print(`${count} requests as each of ${chosen.length}: seed ${seed}`)

  const faults: string[] = []
  for (const member of chosen) {
    const startedAt = Date.now()
    const report = await fuzzAs(member, {
      origin: service.origin,
      document,
      stage: openStage(owner, TEST_SIGNING_KEY),
      // The same for a role whether it runs alone or with others.
      seed: seed + members.indexOf(member) * 10_000_000,
      count,
      onProgress: async (sent) => {
        if (warm === undefined && total + sent >= WARM_UP) warm = (await service.readMemory()).resident
      },
    })
    total += count
    faults.push(...report.faults)
    const { resident, heap } = await service.readMemory()
    const pace = Math.round((count * 1_000) / (Date.now() - startedAt))
    print(`${member.name}: ${describe(report.statuses)}; ${pace}/s; ${inMib(resident)}, heap ${inMib(heap)}`)
    for (const fault of report.faults.slice(0, SHOWN)) print(`  ${fault}`)
  }

  if (faults.length > 0) print(service.readLog().slice(-20_000))
  expect(faults.slice(0, SHOWN), `${faults.length} faults`).toEqual([])
  const { resident } = await service.readMemory()
  print(`${total} requests, seed ${seed}: ${inMib(warm ?? resident)} after warm-up, ${inMib(resident)} at the end`)
  expect((resident - (warm ?? resident)) / MIB, 'MiB more than after the warm-up').toBeLessThan(GROWTH_MIB)
})

function describe(statuses: ReadonlyMap<number, number>): string {
  const sorted = [...statuses].sort(([a], [b]) => a - b)
  return sorted.map(([status, times]) => `${status}×${times}`).join(' ')
}
