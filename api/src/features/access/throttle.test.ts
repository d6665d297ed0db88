import supertest from 'supertest'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildApp } from '../../app.js'
import { DEMO_PASSWORD } from '../../demo/demo-accounts.js'
import { startTestApp, type TestApp } from '../../testing/app.js'
import { expectProblem } from '../../testing/problem.js'
import { networkOf } from './throttle.js'

let service: TestApp

beforeAll(async () => {
  service = await startTestApp({ trustProxy: ['127.0.0.1'] })
})
afterAll(() => service.close())

function signIn(username: string, password: string, address: string) {
  return service.anonymous.post('/api/v1/auth/login').set('x-forwarded-for', address).send({ username, password })
}

test.each([
  ['10.1.2.3', '10.1.2.3'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['fe80::', 'fe80:0:0:0::/64'],
  ['::ffff:10.1.2.3', '::ffff:10.1.2.3'],
])('failures from %s count for %s', (address, network) => {
  expect(networkOf(address)).toBe(network)
})

test('a guesser who changes the last half of an IPv6 address is the same guesser', async () => {
  for (let attempt = 1; attempt <= 5; attempt += 1) await signIn('huyen.615', 'đoán mò', `2001:db8:0:7::${attempt}`)
  expectProblem(await signIn('huyen.615', 'đoán mò', '2001:db8:0:7::beef'), { status: 429, code: 'too_many_attempts' })
  expectProblem(await signIn('huyen.615', 'đoán mò', '2001:db8:0:8::1'), { status: 401, code: 'invalid_credentials' })
})

test('a hundred failures from many addresses shut the account to strangers, not to where it signs in from', async () => {
  await signIn('vpdp', DEMO_PASSWORD, '10.7.0.1').expect(200)
  await service.app.pool.query(
    `insert into sign_in_failures (key, failures, first_failed_at) values ('account:vpdp', 99, now())`,
  )
  expectProblem(await signIn('vpdp', 'đoán mò', '10.7.0.2'), { status: 401, code: 'invalid_credentials' })
  const refused = await signIn('vpdp', DEMO_PASSWORD, '10.7.0.3')
  expectProblem(refused, { status: 429, code: 'too_many_attempts' })
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(3_000)
  await signIn('vpdp', DEMO_PASSWORD, '10.7.0.1').expect(200)
  await signIn('ubnd', DEMO_PASSWORD, '10.7.0.3').expect(200)
})

test('guesses are counted over all copies of the service, and a right password forgives them on all', async () => {
  const copy = await buildApp(service.app.config)
  await copy.listen({ host: '127.0.0.1', port: 0 })
  const there = (password: string) =>
    supertest(copy.server)
      .post('/api/v1/auth/login')
      .set('x-forwarded-for', '10.8.0.1')
      .send({ username: 'huyen.613', password })
  const here = (password: string) => signIn('huyen.613', password, '10.8.0.1')
  for (const guess of [here, there, here, there]) await guess('đoán mò').expect(401)
  await there(DEMO_PASSWORD).expect(200)
  for (const guess of [here, there, here, there, here]) await guess('đoán mò').expect(401)
  for (const attempt of [here, there]) {
    expectProblem(await attempt(DEMO_PASSWORD), { status: 429, code: 'too_many_attempts' })
  }
  await copy.close()
})

test('a name that is no account is shut in the same way', async () => {
  await service.app.pool.query(
    `insert into sign_in_failures (key, failures, first_failed_at) values ('account:khong.ai', 99, now())`,
  )
  await signIn('khong.ai', 'đoán mò', '10.7.1.1').expect(401)
  await signIn('khong.ai', 'đoán mò', '10.7.1.2').expect(429)
})
