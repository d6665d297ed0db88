import { connect } from 'node:net'
import type { FastifyInstance } from 'fastify'
import supertest from 'supertest'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildApp } from '../app.js'
import { AppError } from '../errors.js'
import { startTestApp, type Caller, type TestApp } from '../testing/app.js'
import { expectProblem, expectProblemDocument } from '../testing/problem.js'

let service: TestApp
let office: Caller
/** The same service with routes that fail. */
let failing: FastifyInstance
let broken: ReturnType<typeof supertest>

const FAILURES: Record<string, () => unknown> = {
  '/error': () => new Error('select password_hash from accounts; at /srv/app.js:1:1'),
  '/text': () => 'relation "accounts" does not exist',
  '/nothing': () => undefined,
  '/status': () => Object.assign(new Error('secret'), { statusCode: 503 }),
  '/type': () => new TypeError('Cannot read properties of undefined'),
  '/database': () => Object.assign(new Error('duplicate key value violates unique constraint'), { code: '23505' }),
}

beforeAll(async () => {
  service = await startTestApp()
  office = await service.as('vpdp')
  failing = await buildApp(service.app.config)
  const config = { permission: 'public' } as const
  for (const [path, fail] of Object.entries(FAILURES)) {
    failing.get(`/api/v1/fail${path}`, { config }, async () => {
      throw fail()
    })
  }
  failing.get('/api/v1/fail/refusal', { config }, async () => {
    throw new AppError('a_code_without_words', 409, { retryAfter: 3 })
  })
  failing.get(
    '/api/v1/fail/answer',
    {
      config,
      schema: { response: { 200: { type: 'object', required: ['a'], properties: { a: { type: 'string' } } } } },
    },
    async () => ({}),
  )
  await failing.listen({ host: '127.0.0.1', port: 0 })
  broken = supertest(failing.server)
})
afterAll(async () => {
  await failing.close()
  await service.close()
})

describe('whatever goes wrong inside is a 500 that tells nothing of the inside', () => {
  test.each([...Object.keys(FAILURES), '/answer'])('%s', async (path) => {
    const answer = await broken.get(`/api/v1/fail${path}`)
    const problem = expectProblem(answer, { status: 500, code: 'internal' })
    expect(problem.errors).toBeUndefined()
    expect(answer.text).not.toMatch(/secret|password|relation|duplicate|undefined|srv/)
  })
})

test('a refusal whose code has no words yet still says in Vietnamese what kind it is', async () => {
  const answer = await broken.get('/api/v1/fail/refusal')
  expect(expectProblem(answer, { status: 409, code: 'a_code_without_words' }).detail).toBe('Trạng thái không cho phép')
  expect(answer.headers['retry-after']).toBe('3')
})

test('each refusal has a trace of its own, and names the address without its query', async () => {
  const [one, two] = [await office.get('/api/v1/units/99999?at=2019-07-01'), await office.get('/api/v1/units/99999')]
  const problems = [one, two].map((answer) => expectProblem(answer, { status: 404, code: 'unit_not_found' }))
  expect(problems[0]?.traceId).not.toBe(problems[1]?.traceId)
  expect(problems.map(({ instance }) => instance)).toEqual(['/api/v1/units/99999', '/api/v1/units/99999'])
})

test('a trace that the caller made up is not believed', async () => {
  const answer = await office.get('/api/v1/units/99999').set('request-id', 'mine').set('x-request-id', 'mine')
  expect(expectProblemDocument(answer).traceId).not.toBe('mine')
})

describe('an address that is none is a 404 problem', () => {
  test.each([
    ['get', '/api/v1/nothing'],
    ['get', '/api/v1'],
    ['get', '/api/v2/units'],
    ['get', '/api'],
    ['get', '/health'],
    ['delete', '/api/v1/me'],
    ['put', '/api/v1/assessments/23512/2019-07'],
    ['post', '/api/v1/units'],
    ['post', '/'],
    ['get', '/assets/gone.js'],
    ['get', '/api/v1/units/62/'],
    ['get', '/API/V1/me'],
    ['get', '/api/v1/../../etc/passwd'],
    ['get', '/api/v1/%2e%2e/%2e%2e/etc/passwd'],
    ['get', `/api/v1/${'x'.repeat(5_000)}`],
  ] as const)('%s %s', async (method, path) => {
    expectProblem(await office.request(method, path), { status: 404, code: 'route_not_found' })
  })
})

describe('an address that cannot be read is refused with a problem document', () => {
  test.each([
    ['/api/v1/units/%zz', 400, 'malformed_address'],
    ['/api/v1/units/%c0%ae', 400, 'malformed_address'],
    ['/api/v1/units/%', 400, 'malformed_address'],
    [`/api/v1/units/${'1'.repeat(201)}`, 414, 'address_too_long'],
  ])('%s', async (path, status, code) => {
    expectProblem(await office.get(path), { status, code })
  })

  test('also one that is longer than any head may be, and what is no request at all', async () => {
    const long = await sendBytes(`GET /${'x'.repeat(40_000)} HTTP/1.1\r\nHost: x\r\n\r\n`)
    expect(long).toMatch(/^HTTP\/1\.1 431 /)
    const none = await sendBytes('Xin chào!\r\n\r\n')
    expect(none).toMatch(/^HTTP\/1\.1 400 /)
    for (const answer of [long, none]) {
      expect(answer).toContain('Content-Type: application/problem+json')
      expect(answer).toContain('"traceId"')
    }
  })
})

/** Sends what no client would, and reads all that comes back. */
function sendBytes(text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const { port } = new URL(service.address)
    const socket = connect(Number(port), '127.0.0.1', () => socket.write(text))
    let answer = ''
    socket.on('data', (chunk) => (answer += chunk.toString()))
    socket.on('close', () => resolve(answer))
    socket.on('error', reject)
  })
}
