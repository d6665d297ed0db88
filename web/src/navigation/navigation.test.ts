import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, expect, test } from 'vitest'
import { createMemoryHistory } from 'vue-router'
import { setAccessToken } from '@/api/access-token'
import { createAppRouter } from '@/router'
import { useSessionStore } from '@/stores/session'
import { stubFetch } from '@/testing/stub-fetch'
import { findReturnTarget } from './return-to'

const service = { demo: true, today: '2019-07-22', currentPeriod: '2019-07', province: '62' }
const account = { username: 'vpdp', displayName: 'VPĐP', roles: [], permissions: [] }
const session = { accessToken: 'token', tokenType: 'Bearer', expiresIn: 900, account }

function createRouter() {
  return createAppRouter(createMemoryHistory())
}

beforeEach(() => {
  localStorage.clear()
  setAccessToken(undefined)
  setActivePinia(createPinia())
  stubFetch(({ url }) => ({ body: url === '/api/v1/service' ? service : session }))
})

test('without a session every page leads to the sign-in page, which keeps where one wanted to go', async () => {
  const router = createRouter()
  await router.push('/ma-tran/615?period=2019-06')
  expect(router.currentRoute.value.name).toBe('signIn')
  expect(router.currentRoute.value.query).toEqual({ returnTo: '/ma-tran/615?period=2019-06' })
})

test('with a session pages open, and an unknown address is said to be unknown', async () => {
  await useSessionStore().signIn('vpdp', 'secret')
  const router = createRouter()
  await router.push('/tong-quan/615')
  expect(router.currentRoute.value.name).toBe('overview')
  await router.push('/khong-co')
  expect(router.currentRoute.value.name).toBe('notFound')
})

test.each([
  ['a page of ours', '/ma-tran/615?short=1#x', '/ma-tran/615?short=1#x'],
  ['another site', 'https://evil.example/', '/'],
  ['another site without its scheme', '//evil.example/', '/'],
  ['another site behind a backslash', '/\\evil.example', '/'],
  ['a script', 'javascript:alert(1)', '/'],
  ['a page that does not exist', '/khong-co', '/'],
  ['the sign-in page itself', '/dang-nhap', '/'],
  ['a list', ['/tong-quan'], '/'],
  ['nothing', undefined, '/'],
])('after signing in, %s leads to the right place', (_name, wanted, expected) => {
  const router = createRouter()
  expect(router.resolve(findReturnTarget(router, wanted)).fullPath).toBe(expected)
})
