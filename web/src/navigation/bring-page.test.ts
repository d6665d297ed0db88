import { flushPromises } from '@vue/test-utils'
import { beforeEach, expect, test } from 'vitest'
import type { AccountView } from '@ntm/shared/access/wire'
import { setAccessToken } from '@/api/access-token'
import { beginVisit } from '@/api/begin-visit'
import { stubFetch } from '@/testing/stub-fetch'
import { bringPage } from './bring-page'

const service = { demo: true, today: '2019-07-22', currentPeriod: '2019-07', province: '62', outsideSignIn: null }
const unit = { uid: '615', code: '615', kind: 'district', type: 'huyện', name: 'Đắk Hà', fullName: 'Huyện Đắk Hà' }
const account = { username: 'huyen.615', roles: [{ role: 'districtOfficer', unit }], duty: null }

const sheet = { criteriaSet: 'xa-2016-2020' }

function stubService(told: Partial<AccountView> = {}) {
  const session = { accessToken: 'token', account: { ...account, ...told } }
  return stubFetch(({ url }) => {
    if (url === '/api/v1/service') return { body: service }
    if (url === '/api/v1/assessments/23311/2019-07') return { body: sheet }
    return { body: url === '/api/v1/auth/refresh' ? session : {} }
  })
}

/** What is asked at an address before there is a program. */
async function visit(address: string, seen: ReturnType<typeof stubFetch>): Promise<string[]> {
  const { pathname, search } = new URL(address, 'http://ntm.example')
  await bringPage({ pathname, search }, beginVisit())
  await flushPromises()
  return seen.map(({ url }) => url.replace('/api/v1/', '')).sort()
}

beforeEach(() => {
  setAccessToken(undefined)
  localStorage.setItem('ntm.signedIn', '1')
})

test('the figures of the page at the address are asked for as soon as it is known who asks', async () => {
  const seen = stubService()
  expect(await visit('/tong-quan/62?period=2019-06&basis=reported', seen)).toEqual([
    'auth/refresh',
    'overview?unit=62&period=2019-06&basis=reported',
    'service',
  ])
  expect(seen.at(-1)?.headers.get('Authorization')).toBe('Bearer token')
})

test('an address that leaves unit and month open asks for the reader’s own and the last whole month', async () => {
  expect(await visit('/tong-quan', stubService())).toContain('overview?unit=615&period=2019-06')
})

test('of a sheet all is asked for that it is read against, of one revision nothing', async () => {
  expect(await visit('/phieu/23311/2019-07', stubService())).toEqual([
    'assessments/23311/2019-07',
    'assessments/23311/2019-07/measure-history',
    'auth/refresh',
    'criteria-sets/xa-2016-2020?unit=23311&period=2019-07',
    'service',
  ])
  expect(await visit('/phieu/23311/2019-07?revision=1', stubService())).toEqual(['auth/refresh', 'service'])
})

test('while a duty is open no figures are asked for: the service would refuse them', async () => {
  expect(await visit('/tong-quan/62', stubService({ duty: 'changePassword' }))).toEqual(['auth/refresh', 'service'])
})

test('without a session there is nothing to ask but what everybody may know', async () => {
  localStorage.clear()
  expect(await visit('/tong-quan/62', stubService())).toEqual(['service'])
})
