import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, expect, test } from 'vitest'
import { getAccessToken, setAccessToken } from '@/api/access-token'
import { getJson } from '@/api/http'
import { problem, stubFetch } from '@/testing/stub-fetch'
import { useSessionStore } from './session'

const service = { demo: true, today: '2019-07-22', currentPeriod: '2019-07', province: '62' }
const unit = { uid: '615', code: '615', kind: 'district', type: 'huyện', name: 'Đắk Hà', fullName: 'Huyện Đắk Hà' }
const account = {
  username: 'huyen.615',
  displayName: 'UBND huyện Đắk Hà',
  roles: [{ role: 'districtOfficer', unit, agency: null }],
  permissions: ['assessments.review'],
}
const session = { accessToken: 'token', tokenType: 'Bearer', expiresIn: 900, account }

beforeEach(() => {
  localStorage.clear()
  setAccessToken(undefined)
  setActivePinia(createPinia())
})

test('a first visit asks for the facts of the service only: there is no session to renew', async () => {
  const seen = stubFetch(() => ({ body: service }))
  const store = useSessionStore()
  await store.start()
  expect(seen.map(({ url }) => url)).toEqual(['/api/v1/service'])
  expect(store.service).toEqual(service)
  expect(store.isSignedIn).toBe(false)
})

test('signing in gives the account, what it may do and the unit it works for', async () => {
  stubFetch(() => ({ body: session }))
  const store = useSessionStore()
  await store.signIn('huyen.615', 'secret')
  expect(store.isSignedIn).toBe(true)
  expect(store.can('assessments.review')).toBe(true)
  expect(store.can('assessments.edit')).toBe(false)
  expect(store.homeUnit?.code).toBe('615')
  expect(getAccessToken()).toBe('token')
})

test('a page opened again takes up the session silently', async () => {
  localStorage.setItem('ntm.signedIn', '1')
  stubFetch(({ url }) => ({ body: url === '/api/v1/auth/refresh' ? session : service }))
  const store = useSessionStore()
  await store.start()
  expect(store.account?.username).toBe('huyen.615')
})

test('a session that ended meanwhile is forgotten without a word of complaint', async () => {
  localStorage.setItem('ntm.signedIn', '1')
  stubFetch(({ url }) => (url === '/api/v1/auth/refresh' ? problem(401, 'session_ended') : { body: service }))
  const store = useSessionStore()
  await store.start()
  expect(store.isSignedIn).toBe(false)
  expect(store.hasLapsed).toBe(false)
  expect(store.startError).toBeUndefined()
  expect(localStorage.getItem('ntm.signedIn')).toBeNull()
})

test('a session that ends while pages are open is known to have lapsed', async () => {
  stubFetch(({ url }) => (url === '/api/v1/auth/login' ? { body: session } : problem(401, 'session_ended')))
  const store = useSessionStore()
  await store.signIn('huyen.615', 'secret')
  await getJson('me').catch(() => undefined)
  expect(store.isSignedIn).toBe(false)
  expect(store.hasLapsed).toBe(true)
})

test('a service that cannot be reached is tried again on request', async () => {
  let isDown = true
  stubFetch(() => {
    if (isDown) throw new TypeError('Failed to fetch')
    return { body: service }
  })
  const store = useSessionStore()
  await store.start()
  expect(store.startError).toBeDefined()
  isDown = false
  await store.start()
  expect(store.startError).toBeUndefined()
  expect(store.service).toEqual(service)
})

test('signing out forgets everything here, even when the service cannot be told', async () => {
  stubFetch(({ url }) => {
    if (url === '/api/v1/auth/logout') throw new TypeError('Failed to fetch')
    return { body: session }
  })
  const store = useSessionStore()
  await store.signIn('huyen.615', 'secret')
  await store.signOut()
  expect(store.isSignedIn).toBe(false)
  expect(store.hasLapsed).toBe(false)
  expect(getAccessToken()).toBeUndefined()
  expect(localStorage.getItem('ntm.signedIn')).toBeNull()
})
