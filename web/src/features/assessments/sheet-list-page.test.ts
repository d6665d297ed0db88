import { enableAutoUnmount } from '@vue/test-utils'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { AccountView } from '@ntm/shared/access/wire'
import type { AssessmentStatus } from '@ntm/shared/assessments/status'
import type { AssessmentSummary } from '@ntm/shared/assessments/wire'
import { linkedPage, openPage as openPageOf } from '@/testing/open-page'
import { problem, stubFetch, type SeenRequest } from '@/testing/stub-fetch'
import { buildSheet } from './saving/testing/builders'
import { routes } from './routes'

const eventually = (check: () => void) => vi.waitFor(check, 15_000)
const { unit, parent } = buildSheet()
const onePage = (data: unknown[]) => ({ body: { data, page: { next: null, limit: 500 } } })

const listed = (code: string, name: string, status: AssessmentStatus): AssessmentSummary => ({
  unit: { ...unit, code, name, fullName: `Xã ${name}` },
  parent,
  period: '2019-07',
  status,
  revision: 1,
  version: 3,
  dueOn: '2019-07-25',
  answered: status === 'notStarted' ? 0 : 50,
  measures: 50,
  met: status === 'notStarted' ? null : 12,
  firstSubmittedAt: status === 'submitted' ? '2019-07-26T02:00:00.000Z' : null,
  submittedAt: status === 'submitted' ? '2019-07-26T02:00:00.000Z' : null,
  timeliness: status === 'submitted' ? 'late' : null,
  updatedAt: null,
  returned: 0,
})

let seen: SeenRequest[]

beforeEach(() => {
  seen = stubFetch(({ url }) => {
    const path = url.replace('/api/v1/', '').split('?')[0]
    if (path === 'units') return onePage([parent])
    if (path === 'periods') return onePage([{ period: '2018-01' }])
    if (path !== 'assessments') return problem(404, 'not_found')
    const sheets = [listed('23512', 'Đắk Mar', 'submitted'), listed('23524', 'Đắk La', 'notStarted')]
    return onePage([...sheets, listed('23521', 'Hà Mòn', 'approved')])
  })
})
enableAutoUnmount(afterEach)

async function openList(address: string, account: Partial<AccountView> = {}) {
  const opened = await openPageOf(address, [...routes, linkedPage('profile', '/xa/:unit')], account)
  await eventually(() => expect(opened.page.find('h1').exists()).toBe(true))
  return opened
}
const names = (page: Awaited<ReturnType<typeof openList>>['page']) =>
  page.findAll('tbody th').map((cell) => cell.text())
const asked = () => seen.map(({ url }) => url).filter((url) => url.startsWith('/api/v1/assessments?'))

test('the list opens on the month under way of the reader’s area and says how far it has come', async () => {
  const { page } = await openList('/phieu')
  expect(asked()).toEqual(['/api/v1/assessments?unit=62&period=2019-07&limit=500'])
  expect(page.get('h1').text()).toMatch(/^Phiếu đánh giá tháng\s7\/2019$/)
  expect(page.text()).toContain('2 trên 3 xã đã nộp; 1 phiếu đã duyệt')
  expect(page.text()).toMatch(/09:00 26\/07\/2019\s+trễ hạn/)
  expect(page.get('tbody a').attributes('href')).toBe('/phieu/23512/2019-07')
})

test('month, area, state and searched name are read from the address', async () => {
  const { page } = await openList('/phieu?period=2019-06&unit=615&status=submitted')
  expect(asked()).toEqual(['/api/v1/assessments?unit=615&period=2019-06&limit=500'])
  expect(names(page)).toEqual(['Đắk Mar'])
})

test('beyond the own district the list says that it shows approved sheets only, and counts nothing', async () => {
  const roles = [{ role: 'districtOfficer' as const, unit: parent, agency: null, actingFor: null }]
  const { page } = await openList('/phieu?unit=62', { roles })
  expect(page.text()).toContain('Ngoài địa bàn của anh/chị chỉ hiện các phiếu đã duyệt')
  expect(page.text()).not.toContain('xã đã nộp')
})

test('a name is found without its marks, and the search stands in the address', async () => {
  const { page, router } = await openList('/phieu')
  await page.get('input[type="search"]').setValue('dak la')
  await eventually(() => expect(router.currentRoute.value.query).toEqual({ q: 'dak la' }))
  expect(names(page)).toEqual(['Đắk La'])
})

test('a filter that nothing matches says what would fill the list, and can be cleared', async () => {
  const { page, router } = await openList('/phieu?status=returned&q=x')
  expect(page.text()).toContain('Không có phiếu nào khớp với bộ lọc')
  await page
    .findAll('button')
    .find((each) => each.text() === 'Xóa bộ lọc')
    ?.trigger('click')
  await eventually(() => expect(router.currentRoute.value.query).toEqual({}))
  expect(names(page)).toHaveLength(3)
})
