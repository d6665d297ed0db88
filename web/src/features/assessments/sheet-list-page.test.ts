import { enableAutoUnmount } from '@vue/test-utils'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { AccountView } from '@ntm/shared/access/wire'
import type { AssessmentStatus } from '@ntm/shared/assessments/status'
import type { AssessmentSummary } from '@ntm/shared/assessments/wire'
import { linkedPage, openPage as openPageOf } from '@/testing/open-page'
import { problem, stubFetch, type SeenRequest, type StubbedAnswer } from '@/testing/stub-fetch'
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
let sheets: AssessmentSummary[]
let decisions: Record<string, StubbedAnswer>

beforeEach(() => {
  sheets = [
    listed('23512', 'Đắk Mar', 'submitted'),
    listed('23524', 'Đắk La', 'notStarted'),
    listed('23521', 'Hà Mòn', 'approved'),
  ]
  decisions = {}
  seen = stubFetch(({ url, method }) => {
    const path = url.replace('/api/v1/', '').split('?')[0]
    if (path === 'units') return onePage([parent])
    if (path === 'periods') return onePage([{ period: '2018-01' }])
    if (method === 'POST') return decisions[path?.split('/')[1] ?? ''] ?? { body: {}, headers: { ETag: '"4"' } }
    return path === 'assessments' ? onePage(sheets) : problem(404, 'not_found')
  })
})
enableAutoUnmount(afterEach)

async function openList(address: string, account: Partial<AccountView> = {}) {
  const opened = await openPageOf(
    address,
    [...routes, linkedPage('profile', '/xa/:unit'), linkedPage('imports', '/excel')],
    account,
  )
  await eventually(() => expect(opened.page.find('h1').exists()).toBe(true))
  return opened
}
const names = (page: Awaited<ReturnType<typeof openList>>['page']) =>
  page.findAll('tbody th').map((cell) => cell.text())
const asked = () => seen.map(({ url }) => url).filter((url) => url.startsWith('/api/v1/assessments?'))

test('the list opens on the month under way of the reader’s area and says how far it has come', async () => {
  const { page } = await openList('/phieu')
  expect(asked()).toEqual(['/api/v1/assessments?unit=62&period=2019-07&limit=500'])
  expect(page.get('h1').text()).toMatch(/^Phiếu đánh\sgiá tháng\s7\/2019$/)
  expect(page.text()).toContain('2 trên 3 xã đã nộp; 1 phiếu đã duyệt')
  expect(page.text()).toMatch(/09:00 26\/07\/2019\s+trễ hạn/)
  expect(page.get('tbody a').attributes('href')).toBe('/phieu/23512/2019-07')
})

test('month, area, state and searched name are read from the address', async () => {
  const { page } = await openList('/phieu?period=2019-06&unit=615&status=submitted')
  expect(asked()).toEqual(['/api/v1/assessments?unit=615&period=2019-06&limit=500'])
  expect(names(page)).toEqual(['Đắk Mar'])
})

test('whoever may import is led to the template of the area and month that are shown', async () => {
  const { page } = await openList('/phieu?period=2019-06&unit=615', {
    permissions: ['assessments.read', 'assessments.import'],
  })
  expect(page.get('a[href^="/excel"]').attributes('href')).toBe('/excel?unit=615&period=2019-06')
  const { page: reader } = await openList('/phieu')
  expect(reader.find('a[href^="/excel"]').exists()).toBe(false)
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

test('a district approves what waits but for the exceptions, oldest first, and each failure is named', async () => {
  const sent = (day: number) => ({ submittedAt: `2019-07-${day}T02:00:00.000Z` })
  sheets = [
    { ...listed('23512', 'Đắk Mar', 'submitted'), ...sent(20) },
    { ...listed('23515', 'Đắk Ui', 'submitted'), ...sent(18), version: 7 },
    { ...listed('23518', 'Ngọk Wang', 'submitted'), ...sent(19) },
    listed('23521', 'Hà Mòn', 'approved'),
  ]
  decisions = { 23512: problem(412, 'stale_version') }
  const roles = [{ role: 'districtOfficer' as const, unit: parent, agency: null, actingFor: null }]
  const { page } = await openList('/phieu', { roles, permissions: ['assessments.read', 'assessments.review'] })
  const press = async (text: string) => {
    const buttons = [...document.querySelectorAll('button')].filter((each) => each.textContent.trim() === text)
    buttons.at(-1)?.click()
    await eventually(() => expect(page.exists()).toBe(true))
  }
  await press('Duyệt nhiều phiếu (3)')
  const many = page.get('section[aria-label="Duyệt nhiều phiếu"]')
  expect(many.findAll('tbody th').map((cell) => cell.text())).toEqual(['Đắk Ui', 'Ngọk Wang', 'Đắk Mar'])
  await many.findAll('input')[1]?.setValue(false)
  await press('Duyệt 2 phiếu')
  await eventually(() => expect(document.body.textContent).toContain('Duyệt 2 phiếu đã chọn?'))
  await press('Duyệt 2 phiếu')
  await eventually(() => expect(many.text()).toContain('Đã xong 2/2: duyệt 1, chưa duyệt được 1'))
  const posts = seen.filter(({ method }) => method === 'POST')
  expect(posts.map(({ url, headers }) => [url.split('/')[4], headers.get('If-Match')])).toEqual([
    ['23515', '"7"'],
    ['23512', '"3"'],
  ])
  expect(many.text()).toContain('chưa duyệt được – Phiếu đã đổi')
})

test('a sheet that came or changed while one chooses is not ticked: nobody approves what they have not looked at', async () => {
  sheets = [listed('23512', 'Đắk Mar', 'submitted'), listed('23515', 'Đắk Ui', 'submitted')]
  const roles = [{ role: 'districtOfficer' as const, unit: parent, agency: null, actingFor: null }]
  const { page, client } = await openList('/phieu', {
    roles,
    permissions: ['assessments.read', 'assessments.review'],
  })
  await page
    .findAll('button')
    .find((each) => each.text() === 'Duyệt nhiều phiếu (2)')
    ?.trigger('click')
  const many = page.get('section[aria-label="Duyệt nhiều phiếu"]')
  const ticked = () => many.findAll<HTMLInputElement>('tbody input').map(({ element }) => element.checked)
  expect(ticked()).toEqual([true, true])
  sheets = [
    { ...listed('23512', 'Đắk Mar', 'submitted'), version: 6 },
    listed('23515', 'Đắk Ui', 'submitted'),
    listed('23518', 'Ngọk Wang', 'submitted'),
  ]
  await client.invalidateQueries({ queryKey: ['assessments'] })
  await eventually(() => expect(ticked()).toEqual([false, true, false]))
  expect(many.text()).toContain('Vừa thay đổi: xem lại rồi chọn')
  await many.findAll('tbody input')[0]?.setValue(true)
  expect(ticked()).toEqual([true, true, false])
})
