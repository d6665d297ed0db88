import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '../testing/app.js'
import { expectProblem } from '../testing/problem.js'

const LIMIT = 5

let service: TestApp
beforeAll(async () => {
  service = await startTestApp({ rateLimit: LIMIT, trustProxy: ['loopback'] })
})
afterAll(() => service.close())

const from = (address: string, path = '/api/v1/service') => service.anonymous.get(path).set('x-forwarded-for', address)

async function exhaust(address: string): Promise<void> {
  for (let count = 0; count < LIMIT; count += 1) await from(address).expect(200)
}

test('an address that asks too often is told when to come back, and no other address is', async () => {
  await exhaust('203.0.113.1')
  const answer = await from('203.0.113.1')
  expectProblem(answer, { status: 429, code: 'too_many_requests' })
  const wait = Number(answer.headers['retry-after'])
  expect(wait).toBeGreaterThan(0)
  expect(wait).toBeLessThanOrEqual(60)
  await from('203.0.113.2').expect(200)
})

test('all addresses of one IPv6 subscriber count as one', async () => {
  await exhaust('2001:db8:1:2::1')
  await from('2001:db8:1:2:ffff::9').expect(429)
  await from('2001:db8:1:3::1').expect(200)
})

test('addresses that do not exist count too, health checks and pages do not', async () => {
  for (let count = 0; count < LIMIT; count += 1) await from('203.0.113.3', '/api/v1/absent').expect(404)
  await from('203.0.113.3', '/oauth/token').expect(429)
  for (let count = 0; count <= LIMIT; count += 1) await from('203.0.113.3', '/health/live').expect(200)
})

test('an address that the caller invents does not count unless a proxy is trusted', async () => {
  const open = await startTestApp({ rateLimit: 2 })
  for (const address of ['203.0.113.4', '203.0.113.5']) {
    await open.anonymous.get('/api/v1/service').set('x-forwarded-for', address).expect(200)
  }
  await open.anonymous.get('/api/v1/service').set('x-forwarded-for', '203.0.113.6').expect(429)
  await open.close()
})
