import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { MeView, SessionState } from '@ntm/shared/access/wire'
import type { RoleGrantRequest } from '@ntm/shared/accounts/wire'
import type { AuditPage, AuditVerification } from '@ntm/shared/audit/wire'
import type { DelegationList, DelegationView } from '@ntm/shared/delegations/wire'
import { startTestApp, type Caller, type TestApp } from '../../testing/app.js'
import { expectProblem } from '../../testing/problem.js'
import { findCommune, listCommunes, move } from '../../testing/sheets.js'
import { ACCOUNTS, readVersion } from '../accounts/builders.js'

const DELEGATIONS = '/api/v1/delegations'
/** Milliseconds within which a right that is given or taken is so everywhere. */
const SOON = 1_000

let service: TestApp
let leader: Caller

beforeAll(async () => {
  service = await startTestApp()
  leader = await makePerson('ld.615', [{ role: 'districtLeader', unit: '615', to: '2019-12-31' }])
})
afterAll(() => service.close())

/** An account with the demonstration's password and these roles. */
async function makePerson(username: string, roles: RoleGrantRequest[]): Promise<Caller> {
  await service.app.pool.query(
    `insert into accounts (username, display_name, password_hash)
     select $1, 'Người ' || $1, password_hash from accounts where username = 'admin'`,
    [username],
  )
  await setRoles(username, roles)
  return service.as(username)
}

async function setRoles(username: string, roles: RoleGrantRequest[]): Promise<void> {
  const admin = await service.as('admin')
  const version = await readVersion(admin, username)
  const request = admin.request('put', `${ACCOUNTS}/${username}/roles`).set('if-match', `"${version}"`)
  await request.send({ roles }).expect(200)
}

const handOn = (username: string, changes: object = {}, giver = leader) =>
  giver.request('post', DELEGATIONS).send({
    role: 'districtLeader',
    unit: '615',
    username,
    from: '2019-07-22',
    to: '2019-08-05',
    reason: 'Đi công tác',
    ...changes,
  })
const end = (caller: Caller, id: number) => caller.request('delete', `${DELEGATIONS}/${id}`)

async function readAccount(caller: Caller) {
  const answer = await caller.get('/api/v1/me').expect(200)
  return (answer.body as MeView).account
}

async function readSeen(caller: Caller): Promise<number> {
  const answer = await caller.get('/api/v1/me/session').expect(200)
  return (answer.body as SessionState).version
}

async function readEvent(subject: string) {
  const office = await service.as('vpdp')
  const answer = await office.get(`/api/v1/audit?subject=${subject}&limit=1`).expect(200)
  return (answer.body as AuditPage).data[0]
}

test('a role handed on is held at once, says whose it is, and its acts name that person', async () => {
  const deputy = await makePerson('pho.615', [])
  expect((await readAccount(deputy)).permissions).toEqual(['public', 'self'])
  const answer = await handOn('pho.615').expect(201)
  const given = answer.body as DelegationView
  expect(given).toMatchObject({ role: 'districtLeader', unit: { code: '615' }, state: 'current', to: '2019-08-05' })
  expect(await readEvent(`delegation/${given.id}`)).toMatchObject({
    action: 'delegation.given',
    account: 'ld.615',
    actingFor: null,
    reason: 'Đi công tác',
  })

  await pause(SOON)
  const account = await readAccount(deputy)
  expect(account.roles).toMatchObject([{ role: 'districtLeader', actingFor: { username: 'ld.615' } }])
  expect(account.permissions).toContain('assessments.review')
  expect(account.permissions).not.toContain('delegations.manage')

  const commune = await findCommune(service, 'submitted', '615')
  expect((await move(deputy, commune, { action: 'approve' })).status).toBe(200)
  const { rows } = await service.app.pool.query<{ uid: string }>(`select uid from units where code = $1`, [commune])
  expect(await readEvent(`assessment/${rows[0]?.uid}/2019-07`)).toMatchObject({
    action: 'assessment.approved',
    account: 'pho.615',
    actor: 'Người pho.615',
    actingFor: { username: 'ld.615', displayName: 'Người ld.615' },
  })
})

test('an act that the own role allows names nobody else, one that only the handed-on role allows does', async () => {
  const officer = await service.as('huyen.614')
  await handOn('huyen.614').expect(201)
  await pause(SOON)
  const read = async (code: string) => {
    const { rows } = await service.app.pool.query<{ uid: string }>('select uid from units where code = $1', [code])
    return readEvent(`assessment/${rows[0]?.uid}/2019-07`)
  }
  const [own] = await listCommunes(service, 'submitted', '614')
  const [acted] = await listCommunes(service, 'submitted', '615')
  if (own === undefined || acted === undefined) throw new Error('The demonstration has no submitted sheets here')
  expect((await move(officer, own, { action: 'approve' })).status).toBe(200)
  expect((await move(officer, acted, { action: 'approve' })).status).toBe(200)
  expect(await read(own)).toMatchObject({ account: 'huyen.614', actingFor: null })
  expect(await read(acted)).toMatchObject({ account: 'huyen.614', actingFor: { username: 'ld.615' } })
})

test('the trail with its new column is intact, and a name added or taken away is found', async () => {
  const office = await service.as('vpdp')
  const verify = async () => (await office.get('/api/v1/audit/verification').expect(200)).body as AuditVerification
  expect(await verify()).toMatchObject({ intact: true })
  const pg = await import('pg')
  const owner = new pg.default.Client({ connectionString: service.databaseUrl })
  await owner.connect()
  await owner.query('alter table audit_events disable trigger audit_events_append_only')
  const tamper = async (statement: string) => {
    const { rows } = await owner.query<{ id: number; acting_for: number | null }>(statement)
    const found = await verify()
    expect(found).toMatchObject({ intact: false, faults: [{ kind: 'altered', no: Number(rows[0]?.id) }] })
    return rows[0]
  }
  const who = `(select id from accounts where username = 'ld.615')`
  await tamper(`update audit_events set acting_for = ${who} where id = 100 returning id`)
  await owner.query('update audit_events set acting_for = null where id = 100')
  expect(await verify()).toMatchObject({ intact: true })
  await tamper(`update audit_events set acting_for = null where id =
    (select min(id) from audit_events where acting_for is not null) returning id`)
  await owner.end()
})

test('open pages of the receiver are told when a role is given, and when it is taken back', async () => {
  const receiver = await makePerson('pho.xem', [])
  const before = await readSeen(receiver)
  const given = (await handOn('pho.xem').expect(201)).body as DelegationView
  const after = await readSeen(receiver)
  expect(after).toBeGreaterThan(before)
  await end(leader, given.id).expect(204)
  expect(await readSeen(receiver)).toBeGreaterThan(after)
})

test('it ends with its last day, when the giver takes it back, and when the giver’s own role or account ends', async () => {
  const receiver = await makePerson('pho.hai', [])
  const roles = async () => {
    await pause(SOON)
    return (await readAccount(receiver)).roles
  }
  const first = (await handOn('pho.hai', { to: '2019-07-31' }).expect(201)).body as DelegationView
  expect(await roles()).toHaveLength(1)
  await end(leader, first.id).expect(204)
  expect(await roles()).toEqual([])
  expectProblem(await end(leader, first.id), { status: 409, code: 'delegation_ended' })
  expect(await readEvent(`delegation/${first.id}`)).toMatchObject({ action: 'delegation.ended', account: 'ld.615' })

  await handOn('pho.hai', { from: '2019-09-01', to: '2019-09-30' }).expect(201)
  expect(await roles()).toEqual([])

  const other = await makePerson('ld.614', [{ role: 'districtLeader', unit: '614' }])
  await handOn('pho.hai', { unit: '614' }, other).expect(201)
  expect(await roles()).toHaveLength(1)
  await service.app.pool.query(`update accounts set disabled_at = now() where username = 'ld.614'`)
  expect(await roles()).toEqual([])
  await service.app.pool.query(`update accounts set disabled_at = null where username = 'ld.614'`)
  expect(await roles()).toHaveLength(1)
  await setRoles('ld.614', [])
  expect(await roles()).toEqual([])
})

test('the receiver may hand it back, nobody else has a say in it or knows of it', async () => {
  const given = (await handOn('huyen.613').expect(201)).body as DelegationView
  const stranger = await service.as('huyen.612')
  expectProblem(await end(stranger, given.id), { status: 404, code: 'delegation_not_found' })
  expect((await stranger.get(DELEGATIONS).expect(200)).body).toEqual({ data: [] })
  const receiver = await service.as('huyen.613')
  const { body } = await receiver.get(DELEGATIONS).expect(200)
  expect((body as DelegationList).data).toMatchObject([
    { id: given.id, giver: { username: 'ld.615' }, receiver: { username: 'huyen.613' }, state: 'current' },
  ])
  await end(receiver, given.id).expect(204)
  const after = await receiver.get(DELEGATIONS).expect(200)
  expect((after.body as DelegationList).data).toMatchObject([{ state: 'ended', endedAt: expect.any(String) }])
})

test('nobody hands on what was handed to him', async () => {
  const leaderToo = await makePerson('ld.616', [{ role: 'districtLeader', unit: '616' }])
  await handOn('ld.616').expect(201)
  await pause(SOON)
  const onward = await handOn('huyen.611', {}, leaderToo)
  expectProblem(onward, { status: 422, code: 'delegation_invalid', pointers: ['/role'] })
  const deputy = await makePerson('pho.ba', [])
  await handOn('pho.ba').expect(201)
  await pause(SOON)
  expectProblem(await handOn('huyen.611', {}, deputy), { status: 403, code: 'forbidden' })
})

test('an administrator is handed nothing, and loses what was handed on with becoming one', async () => {
  const refused = { status: 422, code: 'delegation_invalid', pointers: ['/username'] }
  expectProblem(await handOn('admin'), refused)
  const person = await makePerson('se.quan.tri', [])
  await handOn('se.quan.tri').expect(201)
  await setRoles('se.quan.tri', [{ role: 'administrator' }])
  await pause(SOON)
  expect((await readAccount(person)).roles).toMatchObject([{ role: 'administrator', actingFor: null }])
})

test.each([
  ['for another unit', { unit: '614' }, ['/role']],
  ['of a role that one does not hold', { role: 'communeLeader', unit: '23512' }, ['/role']],
  ['of a role that is not a leader’s', { role: 'districtOfficer' }, ['/role']],
  ['to nobody', { username: 'khong.ai' }, ['/username']],
  ['to oneself', { username: 'ld.615' }, ['/username']],
  ['from yesterday', { from: '2019-07-21' }, ['/from']],
  ['that ends before it begins', { from: '2019-08-06' }, ['/to']],
  ['that lasts longer than one holds the role', { to: '2020-01-01' }, ['/to']],
  ['for good', { to: '2029-01-01' }, ['/to']],
])('a handing-on %s is refused', async (_case, changes, pointers) => {
  expectProblem(await handOn('huyen.610', changes), { status: 422, code: 'delegation_invalid', pointers })
})

test('the same handing-on twice is one, also at the same moment', async () => {
  const answers = await Promise.all([handOn('huyen.610'), handOn('huyen.610', { from: '2019-08-01' })])
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409])
})

test.each([
  ['no reason', { reason: '' }, ['/reason']],
  ['a day that is none', { to: '2019-02-30' }, ['/to']],
  ['a field too many', { grant: 7 }, ['/grant']],
])('with %s it is malformed', async (_case, changes, pointers) => {
  expectProblem(await handOn('huyen.610', changes), { status: 400, code: 'malformed_request', pointers })
})

test.each(['admin', 'vpdp', 'so.syt', 'huyen.615', 'xa.23512', 'mttq'])(
  '%s is no leader to hand on',
  async (username) => {
    expectProblem(await handOn('huyen.610', {}, await service.as(username)), { status: 403, code: 'forbidden' })
  },
)

test('who is not signed in neither sees nor gives nor ends any', async () => {
  const unsigned = { status: 401, code: 'not_signed_in' }
  expectProblem(await service.anonymous.get(DELEGATIONS), unsigned)
  expectProblem(await service.anonymous.post(DELEGATIONS).send({}), unsigned)
  expectProblem(await service.anonymous.delete(`${DELEGATIONS}/1`), unsigned)
})
