import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { expectAccessible } from './support/axe.ts'
import { launchChromium } from './support/chromium.ts'
import { DEMO_PASSWORD, signIn } from './support/person.ts'
import { startProduct, type Product } from './support/product.ts'

let product: Product
let browser: Browser

beforeAll(async () => {
  ;[product, browser] = await Promise.all([startProduct(), launchChromium()])
})
afterAll(async () => {
  await browser.close()
  await product.stop()
})

/** Pages by account, each with words that stand there once it has received everything. */
const PAGES: Readonly<Record<string, readonly (readonly [path: string, words: string])[]>> = {
  'xa.23509': [
    ['/', 'Nhập tiếp'],
    ['/phieu', 'Đắk Ui'],
    ['/phieu/23509/2019-07', '19.2'],
    ['/phieu/23509/2019-07?step=check', 'điểm phải bổ sung'],
    ['/phieu/23509/2019-06', 'đã tổng hợp kỳ này'],
    ['/phieu/23509/2019-07/lich-su', 'mới nhất trước'],
    ['/thong-bao', 'hạn nộp'],
  ],
  'huyen.615': [
    ['/', 'phiếu chờ thẩm tra'],
    ['/phieu', 'Đắk Ui'],
    ['/duyet/23518/2019-07', 'thay đổi nhỏ khác'],
    ['/phieu/23506/2019-07', 'đã duyệt phiếu'],
    ['/ky-bao-cao', 'Hạn nộp'],
  ],
  'so.syt': [
    ['/', 'Bắt đầu từ chỉ tiêu'],
    ['/xac-nhan', 'chờ xác nhận'],
    ['/xac-nhan?view=matrix', 'Ma trận chỉ tiêu'],
  ],
  vpdp: [
    ['/', 'xã đã nộp phiếu'],
    ['/duyet/23518/2019-07', 'thay đổi nhỏ khác'],
    ['/phieu/23524/2019-07', 'Phiếu này chưa được nhập'],
    ['/ky-bao-cao', 'Đặt ngày'],
    ['/ky-bao-cao/2019-07/tong-hop', 'Cần biết trước khi tổng hợp'],
    ['/ky-bao-cao/2019-06/tong-hop', 'Đã tổng hợp 1 lần'],
    ['/bo-tieu-chi', 'đã xác nhận'],
    ['/xa/23524?period=2019-07', 'của xã chưa được nhập'],
    ['/ma-tran/62?period=2019-06&criterion=17&result=notMet', 'chưa đạt tiêu chí 17'],
    ['/ma-tran/62?period=2019-06&district=617&band=19', 'Không xã nào khớp với bộ lọc'],
    ['/ky-luat-bao-cao/615', 'chưa đến hạn'],
    ['/nguoi-chiu-trach-nhiem', 'đều có người chịu trách nhiệm'],
    ['/thon', 'Hãy chọn một xã'],
  ],
  ubnd: [['/', 'Ai chưa làm xong phần mình']],
  mttq: [
    ['/', 'tháng 7/2019'],
    ['/phieu/23506/2019-06', 'Số chính thức'],
  ],
}
const LOOKS = [
  ['on a small phone in the dark', 360, 'dark'],
  ['on a wide screen in the light', 1440, 'light'],
] as const

describe.each(Object.entries(PAGES))('every page of the cycle for %s', (username, paths) => {
  test.each(LOOKS)('is fit for everyone %s', async (_where, width, colorScheme) => {
    const { page, troubles, visit, leave } = await signIn(browser, product, username)
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await page.setViewportSize({ width, height: 740 })
    for (const [path, words] of paths) {
      await visit(path)
      await page.locator('main').getByText(words).filter({ visible: true }).first().waitFor()
      await expectAccessible(page)
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
      expect(overflow, `${path} is wider than the screen`).toBeLessThanOrEqual(0)
    }
    expect(troubles).toEqual([])
    await leave()
  })
})

test('in English nothing is wider than a small phone either', async () => {
  const { page, visit, leave } = await signIn(browser, product, 'vpdp')
  await page.evaluate(() => localStorage.setItem('ntm.locale', 'en'))
  await page.setViewportSize({ width: 360, height: 740 })
  for (const path of ['/', '/tong-quan/62?period=2019-06', '/ban-do/62?period=2019-06', '/excel', '/nhat-ky']) {
    await visit(path)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.getByText('Demonstration data', { exact: false }).waitFor()
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    expect(overflow, `${path} is wider than the screen`).toBeLessThanOrEqual(0)
  }
  await leave()
})

test('on a small laptop nothing is wider than the screen, and all 19 criteria of the matrix are in sight', async () => {
  for (const username of ['vpdp', 'xa.23509']) {
    const { page, visit, leave } = await signIn(browser, product, username)
    await page.setViewportSize({ width: 1024, height: 740 })
    for (const [path, words] of PAGES[username] ?? []) {
      await visit(path)
      await page.locator('main').getByText(words).filter({ visible: true }).first().waitFor()
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
      expect(overflow, `${path} is wider than the screen`).toBeLessThanOrEqual(0)
    }
    await visit('/ma-tran/62?period=2019-06')
    const grid = page.getByRole('grid')
    await grid.waitFor()
    expect(await grid.evaluate(({ parentElement: frame }) => frame && frame.scrollWidth - frame.clientWidth)).toBe(0)
    await leave()
  }
})

test('a finger finds what leads on: on a phone no link of a page is lower than 40 px', async () => {
  const phone = { hasTouch: true, isMobile: true, viewport: { width: 390, height: 844 } }
  const { page, visit, leave } = await signIn(browser, product, 'vpdp', DEMO_PASSWORD, phone)
  for (const path of [
    '/',
    '/tong-quan/62?period=2019-06',
    '/phieu',
    '/ky-luat-bao-cao',
    '/ky-bao-cao/2019-07/tong-hop',
  ]) {
    await visit(path)
    await page.locator('main').getByRole('link').nth(8).waitFor()
    const low = await page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>('main a')]
        .filter((link) => link.checkVisibility() && link.getBoundingClientRect().height < 40)
        .map((link) => link.outerHTML),
    )
    expect(low, path).toEqual([])
  }
  await leave()
})
