import { enableAutoUnmount, flushPromises, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { AccountView } from '@ntm/shared/access/wire'
import type { AssessmentView } from '@ntm/shared/assessments/wire'
import { tellChanges } from '@/live/on-changes'
import { linkedPage, openPage as openPageOf } from '@/testing/open-page'
import { problem, stubFetch, type SeenRequest, type StubbedAnswer } from '@/testing/stub-fetch'
import { closeQueues } from './saving/open-queues'
import { buildSheet } from './saving/testing/builders'
import { routes } from './routes'
import { buildHistory, buildSet } from './testing/builders'

const SHEET = '/phieu/23512/2019-07'
const eventually = (check: () => void) => vi.waitFor(check, 15_000)

let sheet: AssessmentView
let version: number
/** What the next change is answered with instead of being made. */
let refusals: StubbedAnswer[]
/** What the next reading of the sheet is answered with. */
let unread: StubbedAnswer[]
let story: unknown[]
/** Figures by village. */
let villages: unknown
let seen: SeenRequest[]

/** Makes the changes of a patch, the way the service does. */
function change({ body }: SeenRequest): void {
  const { values = [] } = body as { values?: { measure: string; value?: number | boolean | null }[] }
  const written = new Map(values.map(({ measure, ...told }) => [measure, told]))
  sheet = { ...sheet, values: sheet.values.map((value) => ({ ...value, ...written.get(value.measure) })) }
  version += 1
}

function answer(request: SeenRequest): StubbedAnswer {
  const [path = ''] = request.url.replace('/api/v1/', '').split('?')
  if (path.startsWith('criteria-sets/')) return { body: buildSet() }
  if (path.endsWith('/village-figures')) return { body: villages }
  if (path.endsWith('/measure-history')) return { body: buildHistory() }
  if (path.endsWith('/history')) return { body: { data: story, page: { next: null, limit: 50 } } }
  if (path === 'periods') return { body: { data: [], page: { next: null, limit: 500 } } }
  if (path !== 'assessments/23512/2019-07' && !path.endsWith('/transitions')) return problem(404, 'not_found')
  const refusal = (request.method === 'GET' ? unread : refusals).shift()
  if (refusal) return refusal
  if (request.method !== 'GET') {
    if ('values' in (request.body as object)) change(request)
    if (request.method === 'POST') sheet = { ...sheet, ...SUBMITTED }
  }
  return { body: sheet, headers: { ETag: `"${version}"` } }
}

const SUBMITTED = {
  status: 'submitted',
  receipt: 'NTM-1907-23512-1-01',
  submittedAt: '2019-07-22T03:00:00.000Z',
  firstSubmittedAt: '2019-07-22T03:00:00.000Z',
  timeliness: 'onTime',
  allowed: { edit: false, submit: false, withdraw: true, return: false, approve: false, reopen: false },
} as const
const MAY_NOTHING = { edit: false, submit: false, withdraw: false, return: false, approve: false, reopen: false }

beforeEach(() => {
  sheet = buildSheet({
    values: { '11.1': { value: 6 }, '12.1': { value: 95 } },
    words: { 11: { lastMonth: 'met' }, 13: { lastMonth: 'met' } },
  })
  version = 1
  refusals = []
  unread = []
  story = []
  seen = stubFetch(answer)
  Element.prototype.scrollIntoView = vi.fn()
})
afterEach(() => {
  closeQueues()
  localStorage.clear()
})
enableAutoUnmount(afterEach)

async function openSheet(address = SHEET, account: Partial<AccountView> = {}) {
  const links = [
    linkedPage('overview', '/tong-quan/:unit'),
    linkedPage('profile', '/xa/:unit'),
    linkedPage('villages', '/thon/:unit'),
    linkedPage('imports', '/excel'),
  ]
  const opened = await openPageOf(address, [...routes, ...links], account)
  await eventually(() => expect(opened.page.find('h1').exists()).toBe(true))
  return opened
}

async function type(page: VueWrapper, id: string, text: string): Promise<void> {
  const field = page.get(`[id="${id}"]`)
  await field.setValue(text)
  await field.trigger('focusout')
}

const patches = () => seen.filter(({ method }) => method === 'PATCH')
const lineOf = (page: VueWrapper, measure: string) =>
  page.get(`[id="name-${measure}"]`).element.closest('.measure-line')

test('a number typed the Vietnamese way is saved when its field is left, and judged at once', async () => {
  const { page } = await openSheet()
  await type(page, 'answer-11.1', '7,5 %')
  expect(page.get('[id="name-11"]').element.closest('section')?.textContent).toContain('Chưa đạt')
  await eventually(() => expect(patches()).toHaveLength(1))
  expect(patches()[0]?.body).toEqual({ values: [{ measure: '11.1', value: 7.5 }] })
  expect(patches()[0]?.headers.get('If-Match')).toBe('"1"')
  await eventually(() => expect(lineOf(page, '11.1')?.textContent).toMatch(/đã lưu \d\d:\d\d/))
})

test('an ambiguous number stays as typed, is explained at its field, and is not sent', async () => {
  const { page } = await openSheet()
  await type(page, 'answer-12.1', '1.100')
  expect(lineOf(page, '12.1')?.textContent).toContain('“1.100” có thể hiểu theo hai cách. Viết 1100 hoặc 1,1.')
  expect(page.get<HTMLInputElement>('[id="answer-12.1"]').element.value).toBe('1.100')
  expect(page.get('.sticky-bar [role="status"]').text()).toContain('1 ô chưa hợp lệ')
  await flushPromises()
  expect(patches()).toEqual([])
})

test('what an earlier visit left typed comes back: taken over where it can be, else as it was with its fault', async () => {
  const left = {
    edits: {},
    drafts: {
      'answer/11.1': { mode: 'value', texts: ['6,7'] },
      'answer/12.1': { mode: 'value', texts: ['1.100'] },
      'answer/99.9': { mode: 'value', texts: ['5'] },
    },
  }
  localStorage.setItem('ntm.unsent/vpdp/23512/2019-07', JSON.stringify(left))
  const { page } = await openSheet()
  expect(page.get<HTMLInputElement>('[id="answer-12.1"]').element.value).toBe('1.100')
  expect(lineOf(page, '12.1')?.textContent).toContain('có thể hiểu theo hai cách')
  await eventually(() =>
    expect(patches().map(({ body }) => body)).toEqual([{ values: [{ measure: '11.1', value: 6.7 }] }]),
  )
  await eventually(() => expect(localStorage.getItem('ntm.unsent/vpdp/23512/2019-07')).not.toContain('11.1'))
})

test('Enter and the arrows walk the fields: past notes and written words, not past a number that cannot be read', async () => {
  sheet = buildSheet({
    values: { '11.1': { value: 8, note: 'Theo rà soát.' }, '12.1': { value: 95 } },
    words: { 11: { obstacle: 'Mất mùa mì.', remedy: 'Vay vốn.', remedyDueOn: '2019-12-31' } },
  })
  const { page } = await openSheet()
  const press = async (key: string) => {
    document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
    await flushPromises()
    return document.activeElement?.id
  }
  page.get<HTMLInputElement>('[id="answer-9.2"]').element.focus()
  expect(await press('Enter')).toBe('answer-11.1')
  expect(await press('ArrowDown')).toBe('remedyDueOn-11')
  expect(await press('Enter')).toBe('answer-12.1')
  expect(await press('ArrowUp')).toBe('remedyDueOn-11')
  await press('Enter')
  await page.get('[id="answer-12.1"]').setValue('1.100')
  expect(await press('Enter')).toBe('answer-12.1')
  expect(await press('ArrowDown')).toBe('answer-13.1')
})

test('a percentage can be given as two numbers, and shows what they come to', async () => {
  const { page } = await openSheet()
  const toggle = page.findAll('button').find((button) => button.text() === 'Tính từ hai số')
  await toggle?.trigger('click')
  await type(page, 'answer-9.2', '1150')
  await type(page, 'answer-9.2-denominator', '1722')
  await eventually(() =>
    expect(patches().at(-1)?.body).toMatchObject({ values: [{ numerator: 1150, denominator: 1722 }] }),
  )
  expect(lineOf(page, '9.2')?.textContent).toContain('66,78 %')
})

test('a criterion lost since last month asks for an explanation, one that was never met does not', async () => {
  const { page } = await openSheet()
  await type(page, 'answer-11.1', '8')
  await type(page, 'answer-12.1', '50')
  expect(page.find('[id="explanation-11"]').exists()).toBe(true)
  expect(page.find('[id="obstacle-12"]').exists()).toBe(true)
  expect(page.find('[id="explanation-12"]').exists()).toBe(false)
})

test('a value that the service refuses stays in its field with the reason', async () => {
  const { page } = await openSheet()
  const errors = [{ pointer: '/values/0/value', code: 'too_large', message: 'Số quá lớn theo quy định mới.' }]
  const { status = 422, body } = problem(422, 'invalid_values')
  refusals = [{ status, body: { ...(body as object), errors } }]
  await type(page, 'answer-11.1', '6,1')
  await eventually(() => expect(lineOf(page, '11.1')?.textContent).toContain('Số quá lớn theo quy định mới.'))
  expect(page.get<HTMLInputElement>('[id="answer-11.1"]').element.value).toBe('6,1')
})

const changeElsewhere = (measure: string, value: number) =>
  change({ method: 'PATCH', url: '', headers: new Headers(), body: { values: [{ measure, value }] } })
const press = (page: VueWrapper, text: string) =>
  page
    .findAll('button')
    .find((each) => each.text() === text)
    ?.trigger('click')

test('what somebody else wrote in other fields is taken in and told; what was typed here goes out', async () => {
  const { page } = await openSheet()
  refusals = [problem(412, 'stale_version')]
  changeElsewhere('12.1', 40)
  await type(page, 'answer-11.1', '6,5')
  await eventually(() => expect(patches()).toHaveLength(2))
  expect(patches()[1]?.headers.get('If-Match')).toBe('"2"')
  await eventually(() => expect(page.text()).toContain('Phiếu vừa được người khác sửa'))
  expect(page.get('[id="foreign-changes"]').text()).toMatch(/12\.1 .*: 40\s%/)
  expect(page.get<HTMLInputElement>('[id="answer-12.1"]').element.value).toBe('40')
  expect(page.get<HTMLInputElement>('[id="answer-11.1"]').element.value).toBe('6,5')
  await press(page, 'Đã xem')
  expect(page.find('[id="foreign-changes"]').exists()).toBe(false)
})

test('where both wrote in one field, both words stand side by side until one is chosen', async () => {
  const value = { measure: '11.1', before: 6, after: 7.2, numerator: null, denominator: null, notApplicable: false }
  const told = { values: [{ ...value, noteBefore: null, noteAfter: null }], words: [] }
  story = [{ no: 9, at: '2019-07-22T03:00:00.000Z', by: 'Y Nga', ...told }]
  const { page } = await openSheet()
  refusals = [problem(412, 'stale_version')]
  changeElsewhere('11.1', 7.2)
  await type(page, 'answer-11.1', '6,5')
  await eventually(() => expect(page.text()).toContain('1 ô hai người cùng sửa'))
  const notice = page.get('[id="foreign-changes"]')
  await eventually(() => expect(notice.text()).toContain('Bản đang lưu, Y Nga sửa lúc 10:00 22/07/2019'))
  expect(notice.text()).toMatch(/Của anh\/chị\s*6,5\s%/)
  expect(page.get<HTMLInputElement>('[id="answer-11.1"]').element.value).toBe('6,5')
  expect(lineOf(page, '11.1')?.textContent).toContain('chờ anh/chị chọn')
  await press(page, 'Lưu lựa chọn')
  expect(notice.get('[role="alert"]').text()).toContain('Hãy chọn ở từng ô')
  expect(patches()).toHaveLength(1)
  await press(page, 'Giữ tất cả của tôi')
  await press(page, 'Lưu lựa chọn')
  await eventually(() => expect(patches()[1]?.body).toEqual({ values: [{ measure: '11.1', value: 6.5 }] }))
  expect(patches()[1]?.headers.get('If-Match')).toBe('"2"')
  await eventually(() => expect(page.find('[id="foreign-changes"]').exists()).toBe(false))
})

test('taking the saved word gives up the own one in its field', async () => {
  const { page } = await openSheet()
  refusals = [problem(412, 'stale_version')]
  changeElsewhere('11.1', 7.2)
  await type(page, 'answer-11.1', '6,5')
  await eventually(() => expect(page.text()).toContain('1 ô hai người cùng sửa'))
  await page.get('[id="foreign-changes"]').findAll('input')[1]?.trigger('change')
  await press(page, 'Lưu lựa chọn')
  expect(page.get<HTMLInputElement>('[id="answer-11.1"]').element.value).toBe('7,2')
  await flushPromises()
  expect(patches()).toHaveLength(1)
})

test('last month’s figures fill what is empty by one action, are marked, and are asked for until somebody looked', async () => {
  sheet = buildSheet({ values: { '12.1': { value: 95 } } })
  const { page, router } = await openSheet()
  await press(page, 'Bắt đầu từ số liệu tháng trước')
  await eventually(() =>
    expect(patches().map(({ body }) => body)).toEqual([{ values: [{ measure: '11.1', value: 6.5 }] }]),
  )
  expect(lineOf(page, '11.1')?.textContent).toContain('chép từ tháng trước')
  expect(lineOf(page, '12.1')?.textContent).not.toContain('chép từ tháng trước')
  await router.push(`${SHEET}?step=check`)
  await eventually(() => expect(page.text()).toContain('Chép từ tháng trước, chưa kiểm tra'))
  await router.push(SHEET)
  await eventually(() => expect(page.find('[id="answer-11.1"]').exists()).toBe(true))
  await press(page, 'Đã kiểm tra')
  expect(lineOf(page, '11.1')?.textContent).not.toContain('chép từ tháng trước')
  expect(page.text()).not.toContain('chưa được kiểm tra')
})

test('Enter over a copied figure means that it was looked at; so does another figure', async () => {
  sheet = buildSheet({ values: { '12.1': { value: 95 } } })
  const { page } = await openSheet()
  await press(page, 'Bắt đầu từ số liệu tháng trước')
  expect(page.text()).toContain('1 số liệu chép từ tháng trước chưa được kiểm tra')
  await page.get('[id="answer-11.1"]').trigger('keydown', { key: 'ArrowDown' })
  expect(page.text()).toContain('chưa được kiểm tra')
  await page.get('[id="answer-11.1"]').trigger('keydown', { key: 'Enter' })
  await eventually(() => expect(page.text()).not.toContain('chưa được kiểm tra'))
})

test('a returned sheet says who sent it back and why, at the top and at the indicator', async () => {
  const review = { action: 'return' as const, by: 'Nguyễn Thị Hoa', at: '2019-07-21T03:00:00.000Z', reason: null }
  sheet = { ...sheet, status: 'returned', review, returned: [{ indicator: '11.1', reason: 'Chưa khớp danh sách.' }] }
  const { page } = await openSheet()
  expect(page.text()).toContain('Phiếu bị trả lại – Nguyễn Thị Hoa, 10:00 21/07/2019')
  expect(lineOf(page, '11.1')?.textContent).toContain('Bị trả lại: “Chưa khớp danh sách.”')
})

test('a locked sheet says by whom, since when and what to do, and has no fields', async () => {
  const lock = { code: 'period_locked' as const, by: 'Kỳ này đã khóa sổ', since: '2019-08-06', next: 'Đề nghị mở lại.' }
  sheet = { ...sheet, lock, allowed: MAY_NOTHING }
  const { page } = await openSheet()
  expect(page.text()).toContain('Kỳ này đã khóa sổ')
  expect(page.text()).toContain('Từ ngày 06/08/2019. Đề nghị mở lại.')
  expect(page.findAll('main input')).toEqual([])
})

test('the check lists what is missing and unusual, and each point leads to its field', async () => {
  sheet = buildSheet({ values: { '11.1': { value: 60 } }, words: { 11: { lastMonth: 'met' } } })
  const { page, router } = await openSheet(`${SHEET}?step=check`)
  const text = page.text()
  expect(text).toContain('Còn 4 điểm phải bổ sung trước khi gửi')
  expect(text).toContain('Tháng trước đạt, nay chưa đạt: cần giải trình')
  expect(text).toContain('Tháng trước 6,5 %, nay 60 %')
  await page
    .findAll('a')
    .find((link) => link.text().startsWith('13.1'))
    ?.trigger('click')
  await eventually(() => expect(router.currentRoute.value.query).toEqual({}))
  await eventually(() => expect(document.activeElement?.id).toBe('answer-13.1'))
})

test('a complete sheet is submitted once, under a key of its own, and gives back its receipt', async () => {
  sheet = buildSheet({
    values: { '9.2': { value: 80 }, '11.1': { value: 6 }, '12.1': { value: 95 }, '13.1': { value: true } },
  })
  const { page } = await openSheet(`${SHEET}?step=check`)
  expect(page.text()).toContain('Phiếu đã đủ để gửi')
  const button = page.findAll('button').find((each) => each.text() === 'Gửi phiếu')
  await button?.trigger('click')
  await button?.trigger('click')
  await eventually(() => expect(page.text()).toContain('NTM-1907-23512-1-01'))
  const moves = seen.filter(({ method }) => method === 'POST')
  expect(moves.map(({ body }) => body)).toEqual([{ action: 'submit' }])
  expect(moves[0]?.headers.get('Idempotency-Key')).toMatch(/^[\w-]{20,}$/)
  expect(page.text()).toContain('Gửi lúc 10:00 22/07/2019, đúng hạn.')
  expect(page.findAll('button').some((each) => each.text() === 'Rút phiếu về')).toBe(true)
})

const READY = { '9.2': { value: 80 }, '11.1': { value: 6 }, '12.1': { value: 95 }, '13.1': { value: true } }
const moves = () => seen.filter(({ method }) => method === 'POST').map(({ body }) => body)

/** A sheet of which 11.1 was written but could not be saved yet, on its way to be submitted. */
async function openUnsaved() {
  sheet = buildSheet({ values: READY })
  const opened = await openSheet()
  refusals = [problem(503, 'unavailable')]
  await type(opened.page, 'answer-11.1', '5,5')
  await eventually(() => expect(patches()).toHaveLength(1))
  await opened.router.push(`${SHEET}?step=check`)
  const submit = () =>
    opened.page
      .findAll('button')
      .find((each) => each.text() === 'Gửi phiếu')
      ?.trigger('click')
  return { ...opened, submit }
}

test('what is not saved yet goes along with the submission, in one request', async () => {
  const { page, submit } = await openUnsaved()
  await submit()
  await eventually(() => expect(page.text()).toContain('NTM-1907-23512-1-01'))
  expect(moves()).toEqual([{ action: 'submit', values: [{ measure: '11.1', value: 5.5 }] }])
  expect(patches()).toHaveLength(1)
  expect(page.text()).toContain('5,5')
  expect(Object.keys(localStorage).filter((key) => key.startsWith('ntm.unsent'))).toEqual([])
})

test('a submission that is refused loses nothing that went along: it is saved, and the reason is told', async () => {
  const { page, submit } = await openUnsaved()
  refusals = [problem(422, 'submission_incomplete')]
  await submit()
  await eventually(() => expect(patches()).toHaveLength(2))
  expect(patches()[1]?.body).toEqual({ values: [{ measure: '11.1', value: 5.5 }] })
  expect(page.find('[role="alert"]').exists()).toBe(true)
  await submit()
  await eventually(() => expect(page.text()).toContain('NTM-1907-23512-1-01'))
  expect(moves()[1]).toEqual({ action: 'submit' })
})

test('an open sheet of the own area leads to its template; a locked one, and that of others, does not', async () => {
  const own = (unit: AssessmentView['unit']): Partial<AccountView> => ({
    roles: [{ role: 'communeOfficer', unit, agency: null, actingFor: null }],
    permissions: ['assessments.read', 'assessments.edit', 'assessments.import', 'periods.read'],
  })
  const wayOf = (page: VueWrapper) => page.find('a[href^="/excel"]')
  const { page } = await openSheet(SHEET, own(sheet.unit))
  expect(wayOf(page).attributes('href')).toBe('/excel?unit=23512&period=2019-07')
  const other = await openSheet(SHEET, own({ ...sheet.unit, code: '23515' }))
  expect(wayOf(other.page).exists()).toBe(false)
  const without = await openSheet(SHEET)
  expect(wayOf(without.page).exists()).toBe(false)
})

test('the check names the villages that are missing, once, also where none has a figure yet', async () => {
  sheet = buildSheet({ sheet: { villageMeasures: ['11.1', '12.1'] }, values: { '12.1': { value: 95 } } })
  const village = (code: string) => ({ code, fullName: `Thôn ${code}` })
  villages = {
    villages: ['1', '2', '3'].map(village),
    measures: [
      { measure: '11.1', missing: ['1', '2', '3'] },
      { measure: '12.1', missing: ['3'] },
    ],
  }
  const { page } = await openSheet(`${SHEET}?step=check`)
  const points = () => page.findAll('.check-list li').map((point) => point.text())
  await eventually(() => expect(points().some((text) => text.includes('Thôn 1'))).toBe(true))
  const ofPoverty = points().filter((text) => text.startsWith('11.1'))
  expect(ofPoverty).toHaveLength(1)
  expect(ofPoverty[0]).toContain('Còn thiếu: Thôn 1, Thôn 2, Thôn 3')
  expect(points().find((text) => text.startsWith('12.1'))).toContain('Còn thiếu: Thôn 3')
})

test('the sheet follows who else writes in it: own saving is not asked about, what is being typed stays', async () => {
  const { page } = await openSheet()
  const asked = () => seen.filter(({ url, method }) => method === 'GET' && url.endsWith('/23512/2019-07')).length
  const change = { kind: 'sheet' as const, units: ['62', '615', '23512'], period: '2019-07', isPublic: false }
  const before = asked()
  await type(page, 'answer-11.1', '7,5')
  await eventually(() => expect(patches()).toHaveLength(1))
  tellChanges([{ ...change, version }])
  tellChanges([{ ...change, units: ['62', '615', '23509'], version: 40 }])
  await page.get('[id="answer-12.1"]').setValue('93,')
  await new Promise((done) => setTimeout(done, 1_000))
  expect(asked()).toBe(before)

  sheet = { ...sheet, values: sheet.values.map((each) => (each.measure === '11.1' ? { ...each, value: 6.5 } : each)) }
  version += 1
  tellChanges([{ ...change, version }])
  await eventually(() => expect(page.get<HTMLInputElement>('[id="answer-11.1"]').element.value).toBe('6,5'))
  expect(asked()).toBe(before + 1)
  expect(page.get<HTMLInputElement>('[id="answer-12.1"]').element.value).toBe('93,')
})

test('what somebody else wrote is read again once the service answers: nobody tells of it twice', async () => {
  const { page } = await openSheet()
  sheet = { ...sheet, values: sheet.values.map((each) => (each.measure === '11.1' ? { ...each, value: 6.5 } : each)) }
  version += 1
  unread = [problem(503, 'unavailable')]
  tellChanges([{ kind: 'sheet', units: ['62', '615', '23512'], period: '2019-07', isPublic: false, version }])
  await eventually(() => expect(page.get<HTMLInputElement>('[id="answer-11.1"]').element.value).toBe('6,5'))
})
