import { enableAutoUnmount, flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { linkedPage, openPage as openPageOf } from '@/testing/open-page'
import { problem, stubFetch, type SeenRequest, type StubbedAnswer } from '@/testing/stub-fetch'
import { routes } from './routes'
import { buildView } from './testing/builders'

vi.mock('@/charts/useChart', () => ({ useChart: () => undefined }))

const openPage = (address: string) =>
  openPageOf(address, [...routes, linkedPage('sheet', '/phieu/:unit/:period'), linkedPage('profile', '/xa/:unit')])

let answers: Record<string, StubbedAnswer>
let seen: SeenRequest[]
beforeEach(() => {
  answers = {
    service: { body: { demo: true, today: '2019-07-22', currentPeriod: '2019-07', province: '62' } },
    discipline: { body: buildView() },
  }
  seen = stubFetch(
    ({ url }) => answers[url.replace('/api/v1/', '').split(/[?/]/)[0] ?? ''] ?? problem(404, 'not_found'),
  )
})
enableAutoUnmount(afterEach)

const asked = () => seen.filter(({ url }) => url.includes('/discipline?')).map(({ url }) => url.slice(url.indexOf('?')))

test('the page says the finding, names each state in words, and leads from a month to its sheet', async () => {
  const { page } = await openPage('/ky-luat-bao-cao/615?from=2019-06&to=2019-07')
  expect(asked()).toEqual(['?unit=615&from=2019-06&to=2019-07&rows=children'])
  expect(page.text()).toContain('Thiếu 1 trong 2 báo cáo; 1 báo cáo nộp trễ hạn')
  const link = page.findAll('td a').find((each) => each.text() === 'trễ hạn 28/06/2019')
  expect(link?.attributes('href')).toBe('/phieu/23512/2019-06')
  expect(page.text()).toContain('chưa nộp, còn hạn')
  expect(page.text()).toContain('Sao chép bảng')
})

test('the range lives in the address, and its ends never cross', async () => {
  const { page, router } = await openPage('/ky-luat-bao-cao/615?from=2019-06&to=2019-06')
  await page
    .findAll('button')
    .find((each) => each.attributes('aria-label') === 'Tháng trước')
    ?.trigger('click')
  await flushPromises()
  expect(router.currentRoute.value.query).toMatchObject({ from: '2019-05', to: '2019-06' })
})

test('a refusal of the service is shown in its own words', async () => {
  answers.discipline = problem(404, 'unit_not_found')
  const { page } = await openPage('/ky-luat-bao-cao/615')
  expect(page.find('[role=alert]').exists()).toBe(true)
})
