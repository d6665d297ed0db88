import { enableAutoUnmount } from '@vue/test-utils'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { VillageList } from '@ntm/shared/villages/wire'
import { linkedPage, openPage as openPageOf } from '@/testing/open-page'
import { problem, stubFetch, type SeenRequest, type StubbedAnswer } from '@/testing/stub-fetch'
import { routes } from './routes'
import { buildFigures, buildMeasure, figure } from './testing/builders'

/** Pages and their parts are loaded on demand, on a busy machine slowly. */
const eventually = (check: () => void) => vi.waitFor(check, 15_000)
enableAutoUnmount(afterEach)

const LINKS = [
  linkedPage('sheet', '/phieu/:unit/:period'),
  linkedPage('overview', '/tong-quan/:unit?'),
  linkedPage('profile', '/xa/:unit'),
]
const view = buildFigures([
  buildMeasure('9.2', [figure(90, 100), figure(70, 100), figure(40, 100)]),
  buildMeasure('17.7', [figure(0, 0), undefined, figure(60, 100)], { threshold: 60 }),
  buildMeasure('17.8', [], { collected: false, missing: [] }),
])
const list: VillageList = {
  commune: view.unit,
  parent: view.parent,
  villages: view.villages.map(({ code, type, name, fullName, households }) => ({
    ...{ uid: code, code, type, name, fullName, validFrom: null, validTo: '2025-06-30' },
    ...{ begunBasis: null, endedBasis: null, isOnRecord: false, version: 3, successors: [], predecessors: [] },
    households: [{ households: households ?? 0, countedOn: '2019-01-01' }],
    hardships: type === 'làng' ? [{ decision: '582/QĐ-TTg', from: '2017-04-28', to: null }] : [],
  })),
  allowed: { manage: true },
}

let answers: Record<string, StubbedAnswer>
let seen: SeenRequest[]
beforeEach(() => {
  localStorage.clear()
  answers = {
    'GET service': { body: { demo: true, today: '2019-07-22', currentPeriod: '2019-07', province: '62' } },
    'GET units': { body: list },
    'GET assessments': { body: view, headers: { ETag: '"7"' } },
    'PATCH assessments': { body: view, headers: { ETag: '"8"' } },
    'POST villages': { body: list.villages[0] },
  }
  seen = stubFetch(
    ({ method, url }) =>
      answers[`${method} ${url.replace('/api/v1/', '').split(/[?/]/)[0] ?? ''}`] ?? problem(404, 'not_found'),
  )
})

const openPage = (address: string) => openPageOf(address, [...routes, ...LINKS])
const changes = () =>
  seen.filter(({ method }) => method !== 'GET').map(({ method, url, body }) => ({ method, url, body }))

test('the matrix says who holds the commune back, and the address keeps filter and order', async () => {
  const { page, router } = await openPage('/thon/23311?period=2019-07')
  await eventually(() => expect(page.text()).toContain('2/3 thôn còn chỉ tiêu dưới ngưỡng của xã'))
  const rows = () => page.findAll('tbody tr').map((row) => row.get('th').text())
  expect(rows()).toEqual(['Thôn 1', 'Thôn 2', 'Làng Yang RoongĐBKK'])
  expect(page.get('tfoot').text()).toContain('thiếu 1 thôn')
  await page.get('input[type="radio"]:not(:checked)').trigger('change')
  await eventually(() => expect(router.currentRoute.value.query).toEqual({ period: '2019-07', show: 'holding' }))
  await eventually(() => expect(rows()).toHaveLength(2))
  await page.findAll('thead button')[2]?.trigger('click')
  await eventually(() => expect(rows()).toEqual(['Làng Yang RoongĐBKK', 'Thôn 2']))
  expect(router.currentRoute.value.query).toMatchObject({ sort: '9.2' })
})

test('whoever has no commune of their own is asked for one, and the page then leads to it', async () => {
  const { page, router } = await openPage('/thon?period=2019-06')
  await eventually(() => expect(page.find('h1').text()).toBe('Số liệu theo thôn'))
  const commune = { ...view.unit, uid: '23311', code: '23311', fullName: 'Xã Đăk Rơ Wa' }
  answers['GET units'] = { body: { data: [commune], total: 1 } }
  await page.get('input[role="combobox"]').trigger('focus')
  await eventually(() => expect(page.findAll('[role="option"]')).toHaveLength(1))
  answers['GET units'] = { body: list }
  await page.get('[role="option"]').trigger('mousedown')
  await eventually(() => expect(router.currentRoute.value.fullPath).toBe('/thon/23311?period=2019-06'))
})

test('a village page says by how much it is short, and of how many', async () => {
  const { page } = await openPage('/thon/23311/23311-03?period=2019-07')
  await eventually(() => expect(page.text()).toContain('1/2 chỉ tiêu của thôn dưới ngưỡng của xã'))
  expect(page.text()).toContain('40 % (40/100), ngưỡng ≥ 75 %: còn thiếu 35 điểm %, cần thêm 35 trường hợp đạt.')
  expect(page.text()).toContain('582/QĐ-TTg')
})

test('two numbers are saved when their village is left, on the version that was read', async () => {
  const { page } = await openPage('/phieu/23311/2019-07/thon/17.7')
  await eventually(() => expect(page.findAll('input')).toHaveLength(6))
  const [numerator, denominator] = page.findAll('[aria-labelledby="village-23311-02"] input')
  await numerator?.setValue('50')
  await denominator?.setValue('80')
  await page.get('[aria-labelledby="village-23311-02"]').trigger('focusout')
  const figures = [{ village: '23311-02', numerator: 50, denominator: 80 }]
  await eventually(() =>
    expect(changes()).toEqual([
      {
        method: 'PATCH',
        url: '/api/v1/assessments/23311/2019-07/village-figures',
        body: { measures: [{ measure: '17.7', figures }] },
      },
    ]),
  )
  expect(seen.find(({ method }) => method === 'PATCH')?.headers.get('If-Match')).toBe('"7"')
})

test('a sheet that takes no edits is shown, and says why', async () => {
  const lock = { code: 'under_review' as const, by: 'Phiếu đã gửi', since: null, next: 'Chờ huyện thẩm tra.' }
  answers['GET assessments'] = { body: { ...view, lock, allowed: { edit: false } }, headers: { ETag: '"7"' } }
  const { page } = await openPage('/phieu/23311/2019-07/thon/9.2')
  await eventually(() => expect(page.text()).toContain('Chờ huyện thẩm tra.'))
  expect(page.findAll('input').every((input) => input.attributes('readonly') !== undefined)).toBe(true)
})

test('the list counts villages, households and decisions', async () => {
  const { page } = await openPage('/thon/23311/danh-sach')
  await eventually(() => expect(page.text()).toContain('3 thôn, làng · 303 hộ · 1 đặc biệt khó khăn'))
  expect(page.findAll('tbody tr')).toHaveLength(3)
})
