import { enableAutoUnmount } from '@vue/test-utils'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { nextTick } from 'vue'
import type { AccountView } from '@ntm/shared/access/wire'
import type { VerificationView } from '@ntm/shared/verifications/wire'
import { linkedPage, openPage } from '@/testing/open-page'
import { problem, stubFetch, type SeenRequest, type StubbedAnswer } from '@/testing/stub-fetch'
import { routes } from './routes'
import { buildRow, DISTRICTS } from './testing/builders'

const eventually = (check: () => void) => vi.waitFor(check, 15_000)

const measure = (key: string) => {
  const threshold = { value: 26.7, confirmed: true, legalBasis: null, note: null }
  const terms = { label: null, labelEn: null, kind: 'percent', unit: null, comparator: '<=', threshold }
  return { ...terms, key, allowsNotApplicable: false }
}
const indicator = (code: string, name: string, leadAgency = 'syt', leadAgencyName = 'Sở Y tế') => {
  return { code, name, nameEn: name, leadAgency, leadAgencyName, measures: [measure(code)] }
}
const SET = {
  groups: [
    {
      criteria: [
        { indicators: [indicator('15.2', 'Xã đạt chuẩn y tế'), indicator('15.3', 'Trẻ em suy dinh dưỡng')] },
        { indicators: [indicator('14.1', 'Phổ cập giáo dục', 'sgddt', 'Sở Giáo dục và Đào tạo')] },
      ],
    },
  ],
}
const HEALTH: Partial<AccountView> = {
  roles: [{ role: 'departmentOfficer', unit: null, agency: { code: 'syt', name: 'Sở Y tế' }, actingFor: null }],
  permissions: ['assessments.read', 'verifications.record'],
}

let rows: VerificationView[]
let verdict: () => StubbedAnswer
let seen: SeenRequest[]

beforeEach(() => {
  rows = [
    buildRow({ unit: '23401', name: 'Đắk Dục', parent: DISTRICTS.north }),
    buildRow({ unit: '23512', name: 'Đắk Mar' }),
    buildRow({ unit: '23515', name: 'Ngok Wang', state: 'confirmed', by: 'Cán bộ', at: '2019-07-20T02:00:00.000Z' }),
    buildRow({ unit: '23512', name: 'Đắk Mar', indicator: '15.2', state: 'confirmed' }),
  ]
  verdict = () => ({ body: { applied: 1, refused: [] } })
  seen = stubFetch(({ url, method }) => {
    const path = url.replace('/api/v1/', '').split('?')[0]
    if (method === 'POST') return verdict()
    if (path === 'periods') {
      const months = [{ period: '2019-07', criteriaSet: 'xa' }]
      return { body: { data: months, page: { next: null, limit: 500 } } }
    }
    if (path === 'criteria-sets/xa') return { body: SET }
    if (path !== 'verifications') return problem(404, 'not_found')
    // Two rows a page: the list goes on to the end.
    const from = Number(new URLSearchParams(url.split('?')[1]).get('cursor') ?? 0)
    const next = from + 2 < rows.length ? String(from + 2) : null
    return { body: { data: rows.slice(from, from + 2), page: { next, limit: 500 } } }
  })
})
enableAutoUnmount(afterEach)

async function open(address = '/xac-nhan', account = HEALTH) {
  const opened = await openPage(address, [...routes, linkedPage('sheet', '/phieu/:unit/:period')], account)
  await eventually(() => expect(opened.page.find('h2').exists()).toBe(true))
  const { page } = opened
  const button = (name: string) => page.findAll('button').find((each) => each.text() === name)
  const communes = () => page.findAll('tbody tr:not(.district) th').map((cell) => cell.text().split(' ')[0])
  return { ...opened, button, communes }
}
const sent = () => seen.filter(({ method }) => method === 'POST')

test('the page begins with the indicator that waits, and reads every page of the list', async () => {
  const { page } = await open()
  expect(page.text()).toContain('2 số liệu chờ xác nhận ở 1 chỉ tiêu')
  expect(page.get('.summary a[aria-current]').text()).toMatch(/^15\.3.*2\s*chờ xác nhận1\s*đã xác nhận/)
  expect(page.findAll('tbody tr.district').map((each) => each.text())).toEqual(['Huyện Ngọc Hồi', 'Huyện Đắk Hà'])
  expect(page.findAll('tbody th a').map((each) => each.attributes('href'))).toEqual([
    ...['23401', '23512', '23515'].map((unit) => `/phieu/${unit}/2019-07#tieu-chi-15`),
  ])
  expect(page.text()).toMatch(/24,5 %\s*\(49 \/ 200\)\s*Đạt\s*cần ≤ 26,7 % · tháng trước 26 %\s*“Theo kết quả/)
})

test('all that waits is ticked with one act, and exceptions are left out', async () => {
  const { page, button } = await open()
  await page.get('label input[type="checkbox"]').setValue(true)
  expect(button('Xác nhận 2 xã')).toBeDefined()
  await page.get('input[aria-label="Chọn Xã Đắk Dục"]').setValue(false)
  await button('Xác nhận 1 xã')?.trigger('click')
  await eventually(() => expect(page.text()).toContain('Đã xác nhận chỉ tiêu 15.3 của 1 xã'))
  expect(sent().map(({ body }) => body)).toEqual([
    { period: '2019-07', indicators: ['15.3'], units: ['23512'], verdict: 'confirmed' },
  ])
  expect(document.activeElement?.textContent).toContain('Đã xác nhận')
})

test('what is refused is named with its reason and stays ticked', async () => {
  const message = 'Xã chưa gửi phiếu, hoặc phiếu đã tổng hợp.'
  verdict = () => ({
    body: { applied: 1, refused: [{ unit: '23512', indicator: null, code: 'not_submitted', message }] },
  })
  const { page, button } = await open()
  await page.get('label input[type="checkbox"]').setValue(true)
  await button('Xác nhận 2 xã')?.trigger('click')
  await eventually(() => expect(page.text()).toContain('1 xã chưa ghi được:'))
  expect(page.text()).toContain(`Xã Đắk Mar – ${message}`)
  expect(button('Xác nhận 1 xã')).toBeDefined()
})

test('a rejection needs a reason; what was typed outlives a refusal', async () => {
  verdict = () => problem(503, 'unavailable', 'Máy chủ đang bận.')
  const { page, button } = await open()
  await page.get('input[aria-label="Chọn Xã Đắk Mar"]').setValue(true)
  await button('Không xác nhận…')?.trigger('click')
  const dialog = () => document.querySelector('[role="dialog"]')
  await eventually(() => expect(dialog()).not.toBeNull())
  const submit = () =>
    dialog()
      ?.querySelector('form')
      ?.dispatchEvent(new Event('submit', { cancelable: true }))
  const field = dialog()?.querySelector('textarea')
  submit()
  await eventually(() => expect(dialog()?.textContent).toContain('Cần nêu lý do, ít nhất 10 ký tự.'))
  expect(sent()).toEqual([])

  if (field) field.value = 'Chưa có kết quả cân đo.'
  field?.dispatchEvent(new Event('input'))
  await nextTick()
  submit()
  await eventually(() => expect(dialog()?.textContent).toContain('Máy chủ đang bận.'))
  expect(field?.value).toBe('Chưa có kết quả cân đo.')
  const [first] = sent()
  verdict = () => ({ body: { applied: 1, refused: [] } })
  submit()
  await eventually(() => expect(page.text()).toContain('Đã ghi không xác nhận chỉ tiêu 15.3 của 1 xã'))
  expect(sent()[1]?.body).toMatchObject({ verdict: 'rejected', units: ['23512'], reason: 'Chưa có kết quả cân đo.' })
  // The same request tried again is the same act.
  expect(sent()[1]?.headers.get('Idempotency-Key')).toBe(first?.headers.get('Idempotency-Key'))
})

test('what a filter hides is not acted upon, and the filter stands in the address', async () => {
  const { page, router, button, communes } = await open('/xac-nhan?indicator=15.3&district=615')
  expect(communes()).toEqual(['Đắk', 'Ngok'])
  await page.get('label input[type="checkbox"]').setValue(true)
  expect(button('Xác nhận 1 xã')).toBeDefined()
  await page.findAll('select').at(-1)?.setValue('confirmed')
  await eventually(() => expect(router.currentRoute.value.query).toMatchObject({ state: 'confirmed' }))
  expect(communes()).toEqual(['Ngok'])
  expect(button('Xác nhận 0 xã')?.attributes('disabled')).toBeDefined()
})

test('the matrix shows every indicator by commune, each cell with its state in words', async () => {
  const { page } = await open('/xac-nhan?view=matrix')
  expect(page.findAll('thead th').map((each) => each.text())).toEqual(['Xã', '15.2', '15.3'])
  expect(page.get('a[aria-label="Xã Đắk Mar, 15.3: chờ xác nhận"]').attributes('href')).toContain('indicator=15.3')
  expect(page.findAll('a[aria-label$="1 xã chờ xác nhận"]')).toHaveLength(2)
})

test('whoever verifies nothing chooses an agency and only looks on', async () => {
  rows = rows.map((row) => ({ ...row, allowed: false }))
  const { page, router } = await open('/xac-nhan', { permissions: ['assessments.read'] })
  expect(page.findAll('input[type="checkbox"]')).toHaveLength(0)
  expect(page.text()).not.toContain('Không xác nhận…')
  const [agency] = page.findAll('select')
  expect(agency?.findAll('option').map((each) => each.text())).toEqual(['Sở Y tế', 'Sở Giáo dục và Đào tạo'])
  await agency?.setValue('sgddt')
  await eventually(() => expect(router.currentRoute.value.query).toEqual({ agency: 'sgddt' }))
})

test('a month without sheets says what would fill the page', async () => {
  rows = []
  const { page } = await openPage('/xac-nhan', routes, HEALTH)
  await eventually(() => expect(page.text()).toContain('Chưa có phiếu nào để xác nhận'))
})
