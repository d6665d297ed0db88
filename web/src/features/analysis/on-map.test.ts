import { enableAutoUnmount, flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { linkedPage, openPage as openPageOf } from '@/testing/open-page'
import { problem, stubFetch, type SeenRequest, type StubbedAnswer } from '@/testing/stub-fetch'
import * as files from '@/ui/save-file'
import { routes } from './routes'
import { buildCommune, buildMatrix, buildOverview, NO_PERIODS, NO_TREND, PROVINCE } from './testing/builders'

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
  // They need not be districts, and the comparison knows the units of the month only.
  expect(page.text()).toContain('Các đơn vị của ngày đã chọn')
  expect(page.findAll('a').some((link) => link.attributes('href')?.startsWith('/so-sanh'))).toBe(false)
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

test('the file of the matrix names the unit of that day of each commune, or that there is not one', async () => {
  const save = vi.spyOn(files, 'saveFile').mockReturnValue(undefined)
  const { rows, ...rest } = buildMatrix({ map: { day: '2019-09-01', apart: [] } })
  answers.matrix = { body: { ...rest, rows: rows.map((row, index) => ({ ...row, place: index === 0 ? TOWN : null })) } }
  const { page } = await openPage('/ma-tran/62?period=2019-06&map=2019-09-01')
  await page
    .findAll('button')
    .find((button) => button.text() === 'Tải CSV')
    ?.trigger('click')
  await flushPromises()
  const [head, ...lines] = (await save.mock.calls[0]?.[1].text())?.split('\r\n') ?? []
  expect(head).toContain('Đơn vị theo địa giới ngày 01/09/2019')
  expect(lines.find((line) => line.includes('Đắk Mar'))).toContain('Thị trấn Măng Đen')
  expect(lines.find((line) => line.includes('Ngọk Réo'))).toContain('không quy đổi được')
})

test('the tables of the trend say of each month what is not counted, and lead to it on the same map', async () => {
  const bands = buildOverview().bands
  const point = { communes: 2, counted: 2, total: 20, mean: 10, at19: 0, bands }
  const points = [
    { ...point, period: '2019-05', apart: 0 },
    { ...point, period: '2019-06', apart: 3 },
  ]
  answers.trend = { body: { ...NO_TREND, points } }
  const { page } = await openPage('/tong-quan/62?period=2019-06&map=2019-09-01')
  const words = '3 xã chỉ một phần thuộc đơn vị này, không tính'
  const told = () =>
    page
      .findAll('.twin tbody tr')
      .filter((row) => row.text().includes(words))
      .map((row) => row.get('a').attributes('href'))
  const there = '/tong-quan/62?period=2019-06&map=2019-09-01'
  await vi.waitFor(() => expect(told()).toEqual([there, there]), 15_000)
})

test('where the unit was merged by that day, the page leads on to what it became', async () => {
  const on = '2025-07-01'
  answers.overview = problem(404, 'unit_not_found')
  answers.units = {
    body: {
      ...PROVINCE,
      predecessors: [],
      successors: [{ uid: 'q', code: '51', fullName: 'Tỉnh Quảng Ngãi', on, basis: '' }],
    },
  }
  const { page } = await openPage(`/tong-quan/62?period=2019-06&map=${on}`)
  const link = () => page.findAll('a').find((each) => each.text() === 'Tỉnh Quảng Ngãi')
  await vi.waitFor(() => expect(link()).toBeDefined(), 15_000)
  expect(asked('units/62')).toEqual([{ at: '2019-06-30' }])
  expect(link()?.attributes('href')).toBe(`/tong-quan/51?period=2019-06&map=${on}`)
})

test('the map, which keeps to the month, leads back to what the unit of that day was made of', async () => {
  const on = '2025-07-01'
  answers.overview = problem(404, 'unit_not_found')
  const then = { uid: 'k', code: '62', fullName: 'Tỉnh Kon Tum', on, basis: '' }
  answers.units = { body: { ...PROVINCE, code: '51', predecessors: [then], successors: [] } }
  const { page } = await openPage(`/ban-do/51?period=2019-06&map=${on}`)
  const link = () => page.findAll('a').find((each) => each.text() === 'Tỉnh Kon Tum')
  await vi.waitFor(() => expect(link()).toBeDefined(), 15_000)
  expect(asked('units/51')).toEqual([{ at: on }])
  expect(link()?.attributes('href')).toBe(`/ban-do/62?period=2019-06&map=${on}`)
})
