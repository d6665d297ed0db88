import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ROLES } from '@ntm/shared/access/roles'
import { TEST_SIGNING_KEY, startTestApp, type TestApp } from '../app.js'
import { seedCast, type CastMember } from '../cast.js'
import { listRoutes } from '../routes.js'
import { openStage } from '../stage.js'
import { ask, nameOf } from './ask.js'
import { judge, relate, type Place } from './judge.js'
import type { PolicyRow, Relation } from './policy.js'
import { readPolicy } from './read-policy.js'
import { REQUESTS, type Scene, type Target } from './requests.js'
import { findPlaces, listSceneries, setScenery, type Scenery } from './targets.js'

const AT_ONCE = 6
const POLICY = readPolicy()

let service: TestApp
let owner: pg.Pool
let cast: CastMember[]
let scene: Scene
let places: Map<string, Place>
let checks = 0
let faults = 0
const relations = new Set<Relation>()

beforeAll(async () => {
  service = await startTestApp()
  owner = new pg.Pool({ connectionString: service.databaseUrl, max: 2 })
  cast = await seedCast(owner, TEST_SIGNING_KEY)
  const stage = openStage(owner, TEST_SIGNING_KEY)
  const stranger = await stage.addAccount('stranger')
  await stage.grant(stranger, { role: 'communeLeader', unit: '23497', agency: null })
  scene = { stage, stranger }
  places = await findPlaces(owner)
})
afterAll(async () => {
  await owner.end()
  await service.close()
})

/** Pages, their files, the page on the API, and what operators read: nothing there is about anybody. */
const OUTSIDE = /^\/(api\/docs|health|metrics)(\/|$)|^\*$|^\/[\w.-]+$/

describe('the table and the router know the same routes', () => {
  const routes = () => listRoutes(service.app).filter(({ method, url }) => method !== 'HEAD' && !OUTSIDE.test(url))
  const named = () => new Set(routes().map(({ method, url }) => `${method} ${url}`))

  test('every route has a row', () => {
    const known = new Set(POLICY.map(({ route }) => route))
    const missing = [...named()].filter((route) => !known.has(route))
    const help = 'Say who may in policy-table.ts, and how to ask in requests.ts (unless the address alone will do)'
    expect(missing, `${help}: ${missing.join(', ')}`).toEqual([])
  })

  test('every row has a route, and every request a row', () => {
    const known = named()
    expect(POLICY.map(({ route }) => route).filter((route) => !known.has(route))).toEqual([])
    const rows = new Set(POLICY.map(nameOf))
    expect(Object.keys(REQUESTS).filter((name) => !rows.has(name))).toEqual([])
  })

  test('every row names the permission that its route declares', () => {
    const { paths = {} } = service.app.swagger() as unknown as {
      paths?: Record<string, Record<string, { description: string }>>
    }
    const described = Object.entries(paths).flatMap(([path, operations]) =>
      Object.entries(operations).map(([method, { description }]) => {
        const route = `${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`
        return { route, permission: /Quyền: ([\w.]+)\./.exec(description)?.[1] }
      }),
    )
    expect(described.length).toBeGreaterThan(40)
    for (const { route, permission } of described) {
      const permissions = new Set(POLICY.filter((row) => row.route === route).map((row) => row.permission))
      expect([...permissions], route).toEqual([permission])
    }
  })
})

interface Trial {
  asker: CastMember
  target: Target
  relation: Relation
}

/** Everybody, once about a target in each relation that there is. */
function listTrials(row: PolicyRow, { targets }: Scenery): Trial[] {
  return cast.flatMap((asker) => {
    const from = asker.unit === null ? undefined : places.get(asker.unit)
    const byRelation = new Map<Relation, Trial>()
    for (const target of targets) {
      const relation = relate(from, row.of === undefined ? undefined : places.get(target.unit))
      if (!byRelation.has(relation)) byRelation.set(relation, { asker, target, relation })
    }
    return [...byRelation.values()]
  })
}

/** Makes every trial of a row. @returns what is not as the table says. */
async function compare(row: PolicyRow): Promise<string[]> {
  const differences: string[] = []
  for (const scenery of listSceneries(row.of)) {
    await setScenery(owner, scenery)
    const queue = listTrials(row, scenery).values()
    const work = async (): Promise<void> => {
      for (const { asker, target, relation } of queue) {
        const expected = judge(row, asker, relation)
        const found = await ask(service.address, row, { asker, target, scene })
        checks += 1
        relations.add(relation)
        if (found === expected) continue
        faults += 1
        const { unit, period } = target
        const about = row.of === undefined ? '' : ` about ${unit} ${period} ${scenery.status ?? ''} (${relation})`
        differences.push(`${asker.name}${about}: the table says ${expected}, the service ${found}`)
      }
    }
    await Promise.all(Array.from({ length: AT_ONCE }, work))
  }
  return differences
}

describe('everybody gets what the table says', () => {
  test.each(POLICY.map((row) => [[nameOf(row), row.of].filter(Boolean).join(' – '), row] as const))(
    '%s',
    async (_name, row) => {
      expect(await compare(row)).toEqual([])
    },
  )

  test('and nobody and no relation was left out', () => {
    const roles = new Set(cast.map(({ role }) => role))
    expect([...ROLES, 'client', 'roleless', 'anonymous'].filter((role) => !roles.has(role as never))).toEqual([])
    expect([...relations].sort()).toEqual(['child', 'foreign', 'grandchild', 'none', 'own', 'parent', 'sibling'])
    expect(checks).toBeGreaterThan(3_500)
    expect(faults).toBe(0)
    const routes = new Set(POLICY.map(({ route }) => route)).size
    const asked = `${routes} routes (${POLICY.length} rows) × ${cast.length} callers × ${relations.size} relations`
    process.stdout.write(`Permission matrix: ${asked} = ${checks} requests, all as the table says.\n`)
  })
})
