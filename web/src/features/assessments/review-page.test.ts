import { enableAutoUnmount, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { AccountView } from '@ntm/shared/access/wire'
import type { ChangesView } from '@ntm/shared/assessments/changes-wire'
import type { AssessmentSummary, AssessmentView } from '@ntm/shared/assessments/wire'
import { tellChanges } from '@/live/on-changes'
import { linkedPage, openPage as openPageOf } from '@/testing/open-page'
import { problem, stubFetch, type SeenRequest, type StubbedAnswer } from '@/testing/stub-fetch'
import { closeQueues } from './saving/open-queues'
import { buildSheet } from './saving/testing/builders'
import { routes } from './routes'
import { buildHistory, buildSet } from './testing/builders'

const eventually = (check: () => void) => vi.waitFor(check, 15_000)
const WHY = 'Chưa khớp danh sách hộ nghèo tháng 6.'
const MAY_DECIDE = { edit: false, submit: false, withdraw: false, return: true, approve: true, reopen: false }
const SUBMITTED = {
  status: 'submitted',
  receipt: 'NTM-1907-23512-1-01',
  submittedAt: '2019-07-20T03:00:00.000Z',
  timeliness: 'onTime',
  author: 'Y Nga',
  allowed: MAY_DECIDE,
} as const

const { unit, parent } = buildSheet()
const DISTRICT: Partial<AccountView> = {
  roles: [{ role: 'districtOfficer', unit: parent, agency: null, actingFor: null }],
  permissions: ['results.read', 'assessments.read', 'assessments.review', 'periods.read'],
}

let sheet: AssessmentView
let changes: Record<ChangesView['since'], Omit<ChangesView, 'since'>>
let waiting: { code: string; submittedAt: string }[]
let refusals: StubbedAnswer[]
let version: number
let seen: SeenRequest[]

function answer({ url, method, body }: SeenRequest): StubbedAnswer {
  const [path = '', query = ''] = url.replace('/api/v1/', '').split('?')
  if (path.startsWith('criteria-sets/')) return { body: buildSet() }
  if (path.endsWith('/measure-history')) return { body: buildHistory() }
  if (path.startsWith('units/'))
    return { body: { ...unit, accountable: { name: 'A Thành', title: 'Chủ tịch UBND xã' } } }
  if (path === 'periods') return { body: { data: [], page: { next: null, limit: 500 } } }
  if (path === 'assessments') return { body: { data: waiting.map(listed), page: { next: null, limit: 500 } } }
  if (path.endsWith('/changes')) {
    const since = query.includes('lastMonth') ? 'lastMonth' : 'lastSubmission'
    return { body: { since, ...changes[since] } }
  }
  if (method === 'POST') {
    const refusal = refusals.shift()
    if (refusal) return refusal
    const { action } = body as { action: 'approve' | 'return' }
    const allowed = { ...MAY_DECIDE, approve: false, reopen: false }
    sheet = { ...sheet, status: action === 'approve' ? 'approved' : 'returned', allowed }
    waiting = waiting.filter(({ code }) => code !== '23512')
  }
  const code = path.split('/')[1] ?? ''
  return { body: { ...sheet, unit: { ...unit, code } }, headers: { ETag: `"${version}"` } }
}

function listed({ code, submittedAt }: { code: string; submittedAt: string }): AssessmentSummary {
  const place = { ...unit, code, name: `Số ${code}`, fullName: `Xã số ${code}` }
  const month = { period: '2019-07', revision: 1, version: 3, dueOn: '2019-07-25', timeliness: 'onTime' as const }
  const counts = { answered: 50, measures: 50, met: 12, returned: 0 }
  return {
    unit: place,
    parent,
    status: 'submitted',
    ...month,
    ...counts,
    submittedAt,
    firstSubmittedAt: null,
    updatedAt: null,
  }
}

beforeEach(() => {
  sheet = buildSheet({
    values: { '11.1': { value: 8.2, result: 'notMet' }, '12.1': { value: 95, result: 'met' } },
    words: {
      11: { reported: 'notMet', lastMonth: 'met', explanation: 'Hai hộ tái nghèo sau mưa lũ.' },
      12: { reported: 'met', lastMonth: 'met' },
    },
    sheet: SUBMITTED,
  })
  const before = { value: 6.5, resultBefore: 'met' as const }
  changes = {
    lastSubmission: { values: [], criteria: [], words: [], returned: [] },
    lastMonth: {
      values: [
        { measure: '11.1', before: before.value, after: 8.2, resultBefore: 'met', resultAfter: 'notMet' },
        { measure: '12.1', before: 94, after: 95, resultBefore: 'met', resultAfter: 'met' },
      ],
      criteria: [{ number: 11, before: 'met', after: 'notMet' }],
      words: [],
      returned: [],
    },
  }
  waiting = [
    { code: '23515', submittedAt: '2019-07-21T02:00:00Z' },
    { code: '23512', submittedAt: '2019-07-20T03:00:00Z' },
    { code: '23518', submittedAt: '2019-07-19T02:00:00Z' },
  ]
  refusals = []
  version = 7
  seen = stubFetch(answer)
  Element.prototype.scrollIntoView = vi.fn()
  window.scrollTo = vi.fn()
})
afterEach(() => {
  closeQueues()
  history.replaceState(null, '')
})
enableAutoUnmount(afterEach)

async function openReview(account: Partial<AccountView> = DISTRICT) {
  const links = [
    linkedPage('overview', '/tong-quan/:unit'),
    linkedPage('profile', '/xa/:unit'),
    linkedPage('villages', '/thon/:unit'),
    linkedPage('imports', '/excel'),
  ]
  const opened = await openPageOf('/duyet/23512/2019-07', [...routes, ...links], account)
  await eventually(() => expect(opened.page.text()).toContain('Toàn bộ phiếu'))
  return opened
}

const button = (page: VueWrapper, text: string | RegExp) => {
  const found = page
    .findAll('button')
    .find((each) => (typeof text === 'string' ? each.text() === text : text.test(each.text())))
  if (!found) throw new RangeError(`There is no button ${String(text)}`)
  return found
}
const moves = () => seen.filter(({ method }) => method === 'POST').map(({ body }) => body)

test('what changed since last month stands before the sheet: lost criteria with their explanation, small changes folded', async () => {
  const { page } = await openReview()
  await eventually(() => expect(page.text()).toContain('So với tháng trước, 1 tiêu chí đổi kết quả, 2 chỉ tiêu đổi số'))
  const text = page.text()
  expect(text).toContain('Xã giải trình: “Hai hộ tái nghèo sau mưa lũ.”')
  expect(page.get('details').text()).toContain('1 thay đổi nhỏ khác')
  expect(page.get('details').text()).toContain('12.1')
  expect(text.indexOf('So với tháng trước')).toBeLessThan(text.indexOf('Toàn bộ phiếu'))
})

test('a reviewer sees who answers for the commune, and whoever signs for another sees for whom', async () => {
  const own = await openReview()
  await eventually(() => expect(own.page.text()).toContain('Chịu trách nhiệm: A Thành, Chủ tịch UBND xã'))
  expect(own.page.text()).not.toContain('KT.')
  own.page.unmount()
  const actingFor = { username: 'ld.615', displayName: 'Nguyễn Văn An' }
  const roles = [{ role: 'districtLeader', unit: parent, agency: null, actingFor } as const]
  const deputy = await openReview({ ...DISTRICT, roles })
  expect(deputy.page.text()).toContain('KT. Nguyễn Văn An')
  expect(deputy.page.text()).toContain(`Lãnh đạo huyện · ${parent.fullName}`)
})

test('a sheet that comes back shows what had been asked for, done and not done', async () => {
  changes.lastSubmission = {
    values: [{ measure: '11.1', before: 9, after: 8.2, resultBefore: 'notMet', resultAfter: 'notMet' }],
    criteria: [],
    words: [
      { measure: '11.1', criterion: 11, field: 'note', before: null, after: 'Theo rà soát tháng 7.' },
      { measure: null, criterion: 11, field: 'remedyDueOn', before: '2019-09-30', after: '2019-10-31' },
    ],
    returned: [
      { indicator: '11.1', reason: WHY },
      { indicator: '12.1', reason: 'Số lao động chưa khớp sổ theo dõi.' },
    ],
  }
  const { page } = await openReview()
  await eventually(() => expect(page.text()).toContain(`Đã trả lại: “${WHY}”`))
  expect(page.text()).toContain('1 chỉ tiêu đã trả lại mà số liệu chưa đổi')
  expect(page.text()).toContain('“Số lao động chưa khớp sổ theo dõi.”')
  expect(page.text()).toContain('Câu chữ xã đã sửa: 2')
  expect(page.text()).toContain('Nay: “Theo rà soát tháng 7.”')
  expect(page.text()).toMatch(/Trước: 30\/0?9\/2019.*Nay: 31\/10\/2019/s)
})

test('approving leads on to the sheet that has waited longest, and says what was done', async () => {
  const { page, router } = await openReview()
  await button(page, 'Duyệt và sang phiếu tiếp').trigger('click')
  await eventually(() => expect(router.currentRoute.value.params.unit).toBe('23518'))
  expect(moves()).toEqual([{ action: 'approve' }])
})

test('one key leads to the sheet next in line without a decision, but not away from one that is begun', async () => {
  const { page, router } = await openReview()
  await eventually(() => expect(page.text()).toContain('Phiếu tiếp (F8)'))
  const tick = page.findAll('label').find((label) => label.text() === 'Trả lại chỉ tiêu 11.1')
  await tick?.get('input').setValue(true)
  window.dispatchEvent(new KeyboardEvent('keydown', { key: 'F8', cancelable: true }))
  await tick?.get('input').setValue(false)
  expect(router.currentRoute.value.params.unit).toBe('23512')
  window.dispatchEvent(new KeyboardEvent('keydown', { key: 'F8', cancelable: true }))
  await eventually(() => expect(router.currentRoute.value.params.unit).toBe('23515'))
  expect(moves()).toEqual([])
})

test('a return needs a reason for each indicator; the summary leads to the field that lacks it', async () => {
  const { page } = await openReview()
  const tick = page.findAll('label').find((label) => label.text() === 'Trả lại chỉ tiêu 11.1')
  await tick?.get('input').setValue(true)
  await page.get('[id="return-reason-11.1"]').setValue('Sai')
  await button(page, 'Trả lại 1 chỉ tiêu').trigger('click')
  expect(page.get('[role="alert"]').text()).toContain('Chỉ tiêu 11.1: nêu lý do trả lại, ít nhất 10 ký tự')
  expect(moves()).toEqual([])
  await page.get('[id="return-reason-11.1"]').setValue(WHY)
  await button(page, 'Trả lại 1 chỉ tiêu').trigger('click')
  await eventually(() =>
    expect(moves()).toEqual([{ action: 'return', returned: [{ indicator: '11.1', reason: WHY }] }]),
  )
})

test('a criterion judged otherwise goes with the approval and its reason', async () => {
  const { page } = await openReview()
  await button(page, /^Kết luận khác với xã: Tiêu chí 12$/).trigger('click')
  const card = page.get('[id="tieu-chi-12"]')
  await card.findAll('input[type="radio"]')[1]?.trigger('change')
  await page.get('[id="overrule-reason-12"]').setValue(WHY)
  await button(page, 'Duyệt, kết luận khác 1 tiêu chí').trigger('click')
  const overrules = [{ criterion: 12, result: 'notMet', reason: WHY }]
  await eventually(() => expect(moves()).toEqual([{ action: 'approve', overrules }]))
})

test('a sheet that changed meanwhile is shown anew, and trying again only looks: nothing is decided unseen', async () => {
  refusals = [problem(412, 'stale_version')]
  const { page } = await openReview()
  await button(page, 'Duyệt và sang phiếu tiếp').trigger('click')
  await eventually(() => expect(page.find('[role="alert"]').exists()).toBe(true))
  await button(page, 'Thử lại').trigger('click')
  expect(page.find('[role="alert"]').exists()).toBe(false)
  expect(moves()).toHaveLength(1)
})

test('a version told of while one reviews waits until it is asked for, and what was written stays', async () => {
  const { page } = await openReview()
  await page.get('textarea').setValue('Đề nghị xã xem lại.')
  const asked = () => seen.filter(({ url, method }) => method === 'GET' && url.endsWith('/23512/2019-07')).length
  const before = asked()
  const change = { units: ['62', '615', '23512'], period: '2019-07', isPublic: true, version: null }
  tellChanges([{ ...change, kind: 'sheet', version: 99 }])
  await eventually(() => expect(page.text()).toContain('Phiếu vừa được thay đổi lúc'))
  expect(page.findAll('button').some((each) => each.text().startsWith('Duyệt'))).toBe(false)
  expect(asked()).toBe(before)
  await button(page, 'Xem bản mới').trigger('click')
  await eventually(() => expect(page.text()).not.toContain('Phiếu vừa được thay đổi lúc'))
  expect(asked()).toBe(before + 1)
  expect(page.get<HTMLTextAreaElement>('textarea').element.value).toBe('Đề nghị xã xem lại.')
  expect(page.findAll('button').some((each) => each.text().startsWith('Duyệt'))).toBe(true)
})

test('nor is another version taken in unasked when all that is known is that something changed', async () => {
  const { page } = await openReview()
  const told = 'Phiếu vừa được thay đổi lúc'
  const verdict = { kind: 'verdict' as const, units: ['62', '615', '23512'], period: '2019-07', isPublic: false }
  const asked = () => seen.filter(({ url, method }) => method === 'GET' && url.endsWith('/23512/2019-07')).length
  const before = asked()
  tellChanges([{ ...verdict, version: null }])
  await eventually(() => expect(asked()).toBe(before + 2))
  expect(page.text()).not.toContain(told)

  version = 8
  tellChanges('all')
  await eventually(() => expect(page.text()).toContain(told))
  expect(page.findAll('button').some((each) => each.text().startsWith('Duyệt'))).toBe(false)
  await button(page, 'Xem bản mới').trigger('click')
  await eventually(() => expect(page.text()).not.toContain(told))
})

test.each([
  ['whoever wrote in it', DISTRICT, 'Người đã nhập vào phiếu không thẩm tra chính phiếu đó.'],
  ['another office', {}, 'Chỉ đơn vị ngay trên xã thẩm tra phiếu.'],
] as const)('the sheet is not reviewed by %s, and the page says why', async (_who, account, text) => {
  sheet = { ...sheet, allowed: { ...MAY_DECIDE, approve: false, return: false } }
  const { page } = await openReview(account)
  expect(page.text()).toContain(text)
  expect(page.findAll('input[type="checkbox"]')).toEqual([])
  expect(page.findAll('button').some((each) => /Duyệt|Trả lại/.test(each.text()))).toBe(false)
})
