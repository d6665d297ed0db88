import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '../testing/app.js'
import { expectProblem } from '../testing/problem.js'

const FIRST_PAGE = '<!doctype html><html lang="vi"><title>Nông thôn mới</title>'

let directory: string
let service: TestApp

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'ntm-pages-'))
  const publicDir = join(directory, 'public')
  await mkdir(join(publicDir, 'assets'), { recursive: true })
  await writeFile(join(publicDir, 'index.html'), FIRST_PAGE)
  await writeFile(join(publicDir, 'favicon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>')
  await writeFile(join(publicDir, 'assets', 'index-abc123.js'), 'export default 1')
  await writeFile(join(directory, 'secret.txt'), 'not for the world')
  service = await startTestApp({ publicDir })
})
afterAll(async () => {
  await service.close()
  await rm(directory, { recursive: true, force: true })
})

const get = (path: string) => service.anonymous.get(path)

describe('the pages', () => {
  test.each([
    '/',
    '/tong-quan',
    '/phieu/23512/2019-07',
    '/tong-quan?unit=62&period=2019-07',
    '/apis',
    '/phieu/%C4%90%E1%BA%AFk',
  ])('%s is the first page, and asked for anew each time', async (path) => {
    const answer = await get(path).expect(200)
    expect(answer.text).toBe(FIRST_PAGE)
    expect(answer.headers['content-type']).toMatch(/^text\/html/)
    expect(answer.headers['cache-control']).toBe('no-cache')
  })

  test('a file with its hash in its name is kept for ever, any other is asked for anew', async () => {
    const hashed = await get('/assets/index-abc123.js').expect(200)
    expect(hashed.headers['cache-control']).toBe('public, max-age=31536000, immutable')
    expect(hashed.headers['content-type']).toMatch(/javascript/)
    const plain = await get('/favicon.svg').expect(200)
    expect(plain.headers['cache-control']).toBe('no-cache')
  })

  test('a file that is gone is a 404 problem, not the first page under its name', async () => {
    for (const path of ['/assets/index-old.js', '/assets/', '/assets']) {
      expectProblem(await get(path), { status: 404, code: 'route_not_found' })
    }
  })

  test.each([
    '/assets/../secret.txt',
    '/assets/..%2f..%2fsecret.txt',
    '/..%2fsecret.txt',
    '/%2e%2e/secret.txt',
    '/assets/%2e%2e/%2e%2e/secret.txt',
    '/assets/..%5c..%5csecret.txt',
    '/assets/index-abc123.js%00.txt',
  ])('%s leads to nothing outside', async (path) => {
    const answer = await get(path)
    expect(answer.text).not.toContain('not for the world')
    expect(answer.status).toBeLessThan(500)
  })

  test('only reading is done to a page', async () => {
    expectProblem(await service.anonymous.post('/tong-quan').send({}), { status: 404, code: 'route_not_found' })
  })
})

test('without built pages the API still answers, and a page is a 404 problem', async () => {
  const bare = await startTestApp({ publicDir: join(directory, 'nothing') })
  try {
    expectProblem(await bare.anonymous.get('/'), { status: 404, code: 'route_not_found' })
    await bare.anonymous.get('/api/v1/service').expect(200)
  } finally {
    await bare.close()
  }
})

describe('every answer', () => {
  test.each(['/', '/api/v1/service', '/api/v1/me', '/api/v1/nothing', '/api/docs/', '/health/live'])(
    'carries what keeps a browser safe: %s',
    async (path) => {
      const { headers } = await get(path)
      const policy = headers['content-security-policy'] ?? ''
      expect(policy).toContain("default-src 'none'")
      expect(policy).toContain("script-src 'self'")
      expect(policy).toContain("frame-ancestors 'none'")
      expect(policy).toContain("base-uri 'none'")
      expect(policy).not.toMatch(/unsafe-(inline|eval)|\*|https?:/)
      expect(headers['x-content-type-options']).toBe('nosniff')
      expect(headers['x-frame-options']).toBe('DENY')
      expect(headers['referrer-policy']).toBe('same-origin')
      expect(headers['cross-origin-opener-policy']).toBe('same-origin')
      expect(headers['cross-origin-resource-policy']).toBe('same-origin')
      expect(headers).not.toHaveProperty('x-powered-by')
      expect(headers).not.toHaveProperty('server')
      expect(headers).not.toHaveProperty('access-control-allow-origin')
      expect(headers).not.toHaveProperty('strict-transport-security')
    },
  )

  test('a file of the pages may do nothing by itself, and carries nothing else', async () => {
    const { headers } = await get('/assets/index-abc123.js').set('accept-encoding', 'identity').expect(200)
    expect(headers).toEqual({
      'content-security-policy': "default-src 'none';base-uri 'none';frame-ancestors 'none'",
      'cross-origin-resource-policy': 'same-origin',
      'referrer-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
      'cache-control': 'public, max-age=31536000, immutable',
      'content-type': 'application/javascript; charset=utf-8',
      'content-length': '16',
      vary: 'accept-encoding',
      date: expect.any(String) as string,
      connection: 'close',
    })
  })

  test('of the API is kept nowhere', async () => {
    for (const path of ['/api/v1/service', '/api/v1/me', '/api/v1/nothing']) {
      expect((await get(path)).headers['cache-control']).toBe('no-store')
    }
  })
})

describe('the service tells how it does', () => {
  test('that it lives, and that it can serve', async () => {
    expect((await get('/health/live').expect(200)).body).toEqual({ status: 'live' })
    expect((await get('/health/ready').expect(200)).body).toEqual({ status: 'ready' })
  })

  test('in figures, to this machine only', async () => {
    const answer = await get('/metrics').expect(200)
    expect(answer.text).toMatch(/^http_request_duration_seconds_count\{.*route="\/health\/live"/m)
    expectProblem(await get('/metrics').set('x-forwarded-for', '127.0.0.1'), { status: 404, code: 'route_not_found' })
  })
})
