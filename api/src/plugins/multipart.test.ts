import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '../testing/app.js'
import { expectProblem } from '../testing/problem.js'

let service: TestApp
beforeAll(async () => {
  service = await startTestApp()
})
afterAll(() => service.close())

test('a form with files is refused by a route that reads none, also by one that reads nothing', async () => {
  const office = await service.as('vpdp')
  for (const path of ['/api/v1/auth/logout', '/api/v1/delegations']) {
    const answer = await office.request('post', path).attach('file', Buffer.from('%PDF-1.7'), 'a.pdf')
    expectProblem(answer, { status: 415, code: 'unsupported_media_type' })
  }
  const answer = await office.request('post', '/api/v1/auth/logout').set('content-type', 'multipart/mixed').send('x')
  expect(answer.status).toBe(415)
})
