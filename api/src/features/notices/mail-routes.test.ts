import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '../../testing/app.js'

let service: TestApp
beforeAll(async () => {
  service = await startTestApp()
})
afterAll(() => service.close())

const PATH = '/api/v1/me/mail'

test('one chooses an address and gives it up again, and the trail does not keep it', async () => {
  const caller = await service.as('xa.23512')
  const put = (version: string, body: object) => caller.request('put', PATH).set('if-match', version).send(body)
  const first = await caller.get(PATH).expect(200)
  expect(first.body).toEqual({ address: null, wantsDigest: true, isSent: false })
  const etag = first.headers.etag ?? ''
  const choice = { address: ' can.bo@kontum.gov.vn ', wantsDigest: true }
  const second = await put(etag, choice).expect(200)
  expect(second.body).toEqual({ address: 'can.bo@kontum.gov.vn', wantsDigest: true, isSent: false })
  await put(etag, choice).expect(412)
  await put(second.headers.etag ?? '', { address: 'không phải', wantsDigest: true }).expect(422)
  const third = await put(second.headers.etag ?? '', { address: '', wantsDigest: true }).expect(200)
  expect(third.body).toMatchObject({ address: null })
  const { rows } = await service.app.pool.query<{ told: string }>(
    `select old::text || new::text told from audit_events where action = 'account.mailSet' order by id`,
  )
  expect(rows).toHaveLength(2)
  expect(JSON.stringify(rows)).not.toContain('kontum.gov.vn')
  await caller.request('put', PATH).send(choice).expect(428)
})
