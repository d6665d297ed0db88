import { enableAutoUnmount, flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { linkedPage, openPage as openPageOf } from '@/testing/open-page'
import { problem, stubFetch, type SeenRequest, type StubbedAnswer } from '@/testing/stub-fetch'
import { buildCommune, buildMatrix, buildOverview, DISTRICT, NO_PERIODS, NO_TREND, PROVINCE } from './testing/builders'
import { buildSet, buildSheet, buildUnit } from './testing/sheet-builders'
import { routes } from './routes'

// A canvas cannot be drawn on here; the tables beside the charts say the same.
vi.mock('@/charts/useChart', () => ({ useChart: () => undefined }))

/** Two months of transport on the way to 65,8 %. */
const HISTORY = {
  periods: ['2019-04', '2019-05'],
  measures: [{ measure: '2.2', values: [60, 62.5], numerators: [null, null], denominators: [null, null] }],
}

/** Pages and their parts are loaded on demand, on a busy machine slowly. */
const eventually = (check: () => void) => vi.waitFor(check, 15_000)

const openPage = (address: string) =>
  openPageOf(address, [
    ...routes,
    linkedPage('sheet', '/phieu/:unit/:period'),
    linkedPage('accountable', '/nguoi-chiu-trach-nhiem/:unit'),
    linkedPage('villages', '/thon/:unit'),
  ])

let answers: Record<string, StubbedAnswer>
let seen: SeenRequest[]

beforeEach(() => {
  answers = {
    service: { body: { demo: true, today: '2019-07-22', currentPeriod: '2019-07', province: '62' } },
    overview: { body: buildOverview() },
    matrix: { body: buildMatrix() },
    trend: { body: NO_TREND },
    periods: { body: NO_PERIODS },
  }
  seen = stubFetch(({ url }) => {
    if (url.includes('/measure-history')) return { body: HISTORY }
    return answers[url.replace('/api/v1/', '').split(/[?/]/)[0] ?? ''] ?? problem(404, 'not_found')
  })
})

enableAutoUnmount(afterEach)

const asked = (path: string) =>
  seen
    .filter(({ url }) => url.startsWith(`/api/v1/${path}?`))
    .map(({ url }) => Object.fromEntries(new URL(url, 'http://x').searchParams))

test('the overview opens on the last whole month of the province and says what its figures rest on', async () => {
  const { page } = await openPage('/tong-quan')
  expect(asked('overview')).toEqual([{ unit: '62', period: '2019-06' }])
  expect(page.get('h1').text()).toMatch(/^Kon Tum, tháng\s6 năm\s2019$/)
  const text = page.text()
  expect(text).toContain('Số chính thức')
  expect(text).toContain('tổng hợp ngày 05/07/2019 · 86 xã · chịu trách nhiệm: Nguyễn Văn An, Chủ tịch UBND tỉnh')
  expect(text).toMatch(/Gần một nửa số xã còn ở mức 5–9 tiêu chí/)
  expect(text).toMatch(/12,23.*1\.052 tiêu chí \/ 86 xã/)
})

test('each headline figure leads to the communes behind it, month and basis included', async () => {
  const { page } = await openPage('/tong-quan/62?period=2019-06&basis=official')
  const link = page.findAll('dl a').find((each) => each.text() === '18')
  expect(link?.attributes('href')).toBe('/ma-tran/62?period=2019-06&basis=official&band=19')
})

test('a month under way shows how far it has come and compares nothing with December', async () => {
  const progress = { notStarted: 17, draft: 21, submitted: 22, returned: 5, approved: 21, consolidated: 0 }
  answers.overview = { body: buildOverview({ period: '2019-07', basis: 'approved', counted: 21, progress }) }
  const { page } = await openPage('/tong-quan?period=2019-07')
  expect(page.text()).toContain('21/86 xã đã được duyệt phiếu tháng 7/2019')
  expect(page.text()).toContain('tính đến ngày')
  expect(page.text()).not.toContain('so với 12/2018')
})

test('another basis goes into the address and is asked for', async () => {
  const { page, router } = await openPage('/tong-quan')
  await page.get('select').setValue('approved')
  await flushPromises()
  expect(router.currentRoute.value.query).toEqual({ basis: 'approved' })
  expect(asked('overview').at(-1)).toEqual({ unit: '62', period: '2019-06', basis: 'approved' })
})

test('the overview of a commune is its profile', async () => {
  const commune = buildCommune('23512', 'Đắk Mar')
  answers.overview = { body: buildOverview({ unit: commune, ancestors: [PROVINCE, DISTRICT], children: [] }) }
  const { router } = await openPage('/tong-quan/23512?period=2019-06')
  await flushPromises()
  await eventually(() => expect(router.currentRoute.value.fullPath).toBe('/xa/23512?period=2019-06'))
})

test('what the service refuses is told in its words', async () => {
  answers.overview = problem(403, 'forbidden', 'Tài khoản này không được xem số xã tự đánh giá.')
  const { page } = await openPage('/tong-quan?basis=reported')
  expect(page.get('[role=alert]').text()).toContain('Tài khoản này không được xem số xã tự đánh giá.')
})

test('the matrix is a grid of named rows, columns and results', async () => {
  const { page } = await openPage('/ma-tran')
  expect(page.findAll('tbody th').map((head) => head.get('a').text())).toEqual(['Đắk Mar', 'Ngọk Réo'])
  expect(
    page
      .findAll('tbody tr')[1]
      ?.findAll('td[aria-label]')
      .map((cell) => cell.attributes('aria-label')),
  ).toEqual(['Đạt', 'Chưa đạt'])
  expect(page.get('thead button[aria-label]').attributes('aria-label')).toBe('1. Quy hoạch')
  expect(page.text()).toContain('1 xã chỉ còn thiếu một tiêu chí')
})

test('a filter in the address narrows the matrix, and can be taken away', async () => {
  const { page, router } = await openPage('/ma-tran?criterion=2&result=open&period=2019-06')
  expect(page.findAll('tbody th').map((head) => head.get('a').text())).toEqual(['Ngọk Réo'])
  await page
    .findAll('button')
    .find((button) => button.text() === 'Bỏ lọc')
    ?.trigger('click')
  await flushPromises()
  expect(router.currentRoute.value.query).toEqual({ period: '2019-06' })
  expect(page.findAll('tbody tr')).toHaveLength(2)
})

test('a filter that nothing passes says so', async () => {
  const { page } = await openPage('/ma-tran?band=10-14')
  expect(page.findAll('h2').map((each) => each.text())).toEqual(['Không xã nào khớp với bộ lọc'])
  expect(page.text()).not.toContain('Chưa có kết quả')
})

test('pressing a head sorts by it, in the address too', async () => {
  const { page, router } = await openPage('/ma-tran')
  await page.get('thead .met button').trigger('click')
  await flushPromises()
  expect(router.currentRoute.value.query).toEqual({ sort: 'met' })
  expect(page.get('thead .met').attributes('aria-sort')).toBe('ascending')
  expect(page.findAll('tbody th').map((head) => head.get('a').text())).toEqual(['Ngọk Réo', 'Đắk Mar'])
})

test('Enter on a cell opens the sheet of the commune at the criterion', async () => {
  const { page, router } = await openPage('/ma-tran')
  await page.findAll('tbody tr')[1]?.get('td[data-number="2"]').trigger('keydown', { key: 'Enter' })
  await eventually(() => expect(router.currentRoute.value.fullPath).toBe('/phieu/23518/2019-06#tieu-chi-2'))
})

const commune = buildCommune('23518', 'Ngọk Réo')

function answerProfile(sheet: StubbedAnswer): void {
  answers.overview = {
    body: buildOverview({
      unit: commune,
      ancestors: [PROVINCE, DISTRICT],
      communes: 1,
      counted: 1,
      recognised: 0,
      criteriaMet: { total: 1, mean: 1 },
      children: [],
      comparisons: [],
    }),
  }
  answers.units = { body: buildUnit(commune) }
  answers.assessments = sheet
  answers['criteria-sets'] = { body: buildSet() }
}

test('a profile says in plain words how far the commune is from each threshold, and what is done about it', async () => {
  answerProfile({ body: buildSheet(commune) })
  const { page } = await openPage('/xa/23518')
  await eventually(() => expect(page.text()).toContain('Chỉ còn một tiêu chí: Giao thông'))
  const text = page.text()
  expect(text).toMatch(/còn thiếu 4,2 điểm phần trăm\s*– hiện 65,8 %, cần từ 70 %/)
  expect(text).toContain('ngưỡng chưa xác nhận')
  expect(text).toContain('Đường liên thôn qua hai con suối.')
  expect(text).toContain('Hoàn thành trước 31/12/2019')
  expect(text).toContain('Đạt 1 trên 2 tiêu chí')
})

test('a profile shows the way of a measure, and what has changed since a month of choice', async () => {
  answerProfile({ body: buildSheet(commune) })
  answers.periods = { body: { data: ['2019-04', '2019-05', '2019-06'].map((period) => ({ period })) } }
  const { page, router } = await openPage('/xa/23518')
  await eventually(() => expect(page.text()).toMatch(/: tăng từ 60 % \(4\/2019\) lên 65,8 %/))
  expect(page.text()).toContain('Từ tháng 5/2019 chưa có gì thay đổi')
  const month = page.findAll('select').find((select) => select.text().includes('So với tháng 4/2019'))
  await month?.setValue('2019-04')
  await flushPromises()
  expect(router.currentRoute.value.query).toEqual({ since: '2019-04' })
  expect(seen.map(({ url }) => url)).toContain('/api/v1/assessments/23518/2019-04')
})

test('of a sheet that nobody has begun nothing is said to be missing or lost; the month before is one press away', async () => {
  answerProfile({ body: { ...buildSheet(commune), status: 'notStarted' } })
  answers.periods = { body: { data: ['2019-05', '2019-06'].map((period) => ({ period })) } }
  const { page } = await openPage('/xa/23518')
  await eventually(() => expect(page.text()).toContain('Phiếu tháng 6/2019 của xã chưa được nhập'))
  expect(
    page
      .findAll('a')
      .find((each) => each.text() === 'Xem tháng 5/2019')
      ?.attributes('href'),
  ).toBe('/xa/23518?period=2019-05')
  expect(page.text()).not.toMatch(/chưa đủ số liệu|không còn đạt|Chỉ còn một tiêu chí/)
})

test('the history of the unit stands on its profile: other spellings, what it became, who answers for it', async () => {
  answerProfile({ body: buildSheet(commune) })
  const { page } = await openPage('/xa/23518')
  await eventually(() => expect(page.text()).toContain('Về xã này'))
  expect(page.text()).toContain('Ngok Réo')
  expect(page.text()).toContain('Xã Ngọk Réo mới')
  expect(page.text()).toContain('01/07/2025, 1677/NQ-UBTVQH15')
  expect(seen.map(({ url }) => url)).toContain('/api/v1/units/23518?at=2019-06-30')
})

test('a sheet that may not be read yet hides the gaps, not the result', async () => {
  answerProfile(problem(404, 'assessment_not_found'))
  const { page } = await openPage('/xa/23518')
  await eventually(() => expect(page.text()).toContain('Phiếu tháng này chưa xem được'))
  expect(page.text()).toContain('Đạt 1 trên 2 tiêu chí')
  expect(page.findAll('a').some((link) => link.text().startsWith('Phiếu tháng'))).toBe(false)
})
