import { enableAutoUnmount, flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { MapView } from '@ntm/shared/boundaries/wire'
import { linkedPage, openPage as openPageOf } from '@/testing/open-page'
import { problem, stubFetch, type SeenRequest, type StubbedAnswer } from '@/testing/stub-fetch'
import { criteriaOf, kindOf, kindOfMeasured, readShow } from './map-kinds'
import { placeUnits } from './place-units'
import { routes } from './routes'
import { buildCommune, buildMatrix, buildOverview, DISTRICT, NO_PERIODS, PROVINCE } from './testing/builders'
import { buildDistribution, buildRow, MAR, REO } from './testing/compare-builders'
import { buildSet } from './testing/sheet-builders'

const at = (code: string, name: string, lat: number, inProgramme = true): MapView['units'][number] => ({
  unit: { ...buildCommune(code, name), ...(inProgramme ? {} : { type: 'thị trấn', fullName: `Thị trấn ${name}` }) },
  parent: DISTRICT,
  inProgramme,
  middle: { lat, lon: 107.9 },
  area: null,
})
const MAP: MapView = {
  unit: PROVINCE,
  day: '2019-06-30',
  official: null,
  units: [at('23512', 'Đắk Mar', 14.5), at('23518', 'Ngọk Réo', 14.6), at('23500', 'Đắk Hà', 14.55, false)],
}
const square = (lat: number): [number, number][][][] => [
  [
    [
      [107, lat],
      [107.1, lat],
      [107.1, lat + 0.1],
      [107, lat + 0.1],
      [107, lat],
    ],
  ],
]

const openPage = (address: string) =>
  openPageOf(address, [
    ...routes,
    linkedPage('sheet', '/phieu/:unit/:period'),
    linkedPage('accountable', '/nguoi/:unit'),
  ])

let answers: Record<string, StubbedAnswer>
let seen: SeenRequest[]
beforeEach(() => {
  answers = {
    service: { body: { demo: true, today: '2019-07-22', currentPeriod: '2019-07', province: '62' } },
    overview: { body: buildOverview() },
    matrix: { body: buildMatrix() },
    map: { body: MAP },
    periods: { body: NO_PERIODS },
    'criteria-sets': { body: buildSet() },
    distribution: { body: buildDistribution() },
  }
  seen = stubFetch(
    ({ url }) => answers[url.replace('/api/v1/', '').split(/[?/]/)[0] ?? ''] ?? problem(404, 'not_found'),
  )
})
enableAutoUnmount(afterEach)

test('each commune of the month is a link with its name and result; towns are ground only', async () => {
  const { page } = await openPage('/ban-do/62?period=2019-06')
  expect(seen.some(({ url }) => url === '/api/v1/map?unit=62&at=2019-06-30')).toBe(true)
  const links = page.findAll('svg.map a')
  expect(links.map((link) => link.attributes('aria-label'))).toEqual([
    'Đắk Mar, Đắk Hà: đạt 2/2 tiêu chí',
    'Ngọk Réo, Đắk Hà: đạt 1/2 tiêu chí',
  ])
  expect(links.map((link) => link.attributes('href'))).toEqual(['/xa/23512?period=2019-06', '/xa/23518?period=2019-06'])
  expect(page.findAll('svg.map .area')).toHaveLength(3)
  expect(page.text()).toContain('Sơ đồ theo vị trí gần đúng của từng xã, không phải địa giới hành chính')
})

test('what it is coloured by lives in the address, and leads to the sheet at that criterion', async () => {
  const { page, router } = await openPage('/ban-do/62?period=2019-06')
  const choice = page.findAll('select').find((select) => select.text().includes('Trạng thái phiếu'))
  await choice?.setValue('c2')
  await flushPromises()
  expect(router.currentRoute.value.query).toEqual({ period: '2019-06', show: 'c2' })
  expect(page.get('h2').text()).toBe('1 trong 2 xã đạt tiêu chí 2. Giao thông')
  const reo = page.get('[data-area="23518"]')
  expect(reo.attributes('aria-label')).toBe('Ngọk Réo, Đắk Hà: Chưa đạt')
  expect(reo.attributes('href')).toBe('/phieu/23518/2019-06#tieu-chi-2')
  expect(page.text()).toMatch(/Đạt\s*1.*Chưa đạt\s*1/)
})

test('the arrows walk from one commune to the next, and Tab comes to one of them only', async () => {
  const { page } = await openPage('/ban-do/62?period=2019-06')
  const stops = () => page.findAll('svg.map a[tabindex="0"]').map((link) => link.attributes('data-area'))
  expect(stops()).toEqual(['23518'])
  await page.get('[data-area="23518"]').trigger('keydown', { key: 'ArrowDown' })
  await flushPromises()
  expect(stops()).toEqual(['23512'])
  expect(document.activeElement?.getAttribute('data-area')).toBe('23512')
  expect(page.get('.card').text()).toContain('Xã Đắk Mar')
})

test('a finger reads the figure below the map first, however small the area, and opens with the second press', async () => {
  const { page, router } = await openPage('/ban-do/62?period=2019-06')
  const below = () => page.get('.chosen')
  expect(below().text()).toBe('Chạm vào một xã để xem số liệu, chạm lần nữa để mở.')
  const press = async () => {
    const event = new PointerEvent('click', { bubbles: true, cancelable: true, pointerType: 'touch' })
    page.get('[data-area="23512"] path').element.dispatchEvent(event)
    await flushPromises()
  }
  await press()
  expect(below().text()).toMatch(/^Xã Đắk Mar, Huyện Đắk Hà\s*đạt 2\/2 tiêu chí\s*Mở hồ sơ xã$/)
  expect(below().get('a').attributes('href')).toBe('/xa/23512?period=2019-06')
  expect(page.find('.card').exists()).toBe(false)
  expect(router.currentRoute.value.name).toBe('map')
  await press()
  await vi.waitFor(() => expect(router.currentRoute.value.name).toBe('profile'), 15_000)
})

test('with the units of another day in the address the map says that it keeps to those of the month, and why', async () => {
  const { page } = await openPage('/ban-do/62?period=2019-06&map=2025-07-01')
  expect(page.text()).toMatch(/vẫn vẽ theo địa giới của tháng\s6 năm\s2019, không theo ngày 01\/07\/2025/)
  expect((await openPage('/ban-do/62?period=2019-06')).page.text()).not.toContain('vẫn vẽ theo')
})

test('where official boundaries were supplied they are drawn, and their source is named', async () => {
  const units = MAP.units.map((unit, index) => ({ ...unit, area: square(14 + index / 10) }))
  const official = { validFrom: '2015-03-12', source: 'Sở Nội vụ', decision: 'số 12/NQ-HĐND', missing: [] }
  answers.map = { body: { ...MAP, official, units } }
  const { page } = await openPage('/ban-do/62?period=2019-06')
  expect(page.text()).toContain('Ranh giới theo Sở Nội vụ, số 12/NQ-HĐND, áp dụng từ 12/03/2015')
  expect(page.text()).not.toContain('không phải địa giới')
})

test('boundaries that lack units of the month are not drawn, and the page says so', async () => {
  const official = { validFrom: '2015-03-12', source: 'Sở Nội vụ', decision: 'số 12', missing: [PROVINCE] }
  answers.map = { body: { ...MAP, official } }
  const { page } = await openPage('/ban-do/62?period=2019-06')
  expect(page.text()).toContain('không phải địa giới hành chính; ranh giới đã nạp (Sở Nội vụ) còn thiếu 1 đơn vị')
})

test('a unit of which nobody knows where it lies is named below the map', async () => {
  answers.map = { body: { ...MAP, units: [...MAP.units, { ...at('23999', 'Mới', 14), middle: null }] } }
  const { page } = await openPage('/ban-do/62?period=2019-06')
  expect(page.text()).toContain('Chưa biết vị trí, xem trong bảng: Xã Mới')
})

test('the table has a row a commune with the same result', async () => {
  const { page } = await openPage('/ban-do/62?period=2019-06&show=c2')
  expect(page.findAll('.twin tbody tr').map((row) => row.text())).toEqual([
    expect.stringMatching(/Đắk Mar.*Đạt/),
    expect.stringMatching(/Ngọk Réo.*Chưa đạt/),
  ])
})

const labels = (page: Awaited<ReturnType<typeof openPage>>['page']) =>
  page.findAll('svg.map a').map((link) => link.attributes('aria-label'))

test('a measure is held against its threshold: value, result and threshold of each commune', async () => {
  const { page } = await openPage('/ban-do/62?period=2019-06&show=m2.2')
  expect(seen.some(({ url }) => url === '/api/v1/distribution?unit=62&measure=2.2&period=2019-06')).toBe(true)
  expect(page.get('h2').text()).toMatch(/^1 trong 2 xã đạt ngưỡng/)
  expect(page.text()).toMatch(/2\.2 Đường liên thôn được cứng hóa · ngưỡng ≥ 70\s?%, chưa xác nhận/)
  expect(labels(page)).toEqual([
    expect.stringMatching(/^Đắk Mar, Đắk Hà: 82\s?%, đạt$/),
    expect.stringMatching(/^Ngọk Réo, Đắk Hà: 65,8\s?%, chưa đạt$/),
  ])
  expect(page.get('[data-area="23518"]').attributes('href')).toBe('/phieu/23518/2019-06#tieu-chi-2')
  const lines = page.findAll('.twin tbody tr').map((row) => row.findAll('th, td').map((cell) => cell.text()))
  expect(lines.map((line) => line.join(' '))).toEqual([
    expect.stringMatching(/^Đắk Mar Đắk Hà 82\s?% 70\s?% Đạt$/),
    expect.stringMatching(/^Ngọk Réo Đắk Hà 65,8\s?% 70\s?% Chưa đạt$/),
  ])
  const across = page.findAll('a').find((link) => link.text().includes('phân bố'))
  expect(across?.attributes('href')).toBe('/so-sanh?period=2019-06&view=measure&measure=2.2&unit=62')
})

test('from a criterion the choice begins with a measure of it, and another is found by typing', async () => {
  const { page, router } = await openPage('/ban-do/62?period=2019-06&show=c2')
  const choice = page.findAll('select').find((select) => select.text().includes('Một số liệu'))
  await choice?.setValue('m2')
  await flushPromises()
  const field = page.get<HTMLInputElement>('[role="combobox"]')
  expect(field.element.value).toBe('2.2 Đường liên thôn được cứng hóa')
  await field.setValue('quy hoach')
  await page.get('[role="option"]').trigger('mousedown')
  await flushPromises()
  expect(router.currentRoute.value.query.show).toBe('m1.1')
})

test('whoever has no answer, or was not sent among so many, is named as such', async () => {
  const rows = [buildRow(MAR, null)]
  answers.distribution = { body: buildDistribution({ rows, leftOut: 1 }) }
  const { page } = await openPage('/ban-do/62?period=2019-06&show=m2.2')
  expect(labels(page)).toEqual(['Đắk Mar, Đắk Hà: Chưa nhập', 'Ngọk Réo, Đắk Hà: Chưa tải, quá 1.000 xã'])
  expect(page.text()).toContain('Còn 1 xã chưa có giá trị trên bản đồ này')
})

test('yes or no has marks in place of values', async () => {
  const measure = { key: '1.1', criterion: 1, indicator: '1.1', kind: 'boolean', unit: null } as const
  const rows = [MAR, REO].map((unit) => ({ ...buildRow(unit, null), value: true, threshold: null, result: 'met' }))
  answers.distribution = {
    body: {
      ...buildDistribution({ spread: null, bins: [] }),
      rows,
      measure: { ...measure, comparator: 'is', threshold: null, confirmed: true },
    },
  }
  const { page } = await openPage('/ban-do/62?period=2019-06&show=m1.1')
  expect(labels(page)).toEqual(['Đắk Mar, Đắk Hà: Đạt', 'Ngọk Réo, Đắk Hà: Đạt'])
  expect(page.findAll('.twin thead th').map((head) => head.text())).not.toContain('Giá trị')
})

test.each([
  ['met', 'met'],
  ['missing', 'missing'],
  ['notApplicable', 'notApplicable'],
  ['noSheet', 'noData'],
  ['noResult', 'noData'],
] as const)('an answer that is %s is of the kind %s', (result, kind) => {
  expect(kindOfMeasured({ result })).toBe(kind)
})

test('a district is drawn as it lies in the province', () => {
  const other = { ...at('23300', 'Xa', 14.2), parent: { ...DISTRICT, uid: '608', code: '608' } }
  const whole = placeUnits({ ...MAP, units: [...MAP.units, other] }, PROVINCE)
  const part = placeUnits({ ...MAP, units: [...MAP.units, other] }, DISTRICT)
  expect(part.areas).toEqual(whole.areas.slice(0, 3))
})

const GROUPS = [{ code: 'V', criteria: [1, 2] }]
test.each([
  ['met', 'met'],
  ['sheet', 'sheet'],
  ['late', 'late'],
  ['c2', 'c2'],
  ['gV', 'gV'],
  ['m2.2', 'm2.2'],
  ['m', 'm'],
  ['m2.2"', 'met'],
  ['c7', 'met'],
  ['gX', 'met'],
  ['<script>', 'met'],
  [undefined, 'met'],
])('%s in the address shows %s', (text, show) => {
  expect(readShow(text, [1, 2], GROUPS)).toBe(show)
})

test.each([
  [['met', 'met'], 2, 'met', '0-4'],
  [['met', 'notMet'], 1, 'gV', 'notMet'],
  [['met', 'incomplete'], 1, 'gV', 'incomplete'],
  [['met', 'met'], 2, 'gV', 'met'],
  [[null, null], 12, 'c1', 'noData'],
  [[null, null], 12, 'met', '10-14'],
  [[null, null], null, 'met', 'noData'],
  [[null, null], null, 'sheet', 'draft'],
] as const)('results %j, %s met: coloured by %s it is %s', (results, met, show, kind) => {
  const row = { unit: PROVINCE, parent: PROVINCE, status: 'draft' as const, met, results: [...results] }
  expect(kindOf(row, show, criteriaOf(show, GROUPS))).toBe(kind)
})
