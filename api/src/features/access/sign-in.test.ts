import { afterAll, beforeAll, expect, test } from 'vitest'
import type { SessionView } from '@ntm/shared/access/wire'
import { DEMO_PASSWORD } from '../../demo/demo-accounts.js'
import { startTestApp, type TestApp } from '../../testing/app.js'
import { expectProblem } from '../../testing/problem.js'

let service: TestApp

beforeAll(async () => {
  service = await startTestApp({ trustProxy: ['127.0.0.1'] })
})
afterAll(() => service.close())

const WRONG = { status: 401, code: 'invalid_credentials' }
const THROTTLED = { status: 429, code: 'too_many_attempts' }

function signIn(username: string, password: string, address: string) {
  return service.anonymous.post('/api/v1/auth/login').set('x-forwarded-for', address).send({ username, password })
}

async function countFailures(address: string): Promise<number> {
  const key = `address:${address}`
  const { rows } = await service.app.pool.query('select failures from sign_in_failures where key = $1', [key])
  return Number(rows[0]?.failures ?? 0)
}

test('a right password is answered with a token, its time, the account and a cookie that scripts cannot read', async () => {
  const answer = await signIn('xa.23512', DEMO_PASSWORD, '10.0.0.1').expect(200)
  const session = answer.body as SessionView
  expect(session).toMatchObject({ tokenType: 'Bearer', expiresIn: 300, account: { username: 'xa.23512' } })
  expect(session.account.roles).toMatchObject([{ role: 'communeOfficer', unit: { code: '23512' }, agency: null }])
  expect(answer.headers['cache-control']).toBe('no-store')
  const [cookie] = answer.get('Set-Cookie') ?? []
  expect(cookie).toMatch(/^ntm_refresh=[\w-]{43};/)
  expect(cookie).toContain('Path=/api/v1/auth')
  expect(cookie).toContain('HttpOnly')
  expect(cookie).toContain('SameSite=Strict')
})

test('behind TLS the refresh cookie travels over TLS only', async () => {
  const secure = await startTestApp({ secureCookies: true })
  try {
    const answer = await secure.anonymous.post('/api/v1/auth/login').send({ username: 'vpdp', password: DEMO_PASSWORD })
    expect(answer.get('Set-Cookie')?.[0]).toContain('Secure')
    expect(answer.headers['strict-transport-security']).toContain('max-age=31536000')
  } finally {
    await secure.close()
  }
})

test('a user name is known in any case and with spaces around it', async () => {
  await signIn('  XA.23512 ', DEMO_PASSWORD, '10.0.0.1').expect(200)
})

test('a sign-in is one audit row that names the account, and a refused one starts no session', async () => {
  const count = async () => {
    const { rows } = await service.app.pool.query(
      `select count(*)::int count, max(actor_name) actor from audit_events
      where action = 'session.started' and subject_key = 'mttq'`,
    )
    return rows[0] as { count: number; actor: string }
  }
  await signIn('mttq', 'sai mật khẩu', '10.0.0.2').expect(401)
  expect(await count()).toMatchObject({ count: 0 })
  await signIn('mttq', DEMO_PASSWORD, '10.0.0.2').expect(200)
  expect(await count()).toEqual({ count: 1, actor: 'Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh' })
})

test('a wrong password, an unknown name and a closed account get one and the same answer', async () => {
  await service.app.pool.query(`update accounts set disabled_at = now() where username = 'huyen.610'`)
  const answers = await Promise.all([
    signIn('vpdp', 'sai mật khẩu', '10.0.1.1'),
    signIn('nobody.here', 'sai mật khẩu', '10.0.1.1'),
    signIn('huyen.610', DEMO_PASSWORD, '10.0.1.1'),
  ])
  const said = answers.map((answer) => ({ ...expectProblem(answer, WRONG), traceId: '' }))
  expect(new Set(said.map((problem) => JSON.stringify(problem))).size).toBe(1)
  expect(answers.flatMap((answer) => answer.get('Set-Cookie') ?? [])).toEqual([])
})

test('an unknown name takes as long as a wrong password', async () => {
  const time = async (username: string, address: string) => {
    const start = performance.now()
    await signIn(username, 'sai mật khẩu', address).expect(401)
    return performance.now() - start
  }
  const known = Math.min(await time('ubnd', '10.0.2.1'), await time('ubnd', '10.0.2.2'))
  const unknown = Math.min(await time('no.such', '10.0.2.3'), await time('no.such', '10.0.2.4'))
  // Without a password to check, the answer would come in a tenth of the time.
  expect(unknown).toBeGreaterThan(known / 3)
})

test('the sixth wrong password in a row has to wait, and so does the right one from that address', async () => {
  for (let attempt = 1; attempt <= 5; attempt += 1) {
    expectProblem(await signIn('huyen.615', `sai lần ${attempt}`, '10.0.3.1'), WRONG)
  }
  const refused = await signIn('huyen.615', DEMO_PASSWORD, '10.0.3.1')
  expectProblem(refused, THROTTLED)
  const wait = Number(refused.headers['retry-after'])
  expect(wait).toBeGreaterThan(0)
  expect(wait).toBeLessThanOrEqual(900)
})

test('the victim of a guesser still signs in from another address', async () => {
  for (let attempt = 1; attempt <= 6; attempt += 1) await signIn('huyen.614', 'đoán mò', '10.0.4.1')
  expectProblem(await signIn('huyen.614', DEMO_PASSWORD, '10.0.4.1'), THROTTLED)
  await signIn('huyen.614', DEMO_PASSWORD, '10.0.4.2').expect(200)
})

test('a guesser who tries other names from one address is stopped too', async () => {
  await service.app.pool.query(
    `insert into sign_in_failures (key, failures, first_failed_at) values ('address:10.0.5.1', 49, now())`,
  )
  expectProblem(await signIn('someone.else', 'đoán mò', '10.0.5.1'), WRONG)
  expectProblem(await signIn('yet.another', 'đoán mò', '10.0.5.1'), THROTTLED)
})

test('guesses sent all at once count one by one: none beyond the limit learns whether it was right', async () => {
  const guesses = Array.from({ length: 16 }, (_, guess) => (guess === 12 ? DEMO_PASSWORD : `đoán ${guess}`))
  const answers = await Promise.all(guesses.map((guess) => signIn('huyen.613', guess, '10.0.6.1')))
  const statuses = answers.map(({ status }) => status)
  // A right guess that came within the limit is a sign-in, and the count begins anew after it.
  const learned = statuses.includes(200) ? 10 : 5
  expect(statuses.filter((status) => status === 401).length).toBeLessThanOrEqual(learned)
  expect(statuses.filter((status) => status === 429).length).toBeGreaterThanOrEqual(15 - learned)
})

test('a success forgives the account, not the address', async () => {
  for (let attempt = 1; attempt <= 4; attempt += 1) await signIn('huyen.612', 'gõ nhầm', '10.0.7.1')
  await signIn('huyen.612', DEMO_PASSWORD, '10.0.7.1').expect(200)
  expectProblem(await signIn('huyen.612', 'gõ nhầm', '10.0.7.1'), WRONG)
  expect(await countFailures('10.0.7.1')).toBe(5)
})

test('the wait ends by itself', async () => {
  for (let attempt = 1; attempt <= 6; attempt += 1) await signIn('huyen.611', 'gõ nhầm', '10.0.8.1')
  await service.app.pool.query(`update sign_in_failures set blocked_until = now() - interval '1 second',
    first_failed_at = now() - interval '16 minutes' where key like '%10.0.8.1'`)
  expectProblem(await signIn('huyen.611', 'gõ nhầm', '10.0.8.1'), WRONG)
  await signIn('huyen.611', DEMO_PASSWORD, '10.0.8.1').expect(200)
})

test('an address that a stranger puts in a header is not believed', async () => {
  const direct = await startTestApp()
  try {
    for (let attempt = 1; attempt <= 6; attempt += 1) {
      const answer = await direct.anonymous
        .post('/api/v1/auth/login')
        .set('x-forwarded-for', `10.9.9.${attempt}`)
        .send({ username: 'vpdp', password: 'đoán mò' })
      expectProblem(answer, attempt <= 5 ? WRONG : THROTTLED)
    }
  } finally {
    await direct.close()
  }
})

test.each([
  ['no password', { username: 'vpdp' }, ['/password']],
  ['a field that is not asked for', { username: 'vpdp', password: 'x', role: 'administrator' }, ['/role']],
  ['a name that is not text', { username: ['vpdp'], password: 'x' }, ['/username']],
  ['a NUL in the name', { username: 'vp\0dp', password: 'x' }, ['/username']],
  ['half a surrogate pair in the name', { username: 'vp\ud800dp', password: 'x' }, ['/username']],
  ['a password without end', { username: 'vpdp', password: 'x'.repeat(201) }, ['/password']],
])('a sign-in with %s is malformed', async (_case, body, pointers) => {
  const answer = await service.anonymous.post('/api/v1/auth/login').send(body)
  expectProblem(answer, { status: 400, code: 'malformed_request', pointers })
})

test('a sign-in with a body larger than any name and password is too large', async () => {
  const many = Object.fromEntries(Array.from({ length: 1_000 }, (_, index) => [`x${index}`, 1]))
  const answer = await service.anonymous.post('/api/v1/auth/login').send(many)
  expectProblem(answer, { status: 413, code: 'body_too_large' })
})
