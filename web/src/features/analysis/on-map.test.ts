import { enableAutoUnmount, flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { linkedPage, openPage as openPageOf } from '@/testing/open-page'
import { problem, stubFetch, type SeenRequest, type StubbedAnswer } from '@/testing/stub-fetch'
import { routes } from './routes'
import { buildCommune, buildMatrix, buildOverview, NO_PERIODS, NO_TREND } from './testing/builders'

vi.mock('@/charts/useChart', () => ({ useChart: () => undefined }))

const TOWN = { ...buildCommune('23473', 'Măng Đen'), type: 'thị trấn', fullName: 'Thị trấn Măng Đen' }
const APART = {
  unit: buildCommune('23512', 'Đắk Mar'),
  met: 19,
  places: [TOWN, buildCommune('1', 'Mới')],
  isCounted: false,
}

const openPage = (address: string) => openPageOf(address, [...routes, linkedPage('accountable', '/nguoi/:unit')])

let answers: Record<string, StubbedAnswer>
let seen: SeenRequest[]
beforeEach(() => {
  answers = {
    service: { body: { demo: true, today: '2019-07-22', currentPeriod: '2019-07', province: '62' } },
    overview: { body: buildOverview({ map: { day: '2019-09-01', apart: [] } }) },
    matrix: { body: buildMatrix({ map: { day: '2019-09-01', apart: [APART] } }) },
    trend: { body: NO_TREND },
    periods: { body: NO_PERIODS },
  }
  seen = stubFetch(
    ({ url }) => answers[url.replace('/api/v1/', '').split(/[?/]/)[0] ?? ''] ?? problem(404, 'not_found'),
  )
})
enableAutoUnmount(afterEach)

const asked = (path: string) =>
  seen
    .filter(({ url }) => url.startsWith(`/api/v1/${path}?`))
    .map(({ url }) => Object.fromEntries(new URL(url, 'http://x').searchParams))

test('overview and trend are asked on the map of the day, and the page says so', async () => {
  const { page } = await openPage('/tong-quan/62?period=2019-06&map=2019-09-01')
  await vi.waitFor(() => expect(page.text()).toContain('Kết quả xếp theo địa giới ngày 01/09/2019'), 15_000)
  expect(asked('overview')).toEqual([{ unit: '62', period: '2019-06', map: '2019-09-01' }])
  expect(asked('trend').every(({ map }) => map === '2019-09-01')).toBe(true)
  expect(page.text()).toContain('giữ nguyên như khi đánh giá')
  // The map of areas is of the month itself.
  expect(page.find('.map-section').exists()).toBe(false)
})

test('the switch leads to the units of today and back to those of then', async () => {
  const { page, router } = await openPage('/tong-quan/62?period=2019-06&map=2019-09-01')
  const choice = page.findAll('select').find((select) => select.text().includes('Theo địa giới khi đó'))
  await choice?.setValue('2019-07-22')
  await flushPromises()
  expect(router.currentRoute.value.query).toEqual({ period: '2019-06', map: '2019-07-22' })
  await choice?.setValue('then')
  await flushPromises()
  expect(router.currentRoute.value.query).toEqual({ period: '2019-06' })
})

test('a result that cannot be divided is named with where it lies now', async () => {
  const { page } = await openPage('/ma-tran/62?period=2019-06&map=2019-09-01')
  await vi.waitFor(() => expect(page.text()).toContain('1 kết quả không quy đổi được'), 15_000)
  expect(page.text()).toContain('Xã Đắk Mar (đạt 19 tiêu chí) chỉ một phần thuộc đơn vị này')
  expect(page.text()).toContain('Thị trấn Măng Đen, Xã Mới')
})

test('a row says under which unit of that day it stands, and leads to the commune of its own time', async () => {
  const { rows, ...rest } = buildMatrix({ map: { day: '2019-09-01', apart: [] } })
  answers.matrix = { body: { ...rest, rows: rows.map((row) => ({ ...row, place: TOWN })) } }
  const { page } = await openPage('/ma-tran/62?period=2019-06&map=2019-09-01')
  const [head] = page.findAll('tbody th')
  expect(head?.text()).toContain('Thị trấn Măng Đen')
  expect(head?.get('a').attributes('href')).toBe('/xa/23512?period=2019-06')
})
