import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { AssessmentView } from '@ntm/shared/assessments/wire'
import { expectAccessible } from './support/axe.ts'
import { launchChromium } from './support/chromium.ts'
import { fillOn, press, waitUntilSaved } from './support/keyboard.ts'
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

const waitUntilFaulty = (page: Page) => page.getByRole('status').filter({ hasText: '1 ô chưa hợp lệ' }).waitFor()

test('nothing typed is lost through a reload, and everything goes out when the network is back', async () => {
  const commune = await signIn(browser, product, 'xa.23504')
  const { page, context } = commune
  await commune.visit('/phieu/23504/2019-07')
  await page.locator('#answer-12\\.1').waitFor()
  await context.setOffline(true)
  await page.locator('#answer-12\\.1').focus()
  await page.keyboard.press('Control+A')
  await page.keyboard.type('93,5')
  await page.keyboard.press('Enter')
  await page.getByText('Mất mạng – 1 thay đổi đang chờ, sẽ tự gửi khi có mạng').waitFor()
  await page.getByText('đang chờ mạng', { exact: true }).waitFor()
  await expectAccessible(page)
  // Cut off within a number: neither Enter nor the next field has taken it over.
  await page.locator('#answer-10\\.1').focus()
  await page.keyboard.press('Control+A')
  await page.keyboard.type('36,7')
  // And one that cannot be read: it comes back as it was typed, with its fault.
  await page.locator('#answer-14\\.2').focus()
  await page.keyboard.press('Control+A')
  await page.keyboard.type('1.100')
  await page.goto('about:blank')

  await context.setOffline(false)
  await commune.visit('/phieu/23504/2019-07')
  await page.locator('#answer-12\\.1').waitFor()
  await waitUntilFaulty(page)
  expect(await page.locator('#answer-12\\.1').inputValue()).toBe('93,5')
  expect(await page.locator('#answer-10\\.1').inputValue()).toBe('36,7')
  expect(await page.locator('#answer-14\\.2').inputValue()).toBe('1.100')
  await page.getByText('“1.100” có thể hiểu theo hai cách. Viết 1100 hoặc 1,1.').waitFor()
  await expectAccessible(page)

  await page.locator('#answer-14\\.2').focus()
  await page.keyboard.press('Control+A')
  await page.keyboard.type('88')
  await page.keyboard.press('Enter')
  await waitUntilSaved(page)
  const sheet = await commune.read<AssessmentView>('assessments/23504/2019-07')
  const values = new Map(sheet.values.map(({ measure, value }) => [measure, value]))
  expect([values.get('12.1'), values.get('10.1'), values.get('14.2')]).toEqual([93.5, 36.7, 88])
  await commune.leave()
})

test('what could not be saved before a sheet is submitted goes along with it, in one request', async () => {
  const commune = await signIn(browser, product, 'xa.23512')
  const { page } = commune
  await commune.visit('/phieu/23512/2019-07')
  await page.locator('#answer-1\\.1').focus()
  await fillOn(page)
  await waitUntilSaved(page)

  const sent: unknown[] = []
  page.on('request', (request) => request.url().endsWith('/transitions') && sent.push(request.postDataJSON()))
  await page.route('**/api/v1/assessments/23512/2019-07', (route) =>
    route.request().method() === 'PATCH' ? route.abort() : route.fallback(),
  )
  await page.locator('#answer-12\\.1').focus()
  await page.keyboard.press('Control+A')
  await page.keyboard.type('94,5')
  await page.keyboard.press('Enter')
  await page.getByText('đang chờ mạng', { exact: true }).waitFor()
  await press(page, 'button', 'Kiểm tra và gửi')
  await press(page, 'button', 'Gửi phiếu')
  await page
    .getByText(/NTM-1907-23512-1-\d{2}/)
    .first()
    .waitFor()
  expect(sent).toEqual([{ action: 'submit', values: [{ measure: '12.1', value: 94.5 }] }])
  const sheet = await commune.read<AssessmentView>('assessments/23512/2019-07')
  expect(sheet.status).toBe('submitted')
  expect(sheet.values.find(({ measure }) => measure === '12.1')?.value).toBe(94.5)
  await commune.leave()
})
