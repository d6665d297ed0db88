import { PassThrough, Readable } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'
import Fastify, { type FastifyInstance } from 'fastify'
import supertest from 'supertest'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { problemPlugin } from './problem.js'
import { timeLimitPlugin } from './time-limit.js'

const LIMIT = 100
let app: FastifyInstance
let finished: number

beforeEach(async () => {
  finished = 0
  app = Fastify()
  await app.register(problemPlugin)
  await app.register(timeLimitPlugin, { limit: LIMIT })
  const work = async () => {
    await pause(LIMIT * 5)
    finished += 1
    return { done: true }
  }
  app.get('/slow', work)
  app.patch('/slow', work)
  app.get('/quick', () => ({ done: true }))
  app.get('/long', () => Readable.from(sayForLong()))
  app.addContentTypeParser('application/octet-stream', (_request, body, done) => done(null, body))
  app.post('/file', async (request) => {
    let bytes = 0
    for await (const piece of request.body as Readable) bytes += (piece as Buffer).length
    return { bytes }
  })
  await app.listen({ host: '127.0.0.1', port: 0 })
})
afterEach(() => app.close())

async function* sayForLong() {
  for (let word = 0; word < 5; word++) {
    yield 'chờ '
    await pause(LIMIT)
  }
}

test.each(['get', 'patch'] as const)('%s is told to come again when it is not answered in time', async (method) => {
  const answer = await supertest(app.server)
    [method]('/slow')
    .send(method === 'patch' ? { value: 1 } : undefined)
  expect(answer.status).toBe(503)
  expect(answer.body).toMatchObject({ code: 'unavailable' })
  expect(answer.headers['retry-after']).toBe('5')
  // What was begun ends by itself, and the service goes on.
  await expect.poll(() => finished).toBe(1)
  await supertest(app.server).get('/quick').expect(200)
})

test('an answer under way may take as long as the line needs', async () => {
  const answer = await fetch(`${app.listeningOrigin}/long`)
  expect(await answer.text()).toBe('chờ '.repeat(5))
})

test('a file that is long in arriving is waited for', async () => {
  const body = new PassThrough()
  const sent = fetch(`${app.listeningOrigin}/file`, {
    method: 'POST',
    body: Readable.toWeb(body),
    headers: { 'content-type': 'application/octet-stream' },
    duplex: 'half',
  })
  for (let piece = 0; piece < 5; piece++) {
    body.write('1234567890')
    await pause(LIMIT)
  }
  body.end()
  expect(await (await sent).json()).toEqual({ bytes: 50 })
})

test('who has gone away is not waited for', async () => {
  const leaving = new AbortController()
  const gone = fetch(`${app.listeningOrigin}/slow`, { signal: leaving.signal }).catch(() => 'gone')
  await pause(LIMIT / 2)
  leaving.abort()
  expect(await gone).toBe('gone')
  await supertest(app.server).get('/quick').expect(200)
  await expect.poll(() => finished).toBe(1)
})
