import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { AccountPage, AccountRecord, OneTimePassword } from '@ntm/shared/accounts/wire'
import type { AuditPage } from '@ntm/shared/audit/wire'
import { DEMO_PASSWORD } from '../../demo/demo-accounts.js'
import { startTestApp, type Caller, type TestApp } from '../../testing/app.js'
import { expectProblem } from '../../testing/problem.js'
import { ACCOUNTS, COMMUNE_OFFICER, makeAccount, readVersion } from './builders.js'

let service: TestApp
let admin: Caller

beforeAll(async () => {
  service = await startTestApp()
  admin = await service.as('admin')
})
afterAll(() => service.close())

const create = (body: object) => admin.request('post', ACCOUNTS).send(body)
const addressOf = (username: string, rest = '') => `${ACCOUNTS}/${username}${rest}`
const changeRoles = async (username: string, roles: readonly object[]) =>
  admin
    .request('put', addressOf(username, '/roles'))
    .set('if-match', `"${await readVersion(admin, username)}"`)
    .send({ roles })
const move = async (username: string, action: 'disable' | 'enable', caller = admin) =>
  caller.post(addressOf(username, '/transitions'), await readVersion(admin, username), { action, reason: 'Nghỉ hưu' })

async function readEvent(username: string) {
  const answer = await admin.get(`/api/v1/audit?subject=account/${username}&limit=1`).expect(200)
  return (answer.body as AuditPage).data[0]
}

describe('the list', () => {
  const list = async (query: string) => {
    const answer = await admin.get(`${ACCOUNTS}?${query}`).expect(200)
    return answer.body as AccountPage
  }
  const names = async (query: string) => (await list(query)).data.map(({ username }) => username)

  test('comes page by page in the order of user names, each account once', async () => {
    const seen: string[] = []
    for (let cursor = ''; ;) {
      const { data, page } = await list(`limit=50${cursor}`)
      seen.push(...data.map(({ username }) => username))
      if (page.next === null) break
      cursor = `&cursor=${page.next}`
    }
    expect(seen).toEqual([...new Set(seen)].sort())
    const { rows } = await service.app.pool.query('select count(*) count from accounts')
    expect(seen).toHaveLength(Number(rows[0].count))
  })

  test('finds a person by any part of the name, marks and case ignored', async () => {
    expect(await names('q=DAK MAR')).toEqual(['xa.23512'])
    expect(await names('q=23512')).toEqual(['xa.23512'])
    expect(await names('q=không có ai')).toEqual([])
  })

  test('can be narrowed by role, by a unit with all below it, by agency and by state', async () => {
    expect(await names('role=administrator')).toEqual(['admin'])
    expect(await names('agency=syt')).toEqual(['so.syt'])
    const district = await names('unit=615')
    expect(district).toContain('huyen.615')
    expect(district).toContain('xa.23512')
    expect(district).not.toContain('vpdp')
    expect(await names('unit=615&role=districtOfficer')).toEqual(['huyen.615'])
    expect(await names('state=disabled&q=xa.')).toEqual([])
    expectProblem(await admin.get(`${ACCOUNTS}?unit=99999`), { status: 404, code: 'unit_not_found' })
  })
})

describe('a new account', () => {
  test('comes with a password that is shown once, its roles, an ETag and an audit row without the password', async () => {
    const body = { username: 'moi.mot', displayName: 'Y Lan', roles: [{ ...COMMUNE_OFFICER, to: '2020-12-31' }] }
    const answer = await create(body).expect(201)
    const { account, oneTimePassword } = answer.body as OneTimePassword
    expect(answer.headers.etag).toBe('"1"')
    expect(oneTimePassword).toMatch(/^[a-z2-9]{4}(-[a-z2-9]{4}){3}$/)
    expect(account).toMatchObject({
      username: 'moi.mot',
      displayName: 'Y Lan',
      disabledAt: null,
      roles: [
        { role: 'communeOfficer', unit: { code: '23512' }, from: '2019-07-22', to: '2020-12-31', state: 'current' },
      ],
    })
    expect(account.oneTimePasswordUntil).not.toBeNull()
    const event = await readEvent('moi.mot')
    expect(event).toMatchObject({ action: 'account.created', account: 'admin', new: { displayName: 'Y Lan' } })
    expect(JSON.stringify(event)).not.toContain(oneTimePassword)
  })

  test('asked for twice with one key is made once, and its password is not kept for the second answer', async () => {
    const send = () => create({ username: 'moi.hai', displayName: 'A Blao', roles: [] }).set('idempotency-key', 'k1')
    const first = await send().expect(201)
    const second = await send().expect(201)
    expect(second.body).toEqual({ ...first.body, oneTimePassword: null })
    const { rows } = await service.app.pool.query(`select response::text from idempotency_keys where key = 'k1'`)
    expect(rows[0].response).not.toContain(first.body.oneTimePassword)
  })

  test('needs a name that nobody has', async () => {
    const answer = await create({ username: 'vpdp', displayName: 'Khác', roles: [] })
    expectProblem(answer, { status: 409, code: 'username_taken' })
  })

  test.each([
    ['a capital in the user name', { username: 'Moi', displayName: 'A', roles: [] }, ['/username']],
    ['a field that is not asked for', { username: 'moi', displayName: 'A', roles: [], password: 'x' }, ['/password']],
    ['no name', { username: 'moi', displayName: '', roles: [] }, ['/displayName']],
    ['an unknown role', { username: 'moi', displayName: 'A', roles: [{ role: 'king' }] }, ['/roles/0/role']],
    [
      'a role with an unknown field',
      { username: 'moi', displayName: 'A', roles: [{ role: 'observer', by: 1 }] },
      ['/roles/0/by'],
    ],
  ])('with %s is malformed', async (_case, body, pointers) => {
    expectProblem(await create(body), { status: 400, code: 'malformed_request', pointers })
  })

  test.each([
    [
      'a commune officer of a district',
      [{ role: 'communeOfficer', unit: '615' }],
      '/roles/0/unit',
      'scope_does_not_fit',
    ],
    [
      'a district leader of a commune',
      [{ role: 'districtLeader', unit: '23512' }],
      '/roles/0/unit',
      'scope_does_not_fit',
    ],
    [
      'a provincial office of a district',
      [{ role: 'provincialOffice', unit: '615' }],
      '/roles/0/unit',
      'scope_does_not_fit',
    ],
    ['a leadership of nothing', [{ role: 'provincialLeadership' }], '/roles/0/unit', 'scope_does_not_fit'],
    [
      'a department officer of a unit',
      [{ role: 'departmentOfficer', unit: '62' }],
      '/roles/0/unit',
      'scope_does_not_fit',
    ],
    ['an observer of an agency', [{ role: 'observer', agency: 'syt' }], '/roles/0/agency', 'scope_does_not_fit'],
    [
      'a role of both a unit and an agency',
      [{ role: 'observer', unit: '62', agency: 'syt' }],
      '/roles/0/agency',
      'scope_does_not_fit',
    ],
    [
      'an administrator of the province',
      [{ role: 'administrator', unit: '62' }],
      '/roles/0/unit',
      'scope_does_not_fit',
    ],
    ['an unknown unit', [{ role: 'observer', unit: '99999' }], '/roles/0/unit', 'unit_not_found'],
    ['an unknown agency', [{ role: 'departmentOfficer', agency: 'khong' }], '/roles/0/agency', 'agency_not_found'],
    [
      'an administrator with a business role',
      [{ role: 'administrator' }, COMMUNE_OFFICER],
      '/roles',
      'administrator_alone',
    ],
    ['a role that ended yesterday', [{ ...COMMUNE_OFFICER, to: '2019-07-21' }], '/roles/0/to', 'ends_before_start'],
    ['a role that began last year', [{ ...COMMUNE_OFFICER, from: '2018-01-01' }], '/roles/0/from', 'starts_in_past'],
    [
      'one role twice at a time',
      [COMMUNE_OFFICER, { ...COMMUNE_OFFICER, from: '2019-12-01' }],
      '/roles/1',
      'given_twice',
    ],
  ])('cannot be %s', async (_case, roles, pointer, code) => {
    const answer = await create({ username: 'khong.hop', displayName: 'A', roles })
    const problem = expectProblem(answer, { status: 422, code: 'roles_invalid', pointers: [pointer] })
    expect(problem.errors?.[0]?.code).toBe(code)
    await admin.get(addressOf('khong.hop')).expect(404)
  })
})

describe('a change', () => {
  test('of the name needs the version that was read, and leaves old and new', async () => {
    await makeAccount(service, 'doi.ten')
    const body = { displayName: 'Lê Thị Mai' }
    expectProblem(await admin.request('patch', addressOf('doi.ten')).send(body), {
      status: 428,
      code: 'if_match_required',
    })
    expectProblem(await admin.patch(addressOf('doi.ten'), 9, body), { status: 412, code: 'stale_version' })
    const answer = await admin.patch(addressOf('doi.ten'), 1, body).expect(200)
    expect(answer.headers.etag).toBe('"2"')
    expect(answer.body).toMatchObject(body)
    const old = { displayName: 'Nguyễn Thị Hạnh' }
    expect(await readEvent('doi.ten')).toMatchObject({ action: 'account.renamed', old, new: body })
    expectProblem(await admin.patch(addressOf('khong.co'), 1, body), { status: 404, code: 'account_not_found' })
  })

  test('of two administrators at once one wins', async () => {
    await makeAccount(service, 'hai.nguoi')
    const answers = await Promise.all(
      ['Một', 'Hai'].map((displayName) => admin.patch(addressOf('hai.nguoi'), 1, { displayName })),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412])
  })

  test('of roles ends those that are not named, keeps their history, and begins the new ones', async () => {
    const { body: before } = await admin.get(addressOf('xa.23515')).expect(200)
    expect((before as AccountRecord).roles).toMatchObject([{ from: null, to: null, state: 'current' }])
    const answer = await changeRoles('xa.23515', [
      { role: 'districtOfficer', unit: '615', to: '2019-12-31' },
      { role: 'inspectionMember', unit: '62', from: '2019-09-01' },
    ])
    expect(answer.status, answer.text).toBe(200)
    expect((answer.body as AccountRecord).roles).toMatchObject([
      { role: 'communeOfficer', from: null, to: '2019-07-21', state: 'ended' },
      { role: 'districtOfficer', from: '2019-07-22', to: '2019-12-31', state: 'current' },
      { role: 'inspectionMember', from: '2019-09-01', to: null, state: 'upcoming' },
    ])
    expect(await readEvent('xa.23515')).toMatchObject({
      action: 'account.rescoped',
      old: { roles: [{ role: 'communeOfficer' }] },
      new: { roles: [{ role: 'districtOfficer' }, { role: 'inspectionMember' }] },
    })
    const back = await changeRoles('xa.23515', [
      { role: 'districtOfficer', unit: '615', from: '2019-07-22', to: '2019-08-31' },
    ])
    expect((back.body as AccountRecord).roles).toMatchObject([
      { role: 'communeOfficer', state: 'ended' },
      { role: 'districtOfficer', from: '2019-07-22', to: '2019-08-31', state: 'current' },
    ])
  })

  test('of a role that has no beginning keeps it so when only its end moves', async () => {
    const answer = await changeRoles('xa.23518', [{ role: 'communeOfficer', unit: '23518', to: '2019-08-01' }])
    expect((answer.body as AccountRecord).roles).toMatchObject([{ from: null, to: '2019-08-01', state: 'current' }])
    const { rows } = await service.app.pool.query(`select valid::text from role_grants g join accounts a
      on a.id = g.account_id where username = 'xa.23518'`)
    expect(rows).toEqual([{ valid: '(,2019-08-02)' }])
  })

  test('of the state disables and enables, with a reason, once each', async () => {
    await makeAccount(service, 'nghi.viec')
    const disabled = await move('nghi.viec', 'disable')
    expect((disabled.body as AccountRecord).disabledAt).not.toBeNull()
    expect(await readEvent('nghi.viec')).toMatchObject({ action: 'account.disabled', reason: 'Nghỉ hưu' })
    expectProblem(await move('nghi.viec', 'disable'), { status: 409, code: 'account_already_so' })
    expect((await move('nghi.viec', 'enable')).body).toMatchObject({ disabledAt: null })
    expect(await readEvent('nghi.viec')).toMatchObject({ action: 'account.enabled' })
    const bare = await admin.post(addressOf('nghi.viec', '/transitions'), 3, { action: 'disable' })
    expectProblem(bare, { status: 400, code: 'malformed_request', pointers: ['/reason'] })
  })
})

describe('an administrator', () => {
  test('does not disable himself, give himself a role or set his own password', async () => {
    const own = { status: 403, code: 'own_account' }
    expectProblem(await move('admin', 'disable'), own)
    expectProblem(await changeRoles('admin', [{ role: 'provincialOffice', unit: '62' }]), own)
    const version = await readVersion(admin, 'admin')
    expectProblem(await admin.post(addressOf('admin', '/one-time-password'), version, {}), own)
  })

  test('who is the last without end cannot be removed by one whose time runs out', async () => {
    await service.app.pool.query(`insert into accounts (username, display_name, password_hash)
      select 'admin.tam', 'Quản trị tạm', password_hash from accounts where username = 'admin'`)
    await service.app.pool.query(`insert into role_grants (account_id, role, valid)
      select id, 'administrator', daterange('2019-07-01', '2019-08-01') from accounts where username = 'admin.tam'`)
    const second = await service.as('admin.tam')
    const last = { status: 409, code: 'last_administrator' }
    expectProblem(await move('admin', 'disable', second), last)
    const version = await readVersion(admin, 'admin')
    const roles = (body: object[]) =>
      second.request('put', addressOf('admin', '/roles')).set('if-match', `"${version}"`).send({ roles: body })
    expectProblem(await roles([]), last)
    expectProblem(await roles([{ role: 'administrator', to: '2019-12-31' }]), last)
    await roles([{ role: 'administrator' }]).expect(200)
  })

  test('of two who end each other at once one stays', async () => {
    await service.app.pool.query(`insert into accounts (username, display_name, password_hash)
      select 'admin.hai', 'Quản trị hai', password_hash from accounts where username = 'admin'`)
    await service.app.pool.query(`insert into role_grants (account_id, role)
      select id, 'administrator' from accounts where username = 'admin.hai'`)
    const other = await service.as('admin.hai')
    const [mine, theirs] = [await readVersion(admin, 'admin.hai'), await readVersion(admin, 'admin')]
    const body = { action: 'disable', reason: 'Tranh chấp' }
    const answers = await Promise.all([
      admin.post(addressOf('admin.hai', '/transitions'), mine, body),
      other.post(addressOf('admin', '/transitions'), theirs, body),
    ])
    const [done, refused] = answers.map(({ status }) => status).sort()
    expect(done).toBe(200)
    // Refused as the last administrator, or no longer known when the request comes a moment later.
    expect([401, 409]).toContain(refused)
    const { rows } = await service.app.pool.query(`select count(*)::int left_over from accounts
      where username in ('admin', 'admin.hai') and disabled_at is null`)
    expect(rows).toEqual([{ left_over: 1 }])
    await service.app.pool.query(`update accounts set disabled_at = null where username = 'admin'`)
    await service.app.pool.query(`update sessions set ended_at = null where end_reason = 'account disabled'
      and account_id = (select id from accounts where username = 'admin')`)
  })
})

test.each(['vpdp', 'ubnd', 'so.syt', 'huyen.615', 'xa.23512', 'mttq'])(
  '%s has no say in accounts',
  async (username) => {
    const caller = await service.as(username)
    const refused = { status: 403, code: 'forbidden' }
    expectProblem(await caller.get(ACCOUNTS), refused)
    expectProblem(await caller.get(addressOf('admin')), refused)
    expectProblem(await caller.request('post', ACCOUNTS).send({}), refused)
    expectProblem(await caller.patch(addressOf('vpdp'), 1, { displayName: 'X' }), refused)
    expectProblem(await caller.request('put', addressOf(username, '/roles')).send({ roles: [] }), refused)
    expectProblem(await caller.post(addressOf('admin', '/transitions'), 1, {}), refused)
    expectProblem(await caller.post(addressOf('admin', '/one-time-password'), 1, {}), refused)
  },
)

test('who is not signed in has none either', async () => {
  const refused = { status: 401, code: 'not_signed_in' }
  expectProblem(await service.anonymous.get(ACCOUNTS), refused)
  expectProblem(await service.anonymous.post(ACCOUNTS).send({}), refused)
  expectProblem(await service.anonymous.put(addressOf('admin', '/roles')).send({}), refused)
})

test('a new one-time password ends what was open, and the old password with it', async () => {
  const version = await readVersion(admin, 'xa.23521')
  const officer = await service.as('xa.23521')
  await officer.get('/api/v1/me').expect(200)
  const answer = await admin.post(addressOf('xa.23521', '/one-time-password'), version, {}).expect(200)
  const signIn = (password: string | null) =>
    service.anonymous.post('/api/v1/auth/login').send({ username: 'xa.23521', password })
  expectProblem(await signIn(DEMO_PASSWORD), { status: 401, code: 'invalid_credentials' })
  await signIn((answer.body as OneTimePassword).oneTimePassword).expect(200)
  expect(await readEvent('xa.23521')).toMatchObject({ action: 'session.started' })
})
