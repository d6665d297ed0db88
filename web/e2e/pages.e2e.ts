import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { expectAccessible } from './support/axe.ts'
import { launchChromium } from './support/chromium.ts'
import { signIn } from './support/person.ts'
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
