import { enableAutoUnmount, flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { HistoryEntry } from '@ntm/shared/assessments/history-wire'
import { linkedPage, openPage as openPageOf } from '@/testing/open-page'
import { problem, stubFetch, type SeenRequest, type StubbedAnswer } from '@/testing/stub-fetch'
import { buildSheet } from './saving/testing/builders'
import { routes } from './routes'
import { buildHistory, buildSet } from './testing/builders'
import { buildChange, buildEntry } from './testing/history-builders'

const eventually = (check: () => void) => vi.waitFor(check, 15_000)

let pages: Record<string, { data: HistoryEntry[]; next: string | null }>

function answer({ url }: SeenRequest): StubbedAnswer {
  const [path = '', query = ''] = url.replace('/api/v1/', '').split('?')
  if (path.startsWith('criteria-sets/')) return { body: buildSet() }
  if (path.endsWith('/measure-history')) return { body: buildHistory() }
  if (path.endsWith('/history')) {
    const { data = [], next = null } = pages[new URLSearchParams(query).get('cursor') ?? ''] ?? {}
    return { body: { data, page: { next, limit: 50 } } }
  }
  return path === 'assessments/23512/2019-07'
    ? { body: buildSheet({ sheet: { revision: 2, officialRevision: 1 } }) }
    : problem(404, 'not_found')
}

beforeEach(() => {
  pages = {}
  stubFetch(answer)
})
enableAutoUnmount(afterEach)

async function openStory(text: string | RegExp) {
  const links = [
    linkedPage('overview', '/tong-quan/:unit'),
    linkedPage('profile', '/xa/:unit'),
    linkedPage('villages', '/thon/:unit'),
    linkedPage('imports', '/excel'),
  ]
  const { page } = await openPageOf('/phieu/23512/2019-07/lich-su', [...routes, ...links])
  await eventually(() => expect(page.text()).toMatch(text))
  return page
}

test('each thing is told by who, for whom, what was and is with its unit, and why', async () => {
  const reopened = buildEntry({
    ...{ no: 9, at: '2019-07-22T02:30:00.000Z', by: 'Văn phòng Điều phối', action: 'assessment.reopened', revision: 2 },
    ...{ reason: 'Xã đính chính số hộ nghèo.', expiresOn: '2019-07-31', actingFor: 'Nguyễn Văn An' },
  })
  const changed = buildEntry({
    no: 8,
    at: '2019-07-21T02:00:00.000Z',
    values: [buildChange('11.1', 7.5, 8.2), buildChange('13.1', null, true)],
    words: [{ criterion: 11, field: 'remedyDueOn', before: null, after: '2019-12-31' }],
  })
  pages[''] = { data: [reopened, changed], next: null }
  const page = await openStory(/mở lại phiếu/)
  const [first, second] = page.findAll('main section li.entry').map((entry) => entry.text())
  expect(page.findAll('h2').map((day) => day.text())).toEqual(['22/07/2019', '21/07/2019'])
  expect(first).toMatch(/09:30.*Văn phòng Điều phối.*\(KT\. Nguyễn Văn An\).*mở lại phiếu.*bản 2/s)
  expect(first).toMatch(/Lý do:.*“Xã đính chính số hộ nghèo\.”.*Xã được sửa đến hết ngày 31\/07\/2019/s)
  expect(second).toMatch(/11\.1 Chỉ tiêu 11\.1.*7,5 %.*8,2 %.*13\.1.*chưa có.*Đạt/s)
  expect(second).toMatch(/Ngày hoàn thành của tiêu chí 11.*31\/12\/2019/s)
  expect(page.get('main').text()).not.toMatch(/assessment\.|remedyDueOn|\{|null/)
})

test('a change of many values is folded, and one of few is not', async () => {
  const values = ['9.2', '11.1', '12.1'].map((measure) => buildChange(measure, null, 90))
  const words = [
    { criterion: 9, field: 'obstacle' as const, before: null, after: 'Thiếu vốn.' },
    { criterion: 9, field: 'remedy' as const, before: null, after: 'Vay vốn.' },
  ]
  pages[''] = { data: [buildEntry({ no: 2, values, words }), buildEntry({ no: 1, values })], next: null }
  const page = await openStory(/5 thay đổi/)
  expect(page.findAll('details')).toHaveLength(1)
  expect(page.get('details').text()).toContain('Thiếu vốn.')
})

test('returns, other verdicts and rejections are told by indicator and criterion with their reasons', async () => {
  const returned = buildEntry({
    ...{ no: 3, action: 'assessment.returned', by: 'UBND huyện Đắk Hà' },
    indicators: [{ indicator: '11.1', reason: 'Chưa khớp danh sách.' }],
  })
  const approved = buildEntry({
    ...{ no: 4, action: 'assessment.approved', by: 'UBND huyện Đắk Hà' },
    overrules: [{ criterion: 12, result: 'notMet', reason: 'Hợp đồng đã hết hạn.' }],
  })
  const consolidated = buildEntry({
    ...{ no: 5, action: 'assessment.consolidated', by: 'Văn phòng Điều phối' },
    indicators: [{ indicator: '15.1', reason: null }],
  })
  pages[''] = { data: [consolidated, approved, returned], next: null }
  const page = await openStory(/trả lại phiếu/)
  const text = page.text()
  expect(text).toContain('Chỉ tiêu 11.1: Chưa khớp danh sách.')
  expect(text).toMatch(/Tiêu chí 12: huyện kết luận “Chưa đạt”\s*– Hợp đồng đã hết hạn\./)
  expect(text).toContain('Chỉ tiêu 15.1: Chưa đạt trong số chính thức vì ngành không xác nhận')
})

test('what came before follows when it is asked for', async () => {
  pages[''] = { data: [buildEntry({ no: 2, action: 'assessment.submitted', receipt: 'NTM-1' })], next: '2' }
  pages['2'] = { data: [buildEntry({ no: 1, action: 'assessment.withdrawn' })], next: null }
  const page = await openStory(/Số biên nhận NTM-1/)
  expect(page.text()).not.toContain('rút phiếu')
  await page
    .findAll('button')
    .find((button) => button.text() === 'Xem thêm')
    ?.trigger('click')
  await flushPromises()
  await eventually(() => expect(page.text()).toContain('rút phiếu về để sửa'))
  expect(page.findAll('button').some((button) => button.text() === 'Xem thêm')).toBe(false)
})

test('a sheet that nobody has begun says what will begin its story', async () => {
  const page = await openStory(/Chưa có việc nào với phiếu này/)
  expect(page.text()).toContain('lịch sử bắt đầu ở đây')
})
