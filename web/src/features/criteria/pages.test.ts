import { enableAutoUnmount, flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { linkedPage, openPage as openPageOf } from '@/testing/open-page'
import { problem, stubFetch, type SeenRequest, type StubbedAnswer } from '@/testing/stub-fetch'
import { routes } from './routes'
import { buildFile, buildLeads, buildPlan, buildSet, buildThreshold, buildThresholds } from './testing/builders'

/** Pages and their parts are loaded on demand, on a busy machine slowly. */
const eventually = (check: () => void) => vi.waitFor(check, 15_000)
const PAGE = '/bo-tieu-chi/xa-2016-2020'
const OFFICE = { permissions: ['criteria.read', 'criteria.manage'] as const }

let answers: Record<string, StubbedAnswer>
let seen: SeenRequest[]

beforeEach(() => {
  const { code, name, nameEn, validFrom, validTo } = buildSet()
  answers = {
    'GET criteria-sets': { body: { data: [{ code, name, nameEn, validFrom, validTo }] } },
    'GET criteria-sets/xa-2016-2020': { body: buildSet() },
    'GET criteria-sets/xa-2016-2020/measures/11.1/thresholds': {
      body: buildThresholds(),
      headers: { ETag: '"1"' },
    },
    'GET criteria-sets/xa-2016-2020/indicators/11.1/leads': { body: buildLeads(), headers: { ETag: '"1"' } },
  }
  seen = stubFetch(({ method, url }) => {
    const path = url.replace('/api/v1/', '').split('?')[0] ?? ''
    return answers[`${method} ${path}`] ?? problem(404, 'not_found')
  })
})

enableAutoUnmount(afterEach)

const openPage = (address: string, mayDecide = false) =>
  openPageOf(address, [...routes, linkedPage('audit', '/nhat-ky'), linkedPage('compare', '/so-sanh')], {
    permissions: mayDecide ? [...OFFICE.permissions] : ['criteria.read'],
  })

test('without a name in the address the set that judges today is shown, each threshold as confirmed or not', async () => {
  const { page } = await openPage('/bo-tieu-chi')
  await eventually(() => expect(page.text()).toContain('≤ 7 %'))
  expect(page.get('h1').text()).toBe('Bộ tiêu chí xã')
  const [plan, poverty] = page.findAll('li').map((item) => item.text())
  expect(plan).toMatch(/1\.1 Có quy hoạch.*Đạt.*đã xác nhận.*1980\/QĐ-TTg/s)
  expect(poverty).toMatch(/11\.1 Tỷ lệ hộ nghèo.*≤ 7 %.*chưa xác nhận/s)
})

test('what is not confirmed can be looked at alone, and the address says so', async () => {
  const { page, router } = await openPage(PAGE)
  await eventually(() => expect(page.text()).toContain('Chỉ ngưỡng chưa xác nhận (1)'))
  await page.get('input[type=checkbox]').setValue(true)
  await flushPromises()
  expect(router.currentRoute.value.query).toEqual({ only: 'unconfirmed' })
  expect(page.text()).not.toContain('Có quy hoạch')
})

test('whoever only reads sees the thresholds and their history, and no way to change them', async () => {
  const replaced = buildThreshold({ id: 9, value: 8, replacedAt: '2019-07-01T00:00:00Z' })
  answers['GET criteria-sets/xa-2016-2020/measures/11.1/thresholds'] = {
    body: buildThresholds({ replaced: [replaced] }),
    headers: { ETag: '"2"' },
  }
  const { page } = await openPage(`${PAGE}/so-lieu/11.1`)
  await eventually(() => expect(page.text()).toMatch(/Ngưỡng đã thay.*≤ 8 %.*Được thay lúc 07:00 01\/07\/2019/s))
  expect(page.text()).toContain('Cơ quan phụ trách: Sở Lao động')
  expect(page.findAll('button')).toEqual([])
})

test('the office corrects a threshold against the state that it has read, and is told what became of open sheets', async () => {
  answers['POST criteria-sets/xa-2016-2020/measures/11.1/thresholds'] = {
    status: 201,
    body: { ...buildThresholds(), rejudged: { sheets: 12, changed: 3 } },
  }
  const { page } = await openPage(`${PAGE}/so-lieu/11.1`, true)
  await eventually(() => expect(page.text()).toContain('Xác nhận hoặc sửa'))
  await page
    .findAll('button')
    .find((button) => button.text().startsWith('Xác nhận hoặc sửa'))
    ?.trigger('click')
  await eventually(() => expect(document.getElementById('threshold-value')).not.toBeNull())
  type('threshold-value', '6,5')
  type('threshold-basis', '22/2017/QĐ-UBND')
  type('threshold-reason', 'Đã đối chiếu phụ lục.')
  document.querySelector('form')?.dispatchEvent(new Event('submit'))
  await eventually(() => expect(page.text()).toContain('Số phiếu đang mở được xét lại: 12; trong đó đổi kết quả: 3.'))
  const sent = seen.find(({ method }) => method === 'POST')
  expect(sent?.headers.get('If-Match')).toBe('"1"')
  expect(sent?.headers.get('Idempotency-Key')).not.toBeNull()
  expect(sent?.body).toEqual({
    ...{ value: 6.5, legalBasis: '22/2017/QĐ-UBND', reason: 'Đã đối chiếu phụ lục.', region: 'tay-nguyen' },
  })
})

test('the test bench judges while one types', async () => {
  const { page } = await openPage(`${PAGE}/thu`)
  await eventually(() => expect(page.text()).toContain('Đạt 0/2 · chưa đạt 0 · chưa đủ số liệu 2'))
  await page
    .findAll('button')
    .find((button) => button.text() === 'Điền vừa đủ đạt')
    ?.trigger('click')
  expect(page.text()).toContain('Đạt 2/2')
  await page.get('.row input[maxlength="40"]').setValue('7,01')
  expect(page.text()).toContain('Đạt 1/2 · chưa đạt 1')
  await page.get('.row input[maxlength="40"]').setValue('bảy')
  expect(page.text()).toContain('Không đọc được giá trị này.')
})

test('a file is tried before it is published, and every fault names its place', async () => {
  answers['POST criteria-sets'] = {
    ...problem(422, 'set_invalid'),
    body: {
      ...(problem(422, 'set_invalid').body as object),
      errors: [
        { pointer: '/criteria/0/indicators/0/leadAgency', code: 'unknown_agency', message: '1.1: Không có cơ quan.' },
      ],
    },
  }
  const { page } = await openPage('/bo-tieu-chi/cong-bo', true)
  await choose(page, JSON.stringify(buildFile()))
  await eventually(() => expect(page.text()).toContain('Mã bộ mới'))
  await page.get('form').trigger('submit')
  await eventually(() =>
    expect(page.get('[role=alert]').text()).toContain('1.1: Không có cơ quan. (/criteria/0/indicators/0/leadAgency)'),
  )
  expect(seen.find(({ method }) => method === 'POST')?.url).toBe('/api/v1/criteria-sets?dryRun=true')

  answers['POST criteria-sets'] = { body: buildPlan() }
  await page.get('form').trigger('submit')
  await eventually(() => expect(page.text()).toMatch(/1 điểm khác với bộ trước.*Ngưỡng 11\.1, \*.*Giá trị: 7, nay 5/s))
  expect(page.text()).toContain('Thử giá trị với bộ trong tệp')
})

test('what is no file of a set is not sent', async () => {
  const { page } = await openPage('/bo-tieu-chi/cong-bo', true)
  await choose(page, 'không phải JSON')
  await eventually(() => expect(page.text()).toContain('Không đọc được tệp này'))
  expect(seen.filter(({ method }) => method === 'POST')).toEqual([])
})

async function choose(page: Awaited<ReturnType<typeof openPage>>['page'], text: string): Promise<void> {
  await eventually(() => expect(page.find('input[type=file]').exists()).toBe(true))
  const input = page.get<HTMLInputElement>('input[type=file]')
  Object.defineProperty(input.element, 'files', { value: [new File([text], 'bo.json')], configurable: true })
  await input.trigger('change')
}

function type(id: string, text: string): void {
  const field = document.getElementById(id)
  if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement)) throw new Error(`No field ${id}`)
  field.value = text
  field.dispatchEvent(new Event('input'))
}
