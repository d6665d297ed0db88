import { enableAutoUnmount } from '@vue/test-utils'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { AccountView } from '@ntm/shared/access/wire'
import type { AssessmentSummary } from '@ntm/shared/assessments/wire'
import type { WorkView } from '@ntm/shared/work/wire'
import { linkedPage, openPage as openPageOf } from '@/testing/open-page'
import { problem, stubFetch } from '@/testing/stub-fetch'
import { routes } from './routes'

const eventually = (check: () => void) => vi.waitFor(check, 15_000)

const place = (kind: 'commune' | 'district', code: string, type: string, name: string) => {
  const fullName = `${type.charAt(0).toUpperCase()}${type.slice(1)} ${name}`
  return { uid: code, code, kind, type, name, fullName }
}
const DISTRICT = place('district', '615', 'huyện', 'Đắk Hà')
const COMMUNE = place('commune', '23512', 'xã', 'Đắk Mar')

const summary = (told: Partial<AssessmentSummary> = {}): AssessmentSummary => ({
  unit: COMMUNE,
  parent: DISTRICT,
  period: '2019-07',
  status: 'draft',
  revision: 1,
  version: 3,
  dueOn: '2019-07-25',
  answered: 30,
  measures: 50,
  met: 13,
  firstSubmittedAt: null,
  submittedAt: null,
  timeliness: null,
  updatedAt: '2019-07-20T02:00:00.000Z',
  returned: 0,
  ...told,
})

const REVIEW = { by: 'Nguyễn Thị Hoa', at: '2019-07-21T03:00:00.000Z', reason: 'Sửa rồi gửi lại.' }
const RETURNED = [{ indicator: '11.1', reason: 'Chưa khớp danh sách hộ nghèo.' }]

const NOTHING_MORE = { reopened: null, returns: [], rejections: [] }

let work: WorkView

beforeEach(() => {
  const days = { today: '2019-07-22', period: '2019-07', dueOn: '2019-07-25', locksOn: '2019-08-05', daysToDue: 3 }
  const lists = { items: [], verifications: [], months: [], late: [], reopened: [], progress: [] }
  work = { ...days, ...lists, standing: null }
  stubFetch(({ url }) => {
    if (url.startsWith('/api/v1/work')) return { body: work }
    if (url === '/api/v1/assessments/23512/2019-07') return { body: { review: REVIEW, returned: RETURNED } }
    return problem(404, 'not_found')
  })
})
enableAutoUnmount(afterEach)

const roleAt = (role: AccountView['roles'][number]['role'], unit: typeof COMMUNE) => ({
  roles: [{ role, unit, agency: null, actingFor: null }],
})
const LINKS = [
  linkedPage('sheet', '/phieu/:unit/:period'),
  linkedPage('review', '/duyet/:unit/:period'),
  linkedPage('sheets', '/phieu'),
  linkedPage('overview', '/tong-quan/:unit?'),
  linkedPage('matrix', '/ma-tran'),
  linkedPage('profile', '/xa/:unit'),
  linkedPage('verifications', '/xac-nhan'),
  linkedPage('consolidation', '/ky-bao-cao/:period/tong-hop'),
]

async function openWork(account: Partial<AccountView> = {}) {
  const { page } = await openPageOf('/', [...routes, ...LINKS], account)
  await eventually(() => expect(page.text()).toContain('Hạn nộp'))
  return page
}

test('a commune sees its sheet, how far it is, and the days that are left', async () => {
  work.items = [{ kind: 'fillSheet', sheet: summary(), daysLeft: 3, ...NOTHING_MORE }]
  const page = await openWork(roleAt('communeOfficer', COMMUNE))
  expect(page.text()).toContain('Hạn nộp 25/07 – còn 3 ngày')
  expect(page.text()).toContain('30/50 chỉ tiêu đã nhập')
  const link = page.findAll('a').find((each) => each.text() === 'Nhập tiếp')
  expect(link?.attributes('href')).toBe('/phieu/23512/2019-07')
})

test('a commune whose sheet came back reads at once who asks for what', async () => {
  work.items = [
    {
      kind: 'correctSheet',
      sheet: summary({ status: 'returned', returned: 1 }),
      daysLeft: 3,
      ...NOTHING_MORE,
      returns: RETURNED,
    },
  ]
  const page = await openWork(roleAt('communeOfficer', COMMUNE))
  await eventually(() => expect(page.text()).toContain('Nguyễn Thị Hoa trả lại lúc 10:00 21/07/2019.'))
  expect(page.text()).toContain('“Chưa khớp danh sách hộ nghèo.”')
})

test('a district begins with the sheet that has waited longest and sees who has not begun', async () => {
  const sent = (code: string, name: string, submittedAt: string) => ({
    kind: 'reviewSheet' as const,
    sheet: summary({ unit: place('commune', code, 'xã', name), status: 'submitted', submittedAt }),
    daysLeft: 3,
    ...NOTHING_MORE,
  })
  work.items = [
    sent('23515', 'Ngok Wang', '2019-07-22T01:00:00.000Z'),
    sent('23521', 'Hà Mòn', '2019-07-09T01:00:00.000Z'),
    { kind: 'notBegun', sheet: summary({ status: 'notStarted', answered: 0 }), daysLeft: 3, ...NOTHING_MORE },
  ]
  const page = await openWork({ ...roleAt('districtOfficer', DISTRICT), permissions: ['assessments.review'] })
  expect(
    page
      .findAll('a')
      .find((each) => each.text() === 'Bắt đầu từ xã Hà Mòn')
      ?.attributes('href'),
  ).toBe('/duyet/23521/2019-07')
  expect(page.text()).toMatch(/Xã Hà Mòn.*chờ 13 ngày.*Xã Ngok Wang.*vừa gửi hôm nay/)
  expect(page.text()).toContain('1 xã chưa bắt đầu nhập')
})

test('a sheet of an earlier month says of which', async () => {
  const sheet = summary({ period: '2019-06', status: 'submitted', submittedAt: '2019-07-02T01:00:00.000Z' })
  work.items = [{ kind: 'reviewSheet', sheet, daysLeft: -27, ...NOTHING_MORE }]
  const page = await openWork({ ...roleAt('districtOfficer', DISTRICT), permissions: ['assessments.review'] })
  expect(page.get('a[href="/duyet/23512/2019-06"].link').text()).toMatch(/Xã Đắk Mar\s+· tháng 6\/2019/)
})

test('a district with nothing to review is told what would fill the place', async () => {
  const page = await openWork({ ...roleAt('districtOfficer', DISTRICT), permissions: ['assessments.review'] })
  expect(page.text()).toContain('Không có phiếu nào chờ thẩm tra')
  expect(page.text()).toContain('Khi một xã gửi phiếu, phiếu hiện ở đây.')
})

test('whoever stands above sees the month by district, who is furthest behind first', async () => {
  const row = (code: string, name: string, notStarted: number, approved: number) => {
    const progress = { notStarted, draft: 0, submitted: 0, returned: 0, approved, consolidated: 0 }
    return { unit: place('district', code, 'huyện', name), communes: notStarted + approved, progress }
  }
  work.progress = [row('615', 'Đắk Hà', 1, 9), row('617', 'Tu Mơ Rông', 6, 5)]
  const page = await openWork()
  expect(page.text()).toContain('14 trên 21 xã đã nộp phiếu, 14 đã duyệt')
  expect(page.findAll('tbody th a').map((each) => [each.text(), each.attributes('href')])).toEqual([
    ['Huyện Tu Mơ Rông', '/phieu?unit=617'],
    ['Huyện Đắk Hà', '/phieu?unit=615'],
  ])
})

test('a commune reads what a department does not confirm, and since when a sheet is open again', async () => {
  const rejection = {
    ...{ indicator: '15.3', reason: 'Chưa có kết quả cân đo.', agency: 'Sở Y tế', by: 'Cán bộ Sở Y tế' },
    ...{ at: '2019-07-20T02:00:00.000Z', period: '2019-06', outdated: false },
  }
  const reopened = { until: '2019-08-15', reason: 'Nhầm số hộ nghèo.' }
  work.items = [{ kind: 'fillSheet', sheet: summary(), daysLeft: 3, reopened, returns: [], rejections: [rejection] }]
  const page = await openWork(roleAt('communeOfficer', COMMUNE))
  expect(page.text()).toContain('Tỉnh mở lại phiếu đến hết ngày 15/08/2019.')
  expect(page.text()).toContain('Ngành không xác nhận 1 chỉ tiêu')
  expect(page.text()).toMatch(/15\.3\s+“Chưa có kết quả cân đo.”\s+Sở Y tế, 09:00 20\/07\/2019 · từ tháng 6\/2019/)
})

const WAITING = {
  ...{ period: '2019-07', indicator: '15.3', name: 'Trẻ em suy dinh dưỡng', nameEn: 'Stunting' },
  ...{ agency: 'syt', agencyName: 'Sở Y tế', waiting: 41, changed: 2, oldest: '2019-07-08T03:00:00.000Z' },
}

test('a department begins with the indicator that has waited longest', async () => {
  work.verifications = [WAITING]
  const page = await openWork({ permissions: ['verifications.record'] })
  expect(page.text()).toContain('1 chỉ tiêu chờ ngành xác nhận, 43 số liệu')
  expect(page.text()).toMatch(/41 xã chờ.*2 xã đã sửa.*chờ lâu nhất 14 ngày/)
  const begin = page.findAll('a').find((each) => each.text() === 'Bắt đầu từ chỉ tiêu 15.3')
  expect(begin?.attributes('href')).toBe('/xac-nhan?period=2019-07&agency=syt&indicator=15.3')
})

test('the office sees the month to consolidate, who is late, and until when a sheet is open again', async () => {
  const progress = { notStarted: 0, draft: 1, submitted: 3, returned: 0, approved: 82, consolidated: 0 }
  const days = { period: '2019-06', dueOn: '2019-06-25', locksOn: '2019-07-05' }
  work.months = [{ ...days, isLocked: true, isConsolidated: false, communes: 86, progress, ready: 82 }]
  work.late = [{ unit: COMMUNE, parent: DISTRICT, period: '2019-06', status: 'draft', daysLate: 27 }]
  const reopening = { revision: 2, until: '2019-07-21', reason: 'Nhầm số hộ nghèo.', by: 'Văn phòng Điều phối' }
  work.reopened = [{ unit: COMMUNE, parent: DISTRICT, period: '2019-05', status: 'draft', ...reopening }]
  const page = await openWork({ permissions: ['periods.consolidate'] })
  expect(page.text()).toContain('Kỳ tháng 6/2019 đã khóa sổ, chưa tổng hợp')
  expect(page.text()).toContain('82 trên 86 phiếu đã duyệt, 3 phiếu còn chờ huyện duyệt')
  expect(page.get('a[href="/ky-bao-cao/2019-06/tong-hop"]').text()).toBe('Xem và tổng hợp')
  expect(page.text()).toMatch(/1 phiếu quá hạn nộp.*Huyện Đắk Hà\s+– tháng 6\/2019 · quá hạn 27 ngày\s*Đắk Mar/)
  expect(page.text()).toContain('hết hạn mở lại từ ngày 21/07/2019')
})

test('a leader reads three answers, each with a way to its evidence', async () => {
  const record = { period: '2019-06', communes: 86, mean: 12.23, full: 18, change: 0.82, since: '2018-12' }
  work.standing = {
    ...{ unit: DISTRICT, record },
    lost: [{ unit: COMMUNE, parent: DISTRICT, period: '2019-07', criteria: 2 }],
    rejected: { indicators: 3, communes: 2, first: { period: '2019-06', agency: 'syt', indicator: '15.3' } },
    oldestReview: { unit: COMMUNE, parent: DISTRICT, period: '2019-07', days: 13 },
  }
  work.verifications = [WAITING]
  const page = await openWork({ permissions: ['results.read'] })
  const answers = page.findAll('.standing section').map((each) => each.text())
  expect(answers[0]).toMatch(/Đang ở đâu\s*12,23.*18 trên 86 xã đạt 19\/19 tiêu chí/)
  expect(answers[1]).toMatch(/Điều gì đáng lo\s*1.*Xã Đắk Mar tụt 2 tiêu chí.*không xác nhận 3 chỉ tiêu ở 2 xã/)
  expect(answers[2]).toMatch(/Ai chưa làm.*chờ duyệt 13 ngày.*1 ngành còn 43 số liệu/)
  expect(page.findAll('.standing section').map((each) => each.findAll('a').length)).toEqual([2, 2, 3])
  const address = '/xac-nhan?period=2019-06&agency=syt&indicator=15.3&state=rejected'
  expect(page.findAll('.standing a').map((each) => each.attributes('href'))).toContain(address)
})

test.each([
  [roleAt('communeOfficer', COMMUNE), 'Phiếu của tháng đã được duyệt.'],
  [{}, 'Khi có việc giao cho tài khoản này, việc hiện ở đây.'],
])('with nothing to do the page says what would fill it', async (account, text) => {
  const page = await openWork(account)
  expect(page.text()).toContain(text)
})
