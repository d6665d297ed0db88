import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '../testing/app.js'
import { expectProblem } from '../testing/problem.js'

let service: TestApp

beforeAll(async () => {
  service = await startTestApp()
})
afterAll(() => service.close())

async function listRefusals() {
  const { rows } = await service.app.pool.query<{ key: string; actor: string; told: unknown; trace: string }>(
    `select subject_kind || '/' || subject_key key, actor_name actor, new told, trace_id trace
     from audit_events where action = 'access.refused' order by id`,
  )
  return rows
}

test('who asks for what they may not do is refused, and the trail says who, when and what', async () => {
  const commune = await service.as('xa.23512')
  const answer = await commune.get('/api/v1/accounts?q=secret')
  expectProblem(answer, { status: 403, code: 'forbidden' })
  const { traceId } = answer.body as { traceId: string }
  expect(await listRefusals()).toEqual([
    {
      key: 'account/xa.23512',
      actor: expect.stringContaining('Đắk Mar') as string,
      told: { method: 'GET', path: '/api/v1/accounts', code: 'forbidden' },
      trace: traceId,
    },
  ])
})

test('insisting is one act, another thing is another', async () => {
  const front = await service.as('mttq')
  const before = (await listRefusals()).length
  for (let times = 0; times < 3; times++) expect((await front.get('/api/v1/accounts')).status).toBe(403)
  expect((await front.get('/api/v1/audit')).status).toBe(403)
  const { told } = (await listRefusals()).at(-1) ?? {}
  expect(await listRefusals()).toHaveLength(before + 2)
  expect(told).toMatchObject({ path: '/api/v1/audit' })
})

test('what is not there or out of sight, what is malformed, and who is not signed in leave no row', async () => {
  const commune = await service.as('xa.23515')
  const before = (await listRefusals()).length
  expect((await commune.get('/api/v1/assessments/23500/2019-07')).status).toBe(404)
  expect((await commune.get('/api/v1/assessments/23515/2019-7')).status).toBe(400)
  expect((await service.anonymous.get('/api/v1/accounts')).status).toBe(401)
  expect(await listRefusals()).toHaveLength(before)
})

test('the trail stays whole with refusals in it', async () => {
  const admin = await service.as('admin')
  expect((await admin.get('/api/v1/audit/verification')).body).toMatchObject({ intact: true })
})
