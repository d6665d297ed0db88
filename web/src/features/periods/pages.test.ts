import { enableAutoUnmount, flushPromises, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Permission } from '@ntm/shared/access/roles'
import { linkedPage, openPage as openPageOf } from '@/testing/open-page'
import { problem, stubFetch, type SeenRequest, type StubbedAnswer } from '@/testing/stub-fetch'
import { routes } from './routes'
import { buildCheck, buildDone, buildPeriod, buildUnit } from './testing/builders'

const eventually = (check: () => void) => vi.waitFor(check, 15_000)
const READER: Permission[] = ['periods.read', 'assessments.read']
const OFFICE: Permission[] = [...READER, 'periods.manage', 'periods.consolidate']
const LINKED = [linkedPage('sheet', '/phieu/:unit/:period'), linkedPage('overview', '/tong-quan/:unit?')]

let answers: Record<string, StubbedAnswer>
let seen: SeenRequest[]

beforeEach(() => {
  const before = { consolidatedAt: '2019-07-06T02:00:00.000Z' }
  const months = [buildPeriod('2019-07'), buildPeriod('2019-06', before), buildPeriod('2018-12', before)]
  answers = {
    'GET periods': { body: { data: months, page: { next: null, limit: 500 } } },
    'GET periods/2019-07': { body: buildPeriod('2019-07'), headers: { ETag: '"4"' } },
    'GET periods/2019-07/consolidation': { body: buildCheck() },
    'GET assessments': { body: { data: [], page: { next: null, limit: 500 } } },
  }
  seen = stubFetch(({ method, url }) => {
    const path = url.replace('/api/v1/', '').split('?')[0] ?? ''
    const [, coming] = /^periods\/(20(?:19-(?:08|09|1\d)|20-\d\d))$/.exec(path) ?? []
    const known = answers[`${method} ${path}`]
    if (known) return known
    return coming ? { body: buildPeriod(coming), headers: { ETag: '"0"' } } : problem(404, 'not_found')
  })
})
enableAutoUnmount(afterEach)

const openPage = (address: string, permissions = OFFICE) =>
  openPageOf(address, [...routes, ...LINKED], { permissions: [...permissions] })

const rowOf = (page: VueWrapper, name: string) =>
  page.findAll('tbody tr').find((row) => row.get('th').text().startsWith(name)) ?? page

async function press(page: VueWrapper, text: string): Promise<void> {
  const button = page.findAll('button').find((each) => each.text().startsWith(text))
  await button?.trigger('click')
  await flushPromises()
}

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

const inDialog = () => document.querySelector('[role=dialog]')?.textContent ?? ''

test('every month of the year stands with its two days by name and how far off they are, those to come too', async () => {
  const { page } = await openPage('/ky-bao-cao', READER)
  await eventually(() => expect(page.findAll('tbody tr')).toHaveLength(7))
  expect(rowOf(page, 'tháng 7/2019').text()).toMatch(/25\/07\/2019.*còn 3 ngày.*05\/08\/2019.*còn 14 ngày/s)
  expect(rowOf(page, 'tháng 6/2019').text()).toMatch(/25\/06\/2019.*Đã tổng hợp 06\/07\/2019/s)
  expect(rowOf(page, 'tháng 12/2019').text()).toMatch(/25\/12\/2019.*Chưa đến kỳ/s)
  expect(page.findAll('tbody button')).toEqual([])
  expect(page.text()).not.toContain('Tổng hợp tháng')
})

test('the year is kept in the address, and the coming one can be set, too', async () => {
  const { page, router } = await openPage('/ky-bao-cao')
  await eventually(() => expect(page.findAll('tbody tr').length).toBeGreaterThan(0))
  await page.get('select').setValue('2020')
  await eventually(() => expect(rowOf(page, 'tháng 1/2020').text()).toContain('25/01/2020'))
  expect(router.currentRoute.value.query).toEqual({ year: '2020' })
  await page.get('select').setValue('2018')
  await eventually(() => expect(page.findAll('tbody tr')).toHaveLength(1))
})

test('the office sets a day against the state it has read, faults are told while it types', async () => {
  answers['PATCH periods/2019-07'] = { body: buildPeriod('2019-07', { dueOn: '2019-07-28' }) }
  const { page } = await openPage('/ky-bao-cao')
  await eventually(() => expect(page.findAll('tbody tr')).toHaveLength(7))
  expect(rowOf(page, 'tháng 6/2019').find('button').exists()).toBe(false)
  await rowOf(page, 'tháng 7/2019').get('button').trigger('click')
  await eventually(() => expect(document.getElementById('days-dueOn')).not.toBeNull())
  type('days-dueOn', '21/7/2019')
  await eventually(() => expect(inDialog()).toContain('không dời ngày về quá khứ'))
  type('days-dueOn', '28/7/2019')
  type('days-locksOn', '27/7/2019')
  await eventually(() => expect(inDialog()).toContain('Ngày khóa sổ không thể đứng trước hạn nộp.'))
  await send()
  expect(seen.filter(({ method }) => method === 'PATCH')).toEqual([])
  type('days-locksOn', '05/08/2019')
  type('days-reason', 'Lùi vì mưa bão.')
  await send()
  await eventually(() => expect(page.text()).toContain('Đã đặt cho tháng 7/2019: hạn nộp 28/07/2019'))
  const [sent] = seen.filter(({ method }) => method === 'PATCH')
  expect(sent?.headers.get('If-Match')).toBe('"4"')
  expect(sent?.body).toEqual({ dueOn: '2019-07-28', reason: 'Lùi vì mưa bão.' })
})

test('what the service finds wrong with a day stands at its field', async () => {
  const errors = [{ pointer: '/locksOn', code: 'too_late', message: 'Ngày khóa sổ chậm nhất là sáu tháng sau.' }]
  const refusal = problem(422, 'period_days_invalid')
  answers['PATCH periods/2019-07'] = { ...refusal, body: { ...(refusal.body as object), errors } }
  const { page } = await openPage('/ky-bao-cao')
  await eventually(() => expect(page.findAll('tbody tr')).toHaveLength(7))
  await rowOf(page, 'tháng 7/2019').get('button').trigger('click')
  await eventually(() => expect(document.getElementById('days-dueOn')).not.toBeNull())
  type('days-locksOn', '10/08/2019')
  await send()
  await eventually(() =>
    expect(document.getElementById('days-locksOn-error')?.textContent).toBe('Ngày khóa sổ chậm nhất là sáu tháng sau.'),
  )
})

test('before the act stands who is missing, by state and district, and what departments reject or owe', async () => {
  const { page } = await openPage('/ky-bao-cao/2019-07/tong-hop')
  await eventually(() => expect(page.text()).toContain('3 xã chưa có phiếu được duyệt'))
  const text = page.text()
  expect(text).toContain('2 phiếu đã duyệt chờ tổng hợp')
  expect(text).toMatch(/Đã nộp: 2 xã.*Huyện Sa Thầy 2.*Rờ Kơi.*Sa Nhơn.*Chưa bắt đầu: 1 xã/s)
  expect(page.findAll('a').map((link) => link.attributes('href'))).toContain('/phieu/23530/2019-07')
  expect(text).toMatch(/1 chỉ tiêu ở 1 xã bị ngành không xác nhận.*Xã Ngọk Wang.*chỉ tiêu 15\.1/s)
  expect(text).toContain('49 chỉ tiêu ở 1 xã ngành chưa cho ý kiến')
})

test('the act is asked about once more, sent once under one key, and tells its number', async () => {
  answers['POST periods/2019-07/consolidation'] = { body: buildDone({ note: 'Lần đầu.' }) }
  const { page } = await openPage('/ky-bao-cao/2019-07/tong-hop')
  await eventually(() => expect(page.text()).toContain('2 phiếu sẵn sàng'))
  await press(page, 'Tổng hợp 2 phiếu')
  await eventually(() => expect(inDialog()).toContain('Sau đó không gì sửa được số chính thức.'))
  expect(inDialog()).toContain('3 xã được ghi là chưa có phiếu được duyệt.')
  type('consolidation-note', ' Lần đầu. ')
  answers['GET periods/2019-07/consolidation'] = {
    body: buildCheck({ ready: [], recorded: 2, done: [buildDone({ note: 'Lần đầu.' })] }),
  }
  await send()
  await eventually(() => expect(page.text()).toContain('Đã tổng hợp lần 1'))
  await eventually(() => expect(page.text()).toContain('Chưa có phiếu nào để tổng hợp'))
  await eventually(() => expect(document.activeElement?.id).toBe('outcome'))
  const posts = seen.filter(({ method }) => method === 'POST')
  expect(posts.map(({ body }) => body)).toEqual([{ note: 'Lần đầu.' }])
  expect(posts[0]?.headers.get('Idempotency-Key')).toMatch(/^[\w-]{20,}$/)
  expect(page.text()).toMatch(/Lần 1.*Văn phòng Điều phối.*“Lần đầu\.”.*3 xã khi đó chưa có phiếu được duyệt/s)
})

test('a refusal of the act is told in the dialog, which keeps the note', async () => {
  answers['POST periods/2019-07/consolidation'] = problem(
    409,
    'nothing_to_consolidate',
    'Chưa có phiếu nào được duyệt.',
  )
  const { page } = await openPage('/ky-bao-cao/2019-07/tong-hop')
  await eventually(() => expect(page.text()).toContain('2 phiếu sẵn sàng'))
  await press(page, 'Tổng hợp 2 phiếu')
  await eventually(() => expect(document.getElementById('consolidation-note')).not.toBeNull())
  type('consolidation-note', 'Giữ lại')
  await send()
  await eventually(() => expect(inDialog()).toContain('Chưa có phiếu nào được duyệt.'))
  expect(document.querySelector<HTMLTextAreaElement>('#consolidation-note')?.value).toBe('Giữ lại')
})

test('corrections are named: those ready, and those still with the commune or the district', async () => {
  const parent = buildUnit('615', 'Huyện Đắk Hà')
  const ready = { unit: buildUnit('23512', 'Xã Đắk Mar'), parent, revision: 2, unverified: 0, rejected: [] }
  const first = buildDone({ gaps: [] })
  answers['GET periods/2019-07/consolidation'] = {
    body: buildCheck({ ready: [ready], gaps: [], recorded: 86, done: [first] }),
  }
  const unit = buildUnit('23515', 'Xã Ngọk Wang')
  const open = { unit, parent, period: '2019-07', revision: 2, status: 'draft' }
  answers['GET assessments'] = { body: { data: [open, { ...open, revision: 1 }], page: { next: null, limit: 500 } } }
  const { page } = await openPage('/ky-bao-cao/2019-07/tong-hop')
  await eventually(() => expect(page.text()).toContain('1 đính chính đã duyệt, chờ thay số chính thức'))
  await eventually(() => expect(page.text()).toMatch(/1 đính chính xã hoặc huyện còn đang làm.*Ngọk Wang.*bản 2/s))
  expect(page.text()).toContain('Mọi xã đều có phiếu được duyệt')
  expect(page.text()).toContain('không xã nào thiếu')
})
