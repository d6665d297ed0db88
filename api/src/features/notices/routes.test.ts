import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { NoticePage, NoticeView } from '@ntm/shared/reminders/wire'
import { inTransaction } from '../../db/client.js'
import { startTestApp, type Caller, type TestApp } from '../../testing/app.js'
import { fillAndSubmit, findCommune, move } from '../../testing/sheets.js'
import { tellDay } from './tell-day.js'

let service: TestApp
let owner: pg.Pool

beforeAll(async () => {
  service = await startTestApp()
  owner = new pg.Pool({ connectionString: service.databaseUrl, max: 3 })
})
afterAll(async () => {
  await owner.end()
  await service.close()
})

const tell = (day: string) => inTransaction(service.app.pool, (tx) => tellDay(tx, day))
async function list(caller: Caller, query = ''): Promise<NoticePage> {
  return (await caller.get(`/api/v1/notices${query}`).expect(200)).body as NoticePage
}
async function kindsOf(username: string): Promise<string[]> {
  const { data } = await list(await service.as(username), '?limit=500')
  return data.map(({ kind, unit, period }) => `${kind} ${unit.code} ${period}`)
}
const countRows = async () =>
  (await owner.query<{ rows: number; ids: number }>('select count(*)::int "rows", max(id)::int ids from notices'))
    .rows[0]

/** The number of communes of the demonstration that have not handed in July. */
async function countOpen(): Promise<number> {
  const { rows } = await owner.query<{ open: number }>(
    `select count(*)::int open from units u where kind = 'commune' and in_programme and valid @> date '2019-07-31'
     and not exists (select from sheets where unit_id = u.id and period = '2019-07'
       and status in ('submitted', 'approved', 'consolidated'))`,
  )
  return rows[0]?.open ?? 0
}

test('a sheet that is sent back is told of at once, and no more once it is sent again', async () => {
  const commune = await findCommune(service, 'submitted', '615')
  const returned = [{ indicator: '11.1', reason: 'Chưa khớp danh sách hộ nghèo.' }]
  await move(await service.as('huyen.615'), commune, { action: 'return', reason: 'Xem lại số liệu.', returned })
  expect(await kindsOf(`xa.${commune}`)).toEqual([`returned ${commune} 2019-07`])
  expect(await kindsOf('huyen.615')).toEqual([])
  await fillAndSubmit(await service.as(`xa.${commune}`), commune)
  expect(await kindsOf(`xa.${commune}`)).toEqual([])
  await move(await service.as('huyen.615'), commune, { action: 'return', reason: 'Xem lại số liệu.', returned })
  expect(await kindsOf(`xa.${commune}`)).toEqual([`returned ${commune} 2019-07`])
})

test('three days before the due day exactly the communes that have not handed in are told, once', async () => {
  const open = await countOpen()
  expect(open).toBeGreaterThan(20)
  expect(await tell('2019-07-22')).toBeGreaterThanOrEqual(open)
  const { rows } = await owner.query(
    `select count(*)::int told, count(distinct unit_id)::int offices from notices where kind = 'dueSoon'`,
  )
  expect(rows).toEqual([{ told: open, offices: open }])
})

test('a second run of the day, and two at once, write nothing', async () => {
  const before = await countRows()
  expect(await Promise.all([tell('2019-07-22'), tell('2019-07-22')])).toEqual([0, 0])
  expect((await countRows())?.rows).toBe(before?.rows)
})

test('of what a department has left for three days it is told by district', async () => {
  const { data } = await list(await service.as('so.sxd'))
  expect(data.length).toBeGreaterThan(0)
  for (const { kind, unit, communes, indicators } of data) {
    expect([kind, unit.kind]).toEqual(['verificationWaiting', 'district'])
    expect(communes).toBeGreaterThan(0)
    expect(indicators).toBeGreaterThanOrEqual(communes ?? 0)
  }
})

test('whoever reads marks it for themselves, and the trail has it once', async () => {
  const commune = await findCommune(service, 'draft', '615')
  const caller = await service.as(`xa.${commune}`)
  const { data } = await list(caller)
  const [notice] = data as [NoticeView]
  expect((await caller.get('/api/v1/notices/unread').expect(200)).body).toEqual({ unread: data.length })
  const read = () => caller.request('post', `/api/v1/notices/${notice.id}/reading`)
  expect((await read().expect(200)).body).toEqual({ unread: data.length - 1 })
  expect((await read().expect(200)).body).toEqual({ unread: data.length - 1 })
  expect((await list(caller)).data.at(-1)).toEqual({ ...notice, isRead: true })
  const { rows } = await owner.query(
    `select count(*)::int events from audit_events where action = 'notice.read' and subject_key = $1`,
    [String(notice.id)],
  )
  expect(rows).toEqual([{ events: 1 }])
})

test('another office does not learn that there is such a notice', async () => {
  const commune = await findCommune(service, 'notStarted', '615')
  const [notice] = (await list(await service.as(`xa.${commune}`))).data as [NoticeView]
  for (const stranger of ['huyen.615', 'vpdp', 'so.sxd', 'admin']) {
    const caller = await service.as(stranger)
    const answer = await caller.request('post', `/api/v1/notices/${notice.id}/reading`).expect(404)
    expect((answer.body as { code: string }).code).toBe('notice_not_found')
  }
  await service.anonymous.get('/api/v1/notices').expect(401)
})

test('after a stop of eight days every level hears the latest word, and that it comes late', async () => {
  const open = await countOpen()
  await tell('2019-08-02')
  const province = (await list(await service.as('vpdp'), '?limit=500')).data
  expect(province.length).toBe(open)
  expect(new Set(province.map(({ kind, daysLate }) => `${kind} ${daysLate}`))).toEqual(new Set(['lateStill 3']))
  const commune = await findCommune(service, 'notStarted', '615')
  const own = (await list(await service.as(`xa.${commune}`))).data
  expect(own.map(({ kind, daysLate, deadline }) => [kind, daysLate, deadline])).toEqual([['due', 8, '2019-07-25']])
  expect(await kindsOf('huyen.615')).toContain(`late ${commune} 2019-07`)
})

test('pages follow each other without a gap, unread first, and all can be read up to what was seen', async () => {
  const caller = await service.as('vpdp')
  const { data: all } = await list(caller, '?limit=500')
  const third = all[2] as NoticeView
  await caller.request('post', `/api/v1/notices/${third.id}/reading`).expect(200)
  const seen: number[] = []
  let cursor: string | null = ''
  while (cursor !== null) {
    const page: NoticePage = await list(caller, `?limit=7${cursor && `&cursor=${cursor}`}`)
    seen.push(...page.data.map(({ id }) => id))
    cursor = page.page.next
  }
  expect(seen).toEqual([...all.filter(({ id }) => id !== third.id).map(({ id }) => id), third.id])
  await caller.get('/api/v1/notices?cursor=2.9').expect(400)

  const upTo = (all[0] as NoticeView).id - 1
  const answer = await caller.request('post', '/api/v1/notices/readings').send({ upTo }).expect(200)
  expect(answer.body).toEqual({ unread: 1 })
})

test('a sheet that is handed in is spoken of no more, nor is a month whose due day was moved', async () => {
  const commune = await findCommune(service, 'notStarted', '615')
  const code = `late ${commune} 2019-07`
  expect(await kindsOf('huyen.615')).toContain(code)
  await fillAndSubmit(await service.as(`xa.${commune}`), commune)
  expect(await kindsOf('huyen.615')).not.toContain(code)
  await owner.query(
    `insert into periods (period, due_on, locks_on) values ('2019-07', '2019-08-10', '2019-08-20')
     on conflict (period) do update set due_on = excluded.due_on, locks_on = excluded.locks_on`,
  )
  await tell('2019-08-02')
  expect(await kindsOf('vpdp')).toEqual([])
  await tell('2019-08-07')
  expect(await kindsOf(`xa.${await findCommune(service, 'draft', '615')}`)).toHaveLength(1)
})
