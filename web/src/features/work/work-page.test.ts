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

let work: WorkView

beforeEach(() => {
  const days = { today: '2019-07-22', period: '2019-07', dueOn: '2019-07-25', locksOn: '2019-08-05', daysToDue: 3 }
  work = { ...days, items: [], progress: [] }
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
  linkedPage('overview', '/tong-quan'),
  linkedPage('matrix', '/ma-tran'),
  linkedPage('profile', '/xa/:unit'),
]

async function openWork(account: Partial<AccountView> = {}) {
  const { page } = await openPageOf('/', [...routes, ...LINKS], account)
  await eventually(() => expect(page.text()).toContain('Hạn nộp'))
  return page
}

test('a commune sees its sheet, how far it is, and the days that are left', async () => {
  work.items = [{ kind: 'fillSheet', sheet: summary(), daysLeft: 3 }]
  const page = await openWork(roleAt('communeOfficer', COMMUNE))
  expect(page.text()).toContain('Hạn nộp 25/07 – còn 3 ngày')
  expect(page.text()).toContain('30/50 chỉ tiêu đã nhập')
  const link = page.findAll('a').find((each) => each.text() === 'Nhập tiếp')
  expect(link?.attributes('href')).toBe('/phieu/23512/2019-07')
})

test('a commune whose sheet came back reads at once who asks for what', async () => {
  work.items = [{ kind: 'correctSheet', sheet: summary({ status: 'returned', returned: 1 }), daysLeft: 3 }]
  const page = await openWork(roleAt('communeOfficer', COMMUNE))
  await eventually(() => expect(page.text()).toContain('Nguyễn Thị Hoa trả lại lúc 10:00 21/07/2019.'))
  expect(page.text()).toContain('“Chưa khớp danh sách hộ nghèo.”')
})

test('a district begins with the sheet that has waited longest and sees who has not begun', async () => {
  const sent = (code: string, name: string, submittedAt: string) => ({
    kind: 'reviewSheet' as const,
    sheet: summary({ unit: place('commune', code, 'xã', name), status: 'submitted', submittedAt }),
    daysLeft: 3,
  })
  work.items = [
    sent('23515', 'Ngok Wang', '2019-07-22T01:00:00.000Z'),
    sent('23521', 'Hà Mòn', '2019-07-09T01:00:00.000Z'),
    { kind: 'notBegun', sheet: summary({ status: 'notStarted', answered: 0 }), daysLeft: 3 },
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

test.each([
  [roleAt('communeOfficer', COMMUNE), 'Phiếu của tháng đã được duyệt.'],
  [{}, 'Khi có việc giao cho tài khoản này, việc hiện ở đây.'],
])('with nothing to do the page says what would fill it', async (account, text) => {
  const page = await openWork(account)
  expect(page.text()).toContain(text)
})
