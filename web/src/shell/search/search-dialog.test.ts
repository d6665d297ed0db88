import { enableAutoUnmount, flushPromises, mount } from '@vue/test-utils'
import { VueQueryPlugin } from '@tanstack/vue-query'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createMemoryHistory, createRouter } from 'vue-router'
import { createQueryClient } from '@/api/query-client'
import '@/i18n/i18n'
import { useSessionStore } from '@/stores/session'
import { linkedPage } from '@/testing/open-page'
import { stubFetch, type SeenRequest } from '@/testing/stub-fetch'
import SearchButton from './SearchButton.vue'

const commune = { uid: '23512', code: '23512', kind: 'commune', type: 'xã', name: 'Đắk Mar', fullName: 'Xã Đắk Mar' }
const district = { ...commune, uid: '615', code: '615', kind: 'district', name: 'Đắk Hà', fullName: 'Huyện Đắk Hà' }
let seen: SeenRequest[]

beforeEach(() => {
  localStorage.clear()
  seen = stubFetch(({ url }) => {
    if (url.includes('/criteria-sets')) return { body: { data: [] } }
    const units = [{ unit: commune, parent: district, aliases: [], validFrom: null, validTo: null }]
    const sheets = [{ unit: commune, parent: district, period: '2019-06', status: 'consolidated' }]
    return { body: url.includes('khong') ? { units: [], sheets: [] } : { units, sheets } }
  })
})
enableAutoUnmount(afterEach)

async function open() {
  const pinia = createPinia()
  setActivePinia(pinia)
  const session = useSessionStore()
  const permissions = ['self', 'units.read', 'results.read', 'assessments.read', 'criteria.read'] as const
  session.account = { username: 'vpdp', displayName: 'VP', roles: [], duty: null, permissions: [...permissions] }
  session.service = { demo: true, today: '2019-07-22', currentPeriod: '2019-07', province: '62', outsideSignIn: null }
  const pages = [
    linkedPage('work', '/'),
    linkedPage('overview', '/tong-quan/:unit?'),
    linkedPage('profile', '/xa/:unit'),
    linkedPage('sheet', '/phieu/:unit/:period'),
    linkedPage('audit', '/nhat-ky'),
  ]
  const router = createRouter({ history: createMemoryHistory(), routes: pages })
  await router.push('/')
  const plugins = [pinia, router, [VueQueryPlugin, { queryClient: createQueryClient() }]]
  mount(SearchButton, { props: { listens: true }, global: { plugins: plugins as [] }, attachTo: document.body })
  window.dispatchEvent(new KeyboardEvent('keydown', { key: 'k', ctrlKey: true, cancelable: true }))
  const input = await vi.waitFor(() => {
    const field = document.querySelector<HTMLInputElement>('[role=combobox]')
    if (!field) throw new Error('not open yet')
    return field
  }, 15_000)
  return { router, input }
}

const options = () => [...document.querySelectorAll('[role=option]')].map((each) => each.textContent.trim())
const press = async (input: HTMLInputElement, key: string) => {
  input.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
  await flushPromises()
}
async function type(input: HTMLInputElement, text: string) {
  input.value = text
  input.dispatchEvent(new Event('input'))
  await vi.waitFor(() => expect(seen.some(({ url }) => url.includes('/search?q='))).toBe(true))
  await flushPromises()
}

test('Ctrl K opens it on the pages that one may open, and no others', async () => {
  await open()
  expect(options()).toEqual(['Việc cần làm', 'Tổng quan'])
})

test('what is typed is asked for once, arrows walk the list, Enter opens, and the choice is remembered', async () => {
  const { router, input } = await open()
  await type(input, 'dak mar 6/2019')
  expect(seen.filter(({ url }) => url.includes('/search?')).map(({ url }) => url)).toEqual([
    '/api/v1/search?q=dak+mar+6%2F2019',
  ])
  expect(options()).toEqual(['Phiếu Đắk Mar, tháng 6/2019Huyện Đắk Hà · Đã tổng hợp', 'Xã Đắk MarHuyện Đắk Hà'])
  await press(input, 'ArrowDown')
  await press(input, 'ArrowUp')
  const active = document.getElementById(input.getAttribute('aria-activedescendant') ?? '')
  expect(active?.getAttribute('aria-selected')).toBe('true')
  await press(input, 'Enter')
  await flushPromises()
  expect(router.currentRoute.value.fullPath).toBe('/phieu/23512/2019-06')
  expect(localStorage.getItem('ntm.search.vpdp')).toContain('2019-06')
})

test('Enter before the answer waits for it, and never opens what was found for fewer letters', async () => {
  const { router, input } = await open()
  input.value = 'dak mar'
  input.dispatchEvent(new Event('input'))
  await press(input, 'Enter')
  expect(router.currentRoute.value.fullPath).toBe('/')
  await vi.waitFor(() => expect(router.currentRoute.value.fullPath).toBe('/xa/23512'))
})

test('nothing found says so, and what to try', async () => {
  const { input } = await open()
  await type(input, 'khong')
  await vi.waitFor(() => expect(document.body.textContent).toContain('Không tìm thấy gì'))
})
