import { enableAutoUnmount, flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { SimilarView } from '@ntm/shared/analysis/compare-wire'
import { linkedPage, openPage as openPageOf } from '@/testing/open-page'
import { problem, stubFetch, type SeenRequest, type StubbedAnswer } from '@/testing/stub-fetch'
import { routes } from './routes'
import { buildOverview, DISTRICT, NO_PERIODS, NO_TREND } from './testing/builders'
import {
  buildComparedCommune,
  buildComparedDistrict,
  buildComparison,
  buildDistribution,
  MAR,
  REO,
} from './testing/compare-builders'
import { buildSet } from './testing/sheet-builders'

// A canvas cannot be drawn on here; the tables beside the charts say the same.
vi.mock('@/charts/useChart', () => ({ useChart: () => undefined }))

/** Pages and their parts are loaded on demand, on a busy machine slowly. */
const eventually = (check: () => void) => vi.waitFor(check, 15_000)

const conditions = { area: 'huyện', households: 800, villages: null, hardships: null, povertyPercent: 12.5, start: 9 }
const SIMILAR: SimilarView = {
  ...{ unit: MAR, parent: DISTRICT, period: '2019-06', startPeriod: '2018-12', conditions, considered: 85 },
  units: [
    {
      ...{ unit: REO, parent: DISTRICT, conditions: { ...conditions, povertyPercent: 24 }, same: 4, known: 5 },
      likeness: {
        ...{ thresholds: 'same', area: 'same', households: 'same', villages: 'unknown' },
        ...{ hardship: 'unknown', poverty: 'different', start: 'same' },
      },
    },
  ],
}
const SETS = { data: [{ code: 'xa-2016-2020', name: '', nameEn: '', validFrom: '2016-12-01', validTo: '2021-12-31' }] }

let answers: Record<string, StubbedAnswer>
let seen: SeenRequest[]

beforeEach(() => {
  answers = {
    service: { body: { demo: true, today: '2019-07-22', currentPeriod: '2019-07', province: '62' } },
    comparison: { body: buildComparison([buildComparedCommune(MAR, 2), buildComparedCommune(REO, 1, 0)]) },
    'similar-units': { body: SIMILAR },
    distribution: { body: buildDistribution() },
    units: { body: { data: [], page: { next: null, limit: 500 } } },
    trend: { body: NO_TREND },
    periods: { body: NO_PERIODS },
  }
  seen = stubFetch(({ url }) => {
    const path = url.replace('/api/v1/', '')
    if (path.startsWith('criteria-sets')) return { body: path.startsWith('criteria-sets/') ? buildSet() : SETS }
    return answers[path.split(/[?/]/)[0] ?? ''] ?? problem(404, 'not_found')
  })
})
enableAutoUnmount(afterEach)

const openPage = (address: string) =>
  openPageOf(address, [...routes, linkedPage('sheet', '/phieu/:unit/:period'), linkedPage('map', '/x-map')])

/** Names stay on one line by spaces that do not break. */
const textOf = (page: { text: () => string }) => page.text().replaceAll('\u00a0', ' ')

const asked = (path: string) =>
  seen
    .filter(({ url }) => url.startsWith(`/api/v1/${path}?`))
    .map(({ url }) => Object.fromEntries(new URL(url, 'http://x').searchParams))

test('nothing is asked for before a unit is chosen, and the page says what to choose', async () => {
  const { page } = await openPage('/so-sanh')
  await eventually(() => expect(textOf(page)).toContain('Chưa chọn đơn vị nào'))
  expect(asked('comparison')).toEqual([])
  expect(page.findAll('[role=combobox]')).toHaveLength(1)
})

test('whoever has chosen nothing can begin with those ahead and those behind', async () => {
  const means = [9, 17.5, 6.25, null, 12, 19, 3, 8]
  const children = buildOverview().children.flatMap((child) =>
    means.map((mean, index) => ({
      ...{ ...child, unit: { ...DISTRICT, code: `61${index}` } },
      ...{ counted: mean === null ? 0 : 4, criteriaMet: { total: 0, mean } },
    })),
  )
  answers.overview = { body: buildOverview({ children }) }
  const { page, router } = await openPage('/so-sanh?period=2019-06')
  const begin = () => page.findAll('button').find((each) => each.text().startsWith('So sánh 3 nơi đầu và 3 nơi cuối'))
  await eventually(() => expect(begin()).toBeDefined())
  await begin()?.trigger('click')
  await eventually(() => expect(router.currentRoute.value.query.units).toBe('615,611,614,617,612,616'))
})

test('communes of the address stand beside each other with what they rest on, what differs first', async () => {
  const { page } = await openPage('/so-sanh?units=23512,23518,23518,x&period=2019-06')
  await eventually(() => expect(textOf(page)).toContain('Kết quả khác nhau ở 1 trong 2 tiêu chí'))
  expect(asked('comparison')).toEqual([{ units: '23512,23518', period: '2019-06' }])
  const text = textOf(page)
  expect(text).toContain('Số chính thức – tổng hợp ngày 05/07/2019 · 2 xã')
  expect(text).toContain('Đắk Mar đạt 2 tiêu chí, Ngọk Réo đạt 1')
  expect(text).toMatch(/65,8 %Chưa đạtcòn thiếu 4,2 điểm phần trăm/)
  expect(text).toContain('ngưỡng ≥ 70 %, chưa xác nhận')
  const link = page.findAll('a').find((each) => each.attributes('href') === '/phieu/23518/2019-06#tieu-chi-2')
  expect(link?.text()).toBe('Chưa đạt')
})

test('criteria that come to the same are closed until somebody opens them, or gone where only differences are shown', async () => {
  const { page, router } = await openPage('/so-sanh?units=23512,23518&period=2019-06')
  await eventually(() => expect(textOf(page)).toContain('1. Quy hoạch'))
  expect(textOf(page)).not.toContain('Có quy hoạch')
  const opener = page.findAll('button').find((each) => each.text() === '1. Quy hoạch')
  await opener?.trigger('click')
  expect(opener?.attributes('aria-expanded')).toBe('true')
  expect(textOf(page)).toContain('Có quy hoạch')
  await page.get('input[type=checkbox]').setValue(true)
  await eventually(() => expect(router.currentRoute.value.query.only).toBe('1'))
  expect(textOf(page)).not.toContain('1. Quy hoạch')
})

test('a unit that is taken out leaves the address, and a group becomes a choice of one’s own', async () => {
  const { page, router } = await openPage('/so-sanh?like=23512&period=2019-06')
  await eventually(() => expect(asked('comparison')).toEqual([{ units: '23512,23518', period: '2019-06' }]))
  await eventually(() =>
    expect(textOf(page)).toContain('1 xã có điều kiện tương tự Đắk Mar nhất, trong 85 xã khác của tỉnh'),
  )
  expect(textOf(page)).toMatch(/Ngọk Réo\s*Đắk Hà4\/5/)
  expect(textOf(page)).toMatch(/24 %\s*khác/)
  expect(textOf(page)).toContain('Chưa so được vì các xã chưa có số liệu: Số thôn, Thôn ĐBKK.')
  await eventually(() => expect(page.find('[aria-label="Bỏ Xã Đắk Mar"]').exists()).toBe(true))
  await page.get('[aria-label="Bỏ Xã Đắk Mar"]').trigger('click')
  await eventually(() => expect(router.currentRoute.value.query).toEqual({ units: '23518', period: '2019-06' }))
})

test('districts are compared by their means and by the share of communes that meet each criterion', async () => {
  const units = [buildComparedDistrict('615', 'Đắk Hà', 3, 12.4), buildComparedDistrict('616', 'Sa Thầy', 8, 11)]
  answers.comparison = { body: buildComparison(units) }
  const { page } = await openPage('/so-sanh?units=615,616&period=2019-06')
  await eventually(() =>
    expect(textOf(page)).toContain('Khác nhau nhiều nhất ở tiêu chí 2. Giao thông: 50 điểm phần trăm'),
  )
  expect(textOf(page)).toContain('Đắk Hà bình quân 12,40 tiêu chí mỗi xã, Sa Thầy 11,00')
  const link = page.findAll('a').find((each) => each.text() === '8/10')
  expect(link?.attributes('href')).toBe('/ma-tran/616?period=2019-06&criterion=2&result=met')
})

test('a refusal says why, whatever was chosen stays', async () => {
  answers.comparison = problem(422, 'kinds_mixed', 'Chỉ so sánh được các đơn vị cùng cấp.')
  const { page } = await openPage('/so-sanh?units=23512,615')
  await eventually(() => expect(textOf(page)).toContain('Chỉ so sánh được các đơn vị cùng cấp.'))
  expect(page.find('[aria-label="Bỏ 615"]').exists()).toBe(true)
})

test('a measure shows how many meet it, its spread, and values worth a second look as a question', async () => {
  const { page } = await openPage('/so-sanh?view=measure&period=2019-06')
  await eventually(() => expect(textOf(page)).toContain('1 trong 2 xã đạt ngưỡng; trung vị 73,9 %'))
  expect(asked('distribution')).toEqual([{ unit: '62', measure: '2.2', period: '2019-06' }])
  const text = textOf(page)
  expect(text).toContain('1 giá trị cần xem lại')
  expect(text).toContain('Quy tắc Tukey: cần xem lại nếu dưới 68 %, tức thấp hơn tứ phân vị dưới')
  expect(text).toContain('không phải kết luận')
  expect(text).toContain('thấp hơn 2,2')
  const link = page.findAll('a').find((each) => each.text() === '65,8 %')
  expect(link?.attributes('href')).toBe('/phieu/23518/2019-06#tieu-chi-2')
})

test('a count narrows the rows to its communes, and once more shows them all', async () => {
  const { page, router } = await openPage('/so-sanh?view=measure&period=2019-06')
  await eventually(() => expect(textOf(page)).toContain('Xếp hạng theo giá trị'))
  const count = page.get('dl.counts').findAll('button')[1]
  await count?.trigger('click')
  await eventually(() => expect(router.currentRoute.value.query.result).toBe('notMet'))
  expect(textOf(page)).toContain('1 trong 2 xã')
  expect(count?.attributes('aria-pressed')).toBe('true')
  await page
    .findAll('button')
    .find((each) => each.text() === 'Hiện tất cả')
    ?.trigger('click')
  await eventually(() => expect(router.currentRoute.value.query.result).toBeUndefined())
})

test('another measure is found by part of its name, without marks', async () => {
  const { page, router } = await openPage('/so-sanh?view=measure&period=2019-06')
  await eventually(() => expect(page.findAll('[role=combobox]')).toHaveLength(1))
  const field = page.get<HTMLInputElement>('[role=combobox]')
  await field.setValue('co quy hoach')
  expect(page.findAll('[role=option]').map((each) => each.text())).toEqual(['1.1 Có quy hoạchNhóm V · 1. Quy hoạch'])
  await field.trigger('keydown', { key: 'Enter' })
  await eventually(() => expect(router.currentRoute.value.query.measure).toBe('1.1'))
  await flushPromises()
  expect(asked('distribution').at(-1)).toMatchObject({ measure: '1.1' })
})

test.each([
  ['tooFew', 'Quy tắc cần ít nhất 8 giá trị.'],
  ['alike', 'Ít nhất một nửa số xã có cùng một giá trị'],
] as const)('where the rule is silent (%s) the page says so', async (noFences, words) => {
  answers.distribution = { body: buildDistribution({ fences: null, noFences }) }
  const { page } = await openPage('/so-sanh?view=measure&period=2019-06')
  await eventually(() => expect(textOf(page)).toContain(words))
})
