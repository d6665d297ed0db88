import { enableAutoUnmount, flushPromises, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { AssessmentView, SheetVerification } from '@ntm/shared/assessments/wire'
import { linkedPage, openPage as openPageOf } from '@/testing/open-page'
import { problem, stubFetch, type SeenRequest, type StubbedAnswer } from '@/testing/stub-fetch'
import { closeQueues } from './saving/open-queues'
import { buildSheet } from './saving/testing/builders'
import { routes } from './routes'
import { buildHistory, buildSet } from './testing/builders'

const SHEET = '/phieu/23512/2019-06'
const WHY = 'Xã đính chính số hộ nghèo.'
const NOTHING = { edit: false, submit: false, withdraw: false, return: false, approve: false, reopen: false }
const LOCK = {
  code: 'consolidated' as const,
  by: 'Văn phòng Điều phối đã tổng hợp kỳ này',
  since: '2019-07-06',
  next: 'Cần đính chính thì đề nghị Văn phòng Điều phối mở lại phiếu của xã.',
}
const eventually = (check: () => void) => vi.waitFor(check, 15_000)

let latest: AssessmentView
let first: AssessmentView
let refusals: StubbedAnswer[]
let seen: SeenRequest[]

function answer({ url, method }: SeenRequest): StubbedAnswer {
  const [path = '', query = ''] = url.replace('/api/v1/', '').split('?')
  if (path.startsWith('criteria-sets/')) return { body: buildSet() }
  if (path.endsWith('/measure-history')) return { body: buildHistory() }
  if (path === 'periods') return { body: { data: [], page: { next: null, limit: 500 } } }
  if (!path.startsWith('assessments/23512/2019-06')) return problem(404, 'not_found')
  if (method === 'POST') {
    const refusal = refusals.shift()
    if (refusal) return refusal
    const reopened = { until: '2019-07-29', reason: WHY, by: 'Văn phòng Điều phối' }
    latest = { ...latest, status: 'draft', revision: 2, lock: null, reopened }
  }
  return { body: query === 'revision=1' ? first : latest, headers: { ETag: '"5"' } }
}

beforeEach(() => {
  first = buildSheet({
    values: { '11.1': { value: 6, result: 'met' } },
    words: { 11: { reported: 'met', approved: 'met', official: 'met' } },
    sheet: {
      period: '2019-06',
      status: 'consolidated',
      officialRevision: 1,
      lock: LOCK,
      allowed: { ...NOTHING, reopen: true },
    },
  })
  latest = first
  refusals = []
  seen = stubFetch(answer)
  Element.prototype.scrollIntoView = vi.fn()
  window.scrollTo = vi.fn()
})
afterEach(() => closeQueues())
enableAutoUnmount(afterEach)

async function openSheet(address = SHEET) {
  const links = [
    linkedPage('overview', '/tong-quan/:unit'),
    linkedPage('profile', '/xa/:unit'),
    linkedPage('villages', '/thon/:unit'),
    linkedPage('imports', '/excel'),
  ]
  const opened = await openPageOf(address, [...routes, ...links])
  await eventually(() => expect(opened.page.find('h1').exists()).toBe(true))
  return opened
}

const button = (page: VueWrapper, text: string) => page.findAll('button').find((each) => each.text() === text)

function type(id: string, text: string): void {
  const field = document.getElementById(id)
  if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement)) throw new Error(`No field ${id}`)
  field.value = text
  field.dispatchEvent(new Event('input'))
}

async function send(): Promise<void> {
  await flushPromises()
  document.querySelector('form')?.dispatchEvent(new Event('submit'))
  await flushPromises()
}

test('a sheet on record says that it is, who closed it and what to do; only the province is offered to open it', async () => {
  const { page } = await openSheet()
  expect(page.text()).toContain('Bản 1 – số chính thức')
  expect(page.text()).toContain(LOCK.next)
  expect(button(page, 'Mở lại phiếu')).toBeDefined()
  page.unmount()
  latest = { ...first, allowed: NOTHING }
  const other = await openSheet()
  expect(other.page.text()).toContain(LOCK.next)
  expect(button(other.page, 'Mở lại phiếu')).toBeUndefined()
})

test('the province opens it again with a reason and a last day; the page then says until when, why and who', async () => {
  const { page } = await openSheet()
  await button(page, 'Mở lại phiếu')?.trigger('click')
  await eventually(() => expect(document.getElementById('reopen-reason')).not.toBeNull())
  type('reopen-reason', 'ngắn')
  type('reopen-until', '21/7/2019')
  await eventually(() => expect(document.getElementById('reopen-until-error')).not.toBeNull())
  await send()
  expect(document.getElementById('reopen-reason-error')?.textContent).toBe('Cần nêu lý do, ít nhất 10 ký tự.')
  expect(seen.filter(({ method }) => method === 'POST')).toEqual([])
  type('reopen-reason', ` ${WHY} `)
  type('reopen-until', '29/7/2019')
  await send()
  await eventually(() => expect(page.text()).toContain('Phiếu được mở lại đến hết ngày 29/07/2019'))
  const [sent] = seen.filter(({ method }) => method === 'POST')
  expect(sent?.body).toEqual({ action: 'reopen', reason: WHY, expiresOn: '2019-07-29' })
  expect(sent?.headers.get('If-Match')).toBe('"5"')
  expect(page.text()).toContain(`Lý do: “${WHY}” – Văn phòng Điều phối`)
  expect(page.text()).toContain('Bản 2 – đính chính; số chính thức vẫn là bản 1')
  await eventually(() => expect(document.activeElement?.tagName).toBe('H1'))
})

test('what the service refuses stands at its field, and what was typed stays', async () => {
  const errors = [{ pointer: '/expiresOn', code: 'out_of_range', message: 'Ngày cuối phải từ hôm nay.' }]
  const refusal = problem(422, 'reopening_needs_reason')
  refusals = [{ ...refusal, body: { ...(refusal.body as object), errors } }]
  const { page } = await openSheet()
  await button(page, 'Mở lại phiếu')?.trigger('click')
  await eventually(() => expect(document.getElementById('reopen-reason')).not.toBeNull())
  type('reopen-reason', WHY)
  await send()
  await eventually(() =>
    expect(document.getElementById('reopen-until-error')?.textContent).toBe('Ngày cuối phải từ hôm nay.'),
  )
  expect(document.querySelector<HTMLTextAreaElement>('#reopen-reason')?.value).toBe(WHY)
})

test('an earlier revision is read by its address, and only read', async () => {
  first = { ...first, officialRevision: 2 }
  latest = {
    ...first,
    revision: 2,
    values: buildSheet({ values: { '11.1': { value: 8.2, result: 'notMet' } } }).values,
    reopened: { until: '2019-07-29', reason: WHY, by: 'Văn phòng Điều phối' },
  }
  const { page, router } = await openSheet()
  expect(page.text()).toContain('Bản 2 – số chính thức, thay bản 1')
  expect(page.text()).toContain('8,2 %')
  await page
    .findAll('a')
    .find((link) => link.text() === 'Đọc bản 1')
    ?.trigger('click')
  await eventually(() => expect(page.text()).toContain('Anh/chị đang đọc bản 1: chỉ để xem, không sửa được'))
  expect(router.currentRoute.value.query).toEqual({ revision: '1' })
  expect(page.text()).toContain('Bản 1 – đã được thay; số chính thức nay là bản 2')
  expect(page.get('[id="name-11.1"]').element.closest('.measure-line')?.textContent).toMatch(/6 %/)
  expect(page.findAll('main input, main textarea')).toEqual([])
  expect(button(page, 'Mở lại phiếu')).toBeUndefined()
})

test('the results of all who judge stand side by side, and departments say why, when and of which month', async () => {
  const said: SheetVerification = {
    indicator: '11.1',
    verdict: 'rejected',
    reason: 'Chưa khớp danh sách hộ nghèo.',
    agency: 'Sở Lao động',
    by: 'Nguyễn Thị Hoa',
    at: '2019-06-28T02:00:00.000Z',
    period: '2019-05',
    outdated: false,
  }
  const confirmed = { ...said, indicator: '12.1', verdict: 'confirmed' as const, reason: null, period: '2019-06' }
  latest = {
    ...first,
    criteria: first.criteria.map((each) =>
      each.number === 11 ? { ...each, verified: 'notMet', official: 'notMet' } : each,
    ),
    verifications: [said, { ...confirmed, outdated: true }],
  }
  const { page } = await openSheet()
  const poverty = page.get('[id="tieu-chi-11"]').text()
  expect(poverty).toMatch(
    /Xã tự đánh giá\s*Đạt.*Huyện duyệt\s*Đạt.*Ngành xác nhận\s*Chưa đạt.*Số chính thức\s*Chưa đạt/s,
  )
  expect(poverty).toContain('Sở Lao động không xác nhận: “Chưa khớp danh sách hộ nghèo.” Nguyễn Thị Hoa, 28/06/2019')
  expect(poverty).toContain('Ý kiến về số liệu tháng 5/2019; chỉ tiêu vẫn chưa đạt cho đến khi ngành xác nhận số mới.')
  expect(page.get('[id="tieu-chi-12"]').text()).toMatch(/Sở Lao động đã xác nhận.*chờ ngành xác nhận lại/s)
})
