import { enableAutoUnmount, flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { NoticeView } from '@ntm/shared/reminders/wire'
import { linkedPage, openPage } from '@/testing/open-page'
import { problem, stubFetch, type SeenRequest } from '@/testing/stub-fetch'
import { routes } from './routes'
import { build, DISTRICT } from './testing/builders'

const LINKS = [linkedPage('sheet', '/phieu/:unit/:period'), linkedPage('verifications', '/xac-nhan')]

let notices: NoticeView[]
let seen: SeenRequest[]

beforeEach(() => {
  notices = []
  seen = stubFetch(({ method, url }) => {
    if (method === 'POST') return { body: { unread: 0 } }
    if (url.startsWith('/api/v1/notices')) return { body: { data: notices, page: { next: null, limit: 100 } } }
    return problem(404, 'not_found')
  })
})
enableAutoUnmount(afterEach)

async function open() {
  const { page } = await openPage('/thong-bao', [...routes, ...LINKS])
  await vi.waitFor(() => expect(page.text()).toContain('Thông báo'), 15_000)
  await flushPromises()
  return page
}

test('a notice says what is the matter, leads to it, and says when it comes late', async () => {
  notices = [
    build({ id: 2, daysLate: 2, saidOn: '2019-07-27' }),
    build({ id: 1, kind: 'verificationWaiting', unit: DISTRICT, parent: null, communes: 4, indicators: 9 }),
  ]
  const page = await open()
  expect(page.findAll('h2').map((each) => each.text())).toEqual(['Xã Đắk Mar', 'Huyện Đắk Hà'])
  expect(page.findAll('li a').map((each) => [each.text(), each.attributes('href')])).toEqual([
    ['25/07/2019 là hạn nộp phiếu tháng 7/2019: xã Đắk Mar chưa gửi', '/phieu/23512/2019-07'],
    ['9 chỉ tiêu trong phiếu tháng 7/2019 của 4 xã chờ ngành xác nhận', '/xac-nhan?period=2019-07&unit=615'],
  ])
  expect(page.text()).toContain('nhắc chậm 2 ngày')
})

test('what is marked as read stays in its place and is new no more', async () => {
  notices = [build({ id: 2 }), build({ id: 1, kind: 'returned' })]
  const page = await open()
  await page
    .findAll('button')
    .find((each) => each.text().startsWith('Đã đọc'))
    ?.trigger('click')
  await vi.waitFor(() => expect(page.findAll('.new')).toHaveLength(1))
  expect(seen.filter(({ method }) => method === 'POST').map(({ url }) => url)).toEqual(['/api/v1/notices/2/reading'])
  expect(page.findAll('li')[0]?.text()).toContain('là hạn nộp')
})

test('all that is seen is marked at once, up to the latest of it', async () => {
  notices = [build({ id: 9 }), build({ id: 4 }), build({ id: 12, isRead: true })]
  const page = await open()
  await page
    .findAll('button')
    .find((each) => each.text() === 'Đánh dấu tất cả đã đọc')
    ?.trigger('click')
  await vi.waitFor(() => expect(page.findAll('.new')).toHaveLength(0))
  expect(seen.find(({ method }) => method === 'POST')).toMatchObject({
    url: '/api/v1/notices/readings',
    body: { upTo: 9 },
  })
})

test('with nothing to tell the page says what would fill it', async () => {
  expect((await open()).text()).toContain('Không có thông báo nào')
})
