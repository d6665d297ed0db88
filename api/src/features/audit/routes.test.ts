import pg from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { AuditPage, AuditVerification } from '@ntm/shared/audit/wire'
import { startTestApp, type TestApp } from '../../testing/app.js'

let service: TestApp

beforeEach(async () => {
  service = await startTestApp()
})
afterEach(() => service.close())

async function verify(): Promise<AuditVerification> {
  const office = await service.as('vpdp')
  const answer = await office.get('/api/v1/audit/verification').expect(200)
  return answer.body as AuditVerification
}

/** What somebody with the keys of the database could do: the trigger that refuses it is switched off first. */
async function tamper(...statements: string[]): Promise<void> {
  const client = new pg.Client({ connectionString: service.databaseUrl })
  await client.connect()
  await client.query('alter table audit_events disable trigger audit_events_append_only')
  for (const statement of statements) await client.query(statement)
  await client.end()
}

test('an untouched trail is intact, and stays so while it grows', async () => {
  const before = await verify()
  expect(before).toMatchObject({ intact: true, faults: [] })
  expect(before.events).toBeGreaterThan(3000)
  await service.as('xa.23512')
  const after = await verify()
  expect(after).toMatchObject({ intact: true, events: before.events + 1 })
  expect(after.head).not.toBe(before.head)
})

test('the database refuses even its owner to change or remove an audit row', async () => {
  const owner = new pg.Client({ connectionString: service.databaseUrl })
  await owner.connect()
  for (const statement of [
    `update audit_events set actor_name = 'X' where id = 1`,
    'delete from audit_events where id = 1',
    'truncate audit_events',
  ]) {
    await expect(owner.query(statement)).rejects.toThrow('append-only')
  }
  await owner.end()
})

test.each([
  ['altered', `update audit_events set actor_name = 'Người khác' where id = 100`, 100],
  ['missing', 'delete from audit_events where id = 100', null],
])('a row that was %s is found, with its place', async (kind, statement, no) => {
  const { rows } = await service.app.pool.query<{ shard: number; position: number }>(
    'select shard, position from audit_events where id = 100',
  )
  await tamper(statement)
  const found = await verify()
  expect(found.intact).toBe(false)
  expect(found.faults[0]).toEqual({ kind, ...rows[0], no })
})

test('the latest row of a chain cannot be taken away unseen', async () => {
  await tamper('delete from audit_events where id = (select id from audit_events order by position desc limit 1)')
  expect((await verify()).faults).toMatchObject([{ kind: 'missing' }])
})

test('a row slipped in by hand is found', async () => {
  await tamper(`
    insert into audit_events (field_at, actor_name, action, subject_kind, subject_key, trace_id, shard, position, hash)
    select now(), 'Không ai', 'assessment.approved', 'assessment', '23512/2019-07/1', 'x', shard, length + 1, head
    from audit_chains where length > 0 limit 1`)
  expect((await verify()).faults).toEqual(expect.arrayContaining([expect.objectContaining({ kind: 'added' })]))
})

test('a chain taken away is found, with its rows or without', async () => {
  await tamper('delete from audit_chains where shard = 5', 'delete from audit_chains where shard = 6')
  await tamper('delete from audit_events where shard = 6')
  const { rows } = await service.app.pool.query('select max(position) + 1 position from audit_events where shard = 5')
  expect((await verify()).faults).toEqual([
    { kind: 'missing', shard: 5, position: (rows[0] as { position: number }).position, no: null },
    { kind: 'missing', shard: 6, position: 1, no: null },
  ])
})

test('a chain that says how many events it has needs them all', async () => {
  await tamper('delete from audit_events where shard = 7')
  expect((await verify()).faults).toEqual([{ kind: 'missing', shard: 7, position: 1, no: null }])
})

test.each([
  ['before the first of a chain', 3, 0],
  ['in a chain that nobody writes to', 64, 1],
])('a row slipped in %s is found, though every link holds', async (_where, shard, position) => {
  await tamper(`
    insert into audit_events (field_at, actor_name, action, subject_kind, subject_key, trace_id, shard, position, hash)
    values (now(), 'Không ai', 'assessment.approved', 'assessment', '23512/2019-07/1', 'x', ${shard}, ${position}, sha256(''))`)
  expect((await verify()).faults).toContainEqual(expect.objectContaining({ kind: 'added', shard, position }))
})

test('fifty changes at once leave unbroken chains', async () => {
  await Promise.all(
    Array.from({ length: 50 }, (_, index) =>
      service.anonymous
        .post('/api/v1/auth/login')
        .send({ username: index % 2 ? 'xa.23512' : 'vpdp', password: 'NongThonMoi@2019' })
        .expect(200),
    ),
  )
  expect(await verify()).toMatchObject({ intact: true })
})

test('the trail of one record is read latest first, page by page', async () => {
  const office = await service.as('vpdp')
  const first = await office.get('/api/v1/audit?subject=period&limit=10').expect(200)
  const { data, page } = first.body as AuditPage
  expect(data.map(({ subject }) => subject.key)).toEqual(
    ['2019-06', '2019-05', '2019-04', '2019-03', '2019-02', '2019-01'].concat([
      '2018-12',
      '2018-11',
      '2018-10',
      '2018-09',
    ]),
  )
  const second = await office.get(`/api/v1/audit?subject=period&limit=10&cursor=${page.next}`).expect(200)
  expect((second.body as AuditPage).data.map(({ subject }) => subject.key)).toHaveLength(8)
})

test('routine sign-ins and sessions can be left out; refused ones stay, and so does everything else', async () => {
  const office = await service.as('vpdp')
  await service.anonymous.post('/api/v1/auth/login').send({ username: 'xa.23512', password: 'Sai@12345' }).expect(401)
  const actionsOf = async (query: string) => {
    const { body } = await office.get(`/api/v1/audit?limit=20&${query}`).expect(200)
    return (body as AuditPage).data.map(({ action }) => action)
  }
  expect((await actionsOf('')).slice(0, 2)).toEqual(['session.refused', 'session.started'])
  const [latest, ...others] = await actionsOf('without=sessions')
  expect(latest).toBe('session.refused')
  expect(others).toHaveLength(19)
  expect(others.filter((action) => action.startsWith('session.'))).toEqual([])
  await office.get('/api/v1/audit?without=everything').expect(400)
})

test('a record whose key begins like another’s is another record', async () => {
  const office = await service.as('vpdp')
  await service.as('xa.23512')
  const keys = async (subject: string) => {
    const { body } = await office.get(`/api/v1/audit?subject=${subject}&limit=500`).expect(200)
    return [...new Set((body as AuditPage).data.map((event) => event.subject.key))]
  }
  expect(await keys('account/xa.23512')).toEqual(['xa.23512'])
  expect(await keys('account/xa.2351')).toEqual([])
  expect(await keys('period/2019-0')).toEqual([])
  // All months of a commune's sheets, and all openings of one.
  expect((await keys('assessment/23512')).every((key) => key.startsWith('23512/'))).toBe(true)
  expect(await keys('assessment/23512/2019-06')).toEqual(['23512/2019-06/1'])
})

test.each(['xa.23512', 'huyen.615', 'so.syt', 'ubnd', 'mttq'])('%s does not read the trail', async (username) => {
  const caller = await service.as(username)
  await caller.get('/api/v1/audit').expect(403)
  await caller.get('/api/v1/audit/verification').expect(403)
})
