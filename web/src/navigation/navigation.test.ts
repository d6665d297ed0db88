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

test('whoever is signed in already is led past the sign-in page', async () => {
  await useSessionStore().signIn('vpdp', 'secret')
  const router = createRouter()
  await router.push('/dang-nhap?returnTo=/tong-quan/615')
  expect(router.currentRoute.value.fullPath).toBe('/tong-quan/615')
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

test('while the password has to be changed that is the only page, and it knows where one wanted to go', async () => {
  const first = { ...account, duty: 'changePassword' }
  stubFetch(({ url }) => ({ body: url === '/api/v1/service' ? service : { ...session, account: first } }))
  await useSessionStore().signIn('vpdp', 'secret')
  const router = createRouter()
  await router.push('/tong-quan/615?period=2019-06')
  expect(router.currentRoute.value.name).toBe('changePassword')
  expect(router.currentRoute.value.query).toEqual({ returnTo: '/tong-quan/615?period=2019-06' })
  await router.push('/')
  expect(router.currentRoute.value.name).toBe('changePassword')
})

test('from one duty to the next the page that was wanted is not forgotten', async () => {
  const second = { ...account, duty: 'enrolSecondFactor' }
  stubFetch(({ url }) => ({ body: url === '/api/v1/service' ? service : { ...session, account: second } }))
  await useSessionStore().signIn('vpdp', 'secret')
  const router = createRouter()
  await router.push('/doi-mat-khau?returnTo=/tong-quan/615')
  expect(router.currentRoute.value.fullPath).toBe('/bao-mat/xac-thuc-hai-lop?returnTo=/tong-quan/615')
})

test('a page that the account may not open is as unknown as any other, at the address that was asked for', async () => {
  await useSessionStore().signIn('vpdp', 'secret')
  const router = createRouter()
  await router.push('/tai-khoan/moi')
  expect(router.currentRoute.value.name).toBe('notFound')
  expect(router.currentRoute.value.path).toBe('/tai-khoan/moi')
})
