import { afterAll, beforeAll, expect, test } from 'vitest'
import pg from 'pg'
import type { AssessmentPage, AssessmentView } from '@ntm/shared/assessments/wire'
import { startTestApp, type TestApp } from '../testing/app.js'
import { createMemory } from './memory.js'

/** Its sheet of July 2019 is approved. */
const SHEET = '/api/v1/assessments/23509/2019-07'
const HOT = [
  ['a sheet', SHEET],
  ['the overview', '/api/v1/overview?unit=62&period=2019-06'],
  ['the matrix', '/api/v1/matrix?unit=62&period=2019-06'],
  ['the trend', '/api/v1/trend?unit=62&from=2018-07&to=2019-06'],
] as const

let service: TestApp
let owner: pg.Pool
const statements: string[] = []

beforeAll(async () => {
  service = await startTestApp()
  owner = new pg.Pool({ connectionString: service.databaseUrl, max: 1 })
  service.app.pool.on('connect', (client) => {
    const query = client.query.bind(client) as (...given: unknown[]) => unknown
    client.query = ((...given: unknown[]) => {
      const [first] = given
      statements.push(typeof first === 'string' ? first : String((first as { name?: string; text: string }).name))
      return query(...given)
    }) as typeof client.query
  })
})

afterAll(async () => {
  await owner.end()
  await service.close()
})

/** Statements of one request; asking who is signed in, twice a second, is not among them. */
async function countStatements(path: string): Promise<string[]> {
  const caller = await service.as('vpdp')
  statements.length = 0
  expect((await caller.get(path)).status).toBe(200)
  return statements.filter((name) => name !== 'find-actor')
}

const commitSomething = () => owner.query('select pg_current_xact_id()')

test.each(HOT)('%s that nothing has changed since costs one statement', async (_what, path) => {
  await countStatements(path)
  expect(await countStatements(path)).toEqual(['read-moment'])
})

test.each([
  ['a sheet', SHEET, 3],
  ['the overview of an open month', '/api/v1/overview?unit=62&period=2019-07', 8],
  ['the matrix', '/api/v1/matrix?unit=62&period=2019-07', 5],
  ['the trend', '/api/v1/trend?unit=62&from=2018-07&to=2019-06', 3],
])('%s after a change costs no more statements than it did', async (_what, path, most) => {
  await countStatements(path)
  await commitSomething()
  const asked = await countStatements(path)
  expect(asked.length, asked.join(', ')).toBeLessThanOrEqual(most)
})

test('a change past the service, by hand in the database, shows at once', async () => {
  const caller = await service.as('vpdp')
  await caller.get(SHEET)
  await owner.query(`update units set name = name || ' mới' where code = '23509'`)
  const { unit } = (await caller.get(SHEET)).body as AssessmentView
  expect(unit.name).toMatch(/ mới$/)
})

test('what one may do with a remembered sheet is told to each for himself', async () => {
  const office = await service.as('vpdp')
  const listed = (await office.get('/api/v1/assessments?period=2019-07&status=submitted')).body as AssessmentPage
  const waiting = listed.data[0]
  if (!waiting) throw new RangeError('The demonstration has no submitted sheet')
  const reviewer = await service.as(`huyen.${waiting.parent.code}`)
  const mayApprove = async (caller: typeof office) => {
    const answer = await caller.get(`/api/v1/assessments/${waiting.unit.code}/2019-07`)
    return (answer.body as AssessmentView).allowed.approve
  }
  expect([await mayApprove(office), await mayApprove(reviewer), await mayApprove(office)]).toEqual([false, true, false])
})

test('an answer is found once for a key, also by those who ask at once', async () => {
  const memory = createMemory()
  let found = 0
  const find = () => ++found
  expect(await Promise.all([memory.recall('a', find), memory.recall('a', find)])).toEqual([1, 1])
  expect(await memory.recall('b', find)).toBe(2)
})

test('a failure is not remembered', async () => {
  const memory = createMemory()
  const failing = memory.recall('a', () => {
    throw new RangeError('away')
  })
  await expect(failing).rejects.toThrow('away')
  expect(await memory.recall('a', () => 'back')).toBe('back')
})

test('a full memory forgets what it was told first', async () => {
  const memory = createMemory(10)
  await memory.recall('a', () => '12345678')
  await memory.recall('b', () => '12345678')
  expect(await memory.recall('b', () => 'found again')).toBe('12345678')
  expect(await memory.recall('a', () => 'found again')).toBe('found again')
})

test('counts what an answer says of its size, and not what anything is reckoned to take', async () => {
  const memory = createMemory(1_000)
  const sized = { bytes: 900 }
  await memory.recall('a', () => 'kept')
  await memory.recall(
    'b',
    () => sized,
    ({ bytes }) => bytes,
  )
  expect(await memory.recall('a', () => 'found again')).toBe('kept')
  await memory.recall(
    'c',
    () => sized,
    ({ bytes }) => bytes,
  )
  expect(await memory.recall('a', () => 'found again')).toBe('found again')
})
