import { setTimeout as pause } from 'node:timers/promises'
import { Secret, TOTP } from 'otpauth'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { RecoveryCodes, SecondFactorSecret } from '@ntm/shared/access/wire'
import { DEMO_PASSWORD } from '../../demo/demo-accounts.js'
import { startTestApp, type TestApp } from '../../testing/app.js'
import { expectProblem } from '../../testing/problem.js'
import { ACCOUNTS, readVersion, signIn, type SignedIn } from '../accounts/builders.js'

let service: TestApp
let address = 0

beforeAll(async () => {
  service = await startTestApp({ trustProxy: ['127.0.0.1'] })
})
afterAll(() => service.close())
beforeEach(() => {
  address += 1
})

const WRONG = { status: 401, code: 'second_factor_wrong' }
const DUE = { status: 401, code: 'second_factor_required' }

/** The code that the app shows, `late` steps from now. */
function codeOf(secret: string, late = 0): string {
  return new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + late * 30_000 })
}

async function begin(session: SignedIn): Promise<string> {
  const answer = await session.send('post', '/me/second-factor').expect(201)
  const { secret, uri } = answer.body as SecondFactorSecret
  expect(uri).toMatch(/^otpauth:\/\/totp\//)
  return secret ?? ''
}

/** Enrols with the code of the step before, so that those of now and next are still good. */
async function enrol(username: string) {
  const session = await signIn(service, username, DEMO_PASSWORD)
  const secret = await begin(session)
  const answer = await session.send('post', '/me/second-factor/confirmation', { code: codeOf(secret, -1) }).expect(200)
  return { session, secret, recoveryCodes: (answer.body as RecoveryCodes).recoveryCodes }
}

function login(username: string, code?: string, password = DEMO_PASSWORD) {
  return service.anonymous
    .post('/api/v1/auth/login')
    .set('x-forwarded-for', `10.8.0.${address}`)
    .send({ username, password, ...(code === undefined ? {} : { code }) })
}

test('an enrolled account needs the password and a code; a code is good once', async () => {
  const { secret, recoveryCodes } = await enrol('xa.23512')
  expect(new Set(recoveryCodes).size).toBe(10)
  for (const code of recoveryCodes) expect(code).toMatch(/^[a-z2-9]{4}(-[a-z2-9]{4}){3}$/)
  expectProblem(await login('xa.23512'), DUE)
  expectProblem(await login('xa.23512', codeOf(secret), 'sai mật khẩu'), { status: 401, code: 'invalid_credentials' })
  const code = codeOf(secret)
  await login('xa.23512', code).expect(200)
  expectProblem(await login('xa.23512', code), WRONG)
  expectProblem(await login('xa.23512', codeOf(secret, -1)), WRONG)
  await login('xa.23512', codeOf(secret, 1)).expect(200)
})

test('of two sign-ins at once with one code one succeeds', async () => {
  const { secret } = await enrol('xa.23515')
  const code = codeOf(secret)
  const answers = await Promise.all([login('xa.23515', code), login('xa.23515', code)])
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 401])
})

test('a recovery code opens once, however it is typed, and the trail says that one was used', async () => {
  const { recoveryCodes, session } = await enrol('xa.23518')
  const [first = '', second = ''] = recoveryCodes
  await login('xa.23518', ` ${first.toUpperCase().replaceAll('-', ' ')} `).expect(200)
  expectProblem(await login('xa.23518', first), WRONG)
  await login('xa.23518', second).expect(200)
  const state = await session.send('get', '/me/second-factor').expect(200)
  expect(state.body).toMatchObject({ confirmedAt: expect.any(String), recoveryCodesLeft: 8, required: false })
  const { rows } = await service.app.pool.query(`select new from audit_events
    where action = 'session.started' and subject_key = 'xa.23518' order by id desc limit 1`)
  expect(rows).toEqual([{ new: { secondFactor: 'recoveryCode' } }])
})

test('guessing codes has an end, as guessing passwords has', async () => {
  const { secret } = await enrol('xa.23521')
  for (let attempt = 1; attempt <= 5; attempt += 1) expectProblem(await login('xa.23521', `00000${attempt}`), WRONG)
  expectProblem(await login('xa.23521', codeOf(secret)), { status: 429, code: 'too_many_attempts' })
})

test('neither the secret nor a recovery code stands readable in the database, in a row or in the trail', async () => {
  const { secret, recoveryCodes } = await enrol('huyen.612')
  const { rows } = await service.app.pool.query<{ dump: string }>(
    `select concat((select string_agg(f::text, ' ') from second_factors f), (select string_agg(r::text, ' ') from
      recovery_codes r), (select string_agg(e::text, ' ') from audit_events e where subject_key = 'huyen.612')) dump`,
  )
  const dump = rows[0]?.dump ?? ''
  expect(dump.length).toBeGreaterThan(500)
  for (const plain of [secret, Buffer.from(Secret.fromBase32(secret).bytes).toString('hex'), ...recoveryCodes]) {
    expect(dump).not.toContain(plain)
  }
})

describe('enrolment', () => {
  test('is asked for by nobody in a demonstration, and begins only with the first right code', async () => {
    const session = await signIn(service, 'vpdp', DEMO_PASSWORD)
    expect(session.session.account.duty).toBeNull()
    const first = await begin(session)
    const second = await begin(session)
    const confirm = (code: string) => session.send('post', '/me/second-factor/confirmation', { code })
    const wrong = { status: 422, code: 'second_factor_code_wrong', pointers: ['/code'] }
    expectProblem(await confirm(codeOf(first)), wrong)
    expectProblem(await confirm('000000'), wrong)
    await login('vpdp').expect(200)
    await confirm(codeOf(second)).expect(200)
    expectProblem(await login('vpdp'), DUE)
    expectProblem(await confirm(codeOf(second, 1)), { status: 409, code: 'second_factor_present' })
    expectProblem(await session.send('post', '/me/second-factor'), { status: 409, code: 'second_factor_present' })
  })

  test('cannot be confirmed before it was begun', async () => {
    const { send } = await signIn(service, 'ubnd', DEMO_PASSWORD)
    const answer = await send('post', '/me/second-factor/confirmation', { code: '123456' })
    expectProblem(answer, { status: 409, code: 'second_factor_not_begun' })
  })

  test('ends the sessions that were opened by the password alone', async () => {
    const before = await signIn(service, 'mttq', DEMO_PASSWORD)
    await enrol('mttq')
    await pause(1_000)
    expectProblem(await before.send('get', '/me'), { status: 401, code: 'session_ended' })
  })

  test('is kept out of the answers that an Idempotency-Key repeats', async () => {
    const { send } = await signIn(service, 'so.syt', DEMO_PASSWORD)
    const ask = () => send('post', '/me/second-factor').set('idempotency-key', 'enrol-1')
    const first = await ask().expect(201)
    expect((await ask().expect(201)).body).toEqual({ secret: null, uri: null })
    const { rows } = await service.app.pool.query(`select response::text from idempotency_keys where key = 'enrol-1'`)
    expect(rows[0].response).not.toContain((first.body as SecondFactorSecret).secret)
  })
})

describe('removal', () => {
  test('by oneself needs the password', async () => {
    const { session } = await enrol('huyen.615')
    const remove = (password: string) => session.send('delete', '/me/second-factor', { password })
    expectProblem(await remove('sai'), { status: 422, code: 'password_wrong', pointers: ['/password'] })
    await remove(DEMO_PASSWORD).expect(204)
    expectProblem(await remove(DEMO_PASSWORD), { status: 404, code: 'second_factor_not_found' })
    await login('huyen.615').expect(200)
  })

  test('by an administrator helps who lost the telephone, and ends what was open', async () => {
    const { session } = await enrol('huyen.614')
    const admin = await service.as('admin')
    const path = `${ACCOUNTS}/huyen.614/second-factor`
    const remove = async () =>
      admin.request('delete', path).set('if-match', `"${await readVersion(admin, 'huyen.614')}"`)
    const { body } = await remove()
    expect(body).toMatchObject({ username: 'huyen.614', hasSecondFactor: false })
    expectProblem(await remove(), { status: 404, code: 'second_factor_not_found' })
    await pause(1_000)
    expectProblem(await session.send('get', '/me'), { status: 401, code: 'session_ended' })
    await login('huyen.614').expect(200)
    const office = await service.as('huyen.613')
    expectProblem(await office.request('delete', path), { status: 403, code: 'forbidden' })
  })
})

test('who is not signed in has no second factor to manage', async () => {
  const unsigned = { status: 401, code: 'not_signed_in' }
  expectProblem(await service.anonymous.get('/api/v1/me/second-factor'), unsigned)
  expectProblem(await service.anonymous.post('/api/v1/me/second-factor'), unsigned)
  expectProblem(await service.anonymous.post('/api/v1/me/second-factor/confirmation').send({}), unsigned)
  expectProblem(await service.anonymous.delete('/api/v1/me/second-factor').send({}), unsigned)
})

describe('outside a demonstration', () => {
  let real: TestApp
  beforeAll(async () => {
    real = await startTestApp({ demo: false })
  })
  afterAll(() => real.close())

  test.each(['admin', 'vpdp'])('%s does nothing before the second factor is there', async (username) => {
    const session = await signIn(real, username, DEMO_PASSWORD)
    expect(session.session.account.duty).toBe('enrolSecondFactor')
    const first = { status: 403, code: 'second_factor_enrolment_required' }
    for (const path of ['/units', '/audit', '/accounts', '/me/sessions']) {
      expectProblem(await session.send('get', path), first)
    }
    expectProblem(await session.send('delete', '/me/second-factor', { password: DEMO_PASSWORD }), first)
    await session.send('get', '/me').expect(200)
    const state = await session.send('get', '/me/second-factor').expect(200)
    expect(state.body).toEqual({ confirmedAt: null, recoveryCodesLeft: 0, required: true })
    const secret = await begin(session)
    await session.send('post', '/me/second-factor/confirmation', { code: codeOf(secret) }).expect(200)
    await session.send('get', '/audit').expect(200)
  })

  test.each(['ubnd', 'huyen.615', 'xa.23512', 'so.syt'])('%s may do without', async (username) => {
    const session = await signIn(real, username, DEMO_PASSWORD)
    expect(session.session.account.duty).toBeNull()
    await session.send('get', '/units').expect(200)
  })
})
