import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { AssessmentView } from '@ntm/shared/assessments/wire'
import { expectAccessible } from './support/axe.ts'
import { launchChromium } from './support/chromium.ts'
import { DEMO_PASSWORD, signIn, type Person } from './support/person.ts'
import { startProduct, type Product } from './support/product.ts'

const PLACE = '23504/2019-07'
const SHEET = `/phieu/${PLACE}`

let product: Product
let browser: Browser

beforeAll(async () => {
  ;[product, browser] = await Promise.all([startProduct(), launchChromium()])
})
afterAll(async () => {
  await browser.close()
  await product.stop()
})

const field = (page: Page, id: string) => page.locator(`[id="${id}"]`)

async function type(page: Page, id: string, text: string): Promise<void> {
  await field(page, id).focus()
  await page.keyboard.press('Control+A')
  await page.keyboard.type(text)
  await page.keyboard.press('Enter')
}

async function press(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name }).first().focus()
  await page.keyboard.press('Enter')
}

const waitUntilSaved = (page: Page) => page.getByRole('status').filter({ hasText: 'Đã lưu lúc' }).waitFor()

async function valuesOf(person: Person) {
  const sheet = await person.read<AssessmentView>(`assessments/${PLACE}`)
  return new Map(sheet.values.map(({ measure, value }) => [measure, value]))
}

/** The pages are kept by now, and this page is in the hands of what keeps them. */
const waitUntilKept = (page: Page) =>
  page.evaluate(async () => {
    await navigator.serviceWorker.ready
    while (!navigator.serviceWorker.controller) await new Promise((done) => setTimeout(done, 50))
  })

test('with the network cut the page reloads, goes on taking values, and sends them in order when it is back', async () => {
  const commune = await signIn(browser, product, 'xa.23504')
  const { page, context } = commune
  await commune.visit(SHEET)
  await field(page, 'answer-12.1').waitFor()
  await waitUntilKept(page)
  await type(page, 'answer-12.1', '91')
  await waitUntilSaved(page)

  const sent: string[] = []
  page.on('request', (request) => {
    if (request.method() === 'PATCH') sent.push(request.postData() ?? '')
  })
  await context.setOffline(true)
  await type(page, 'answer-12.1', '92,5')
  await page.getByText('Mất mạng – 1 thay đổi đang chờ, sẽ tự gửi khi có mạng').waitFor()
  await page.reload()
  await field(page, 'answer-10.1').waitFor()
  await page.getByText('Không có mạng – đang xem số liệu lưu ở máy này lúc').waitFor()
  expect(await field(page, 'answer-12.1').inputValue()).toBe('92,5')
  await expectAccessible(page)
  await type(page, 'answer-10.1', '36,7')
  await page.getByText('Mất mạng – 2 thay đổi đang chờ').first().waitFor()
  expect(await page.evaluate(async () => (await caches.keys()).length)).toBe(1)
  const kept = await page.evaluate(async () => {
    const [name = ''] = await caches.keys()
    return (await (await caches.open(name)).keys()).map(({ url }) => new URL(url).pathname)
  })
  expect(kept.filter((path) => path.startsWith('/api'))).toEqual([])

  sent.length = 0
  await context.setOffline(false)
  await waitUntilSaved(page)
  const values = await valuesOf(commune)
  expect([values.get('12.1'), values.get('10.1')]).toEqual([92.5, 36.7])
  expect(sent.map((body) => JSON.parse(body) as unknown)).toEqual([
    {
      values: [
        { measure: '12.1', value: 92.5 },
        { measure: '10.1', value: 36.7 },
      ],
    },
  ])
  await page.getByText('Không có mạng – đang xem').waitFor({ state: 'detached' })
  await commune.leave()
})

test('two people in one sheet: what both wrote is chosen field by field, the rest merges by itself', async () => {
  const [one, other] = await Promise.all([signIn(browser, product, 'xa.23504'), signIn(browser, product, 'xa.23504')])
  for (const person of [one, other]) {
    await person.visit(SHEET)
    await field(person.page, 'answer-12.1').waitFor()
  }
  await one.context.setOffline(true)
  await type(one.page, 'answer-12.1', '95')
  await type(one.page, 'answer-10.1', '37')
  await type(other.page, 'answer-12.1', '94')
  await type(other.page, 'answer-14.2', '88')
  await waitUntilSaved(other.page)
  await one.context.setOffline(false)

  const { page } = one
  await page.getByText('1 ô hai người cùng sửa').first().waitFor()
  await page.getByText(/Bản đang lưu, .+ sửa lúc/).waitFor()
  await expectAccessible(page)
  expect(await field(page, 'answer-12.1').inputValue()).toBe('95')
  expect(await field(page, 'answer-14.2').inputValue()).toBe('88')
  let values = await valuesOf(one)
  expect([values.get('12.1'), values.get('10.1')]).toEqual([94, 37])

  await press(page, 'Giữ tất cả của tôi')
  await press(page, 'Lưu lựa chọn')
  await waitUntilSaved(page)
  values = await valuesOf(one)
  expect([values.get('12.1'), values.get('10.1'), values.get('14.2')]).toEqual([95, 37, 88])
  await one.leave()
  await other.leave()
})

test('who signs out with work unsent is warned; it is there at the next sign-in, and nothing else is', async () => {
  const commune = await signIn(browser, product, 'xa.23504')
  const { page, context } = commune
  await commune.visit(SHEET)
  await field(page, 'answer-12.1').waitFor()
  // The pages are there without a network once the worker has fetched them.
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
  await context.setOffline(true)
  await type(page, 'answer-12.1', '90,5')
  await press(page, 'Đăng xuất')
  const dialog = page.getByRole('dialog')
  await dialog.getByText('1 ô đã nhập ở máy này chưa gửi').waitFor()
  await expectAccessible(page)
  const download = page.waitForEvent('download')
  await dialog.getByRole('button', { name: 'Tải tệp các số liệu chưa gửi' }).focus()
  await page.keyboard.press('Enter')
  expect((await download).suggestedFilename()).toBe('so-lieu-chua-gui-xa.23504.csv')
  await dialog.getByRole('button', { name: 'Đăng xuất', exact: true }).focus()
  await page.keyboard.press('Enter')
  await page.getByLabel('Tên đăng nhập').waitFor()
  expect(
    await page.evaluate(() => Object.keys(localStorage).filter((key) => /unsent|session|signedIn/.test(key))),
  ).toEqual([`ntm.unsent/xa.23504/${PLACE}`])
  const seen = await page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const opening = indexedDB.open('ntm.seen')
        opening.onsuccess = () => {
          const counting = opening.result.transaction('answers').objectStore('answers').count()
          counting.onsuccess = () => resolve(counting.result)
        }
      }),
  )
  expect(seen).toBe(0)

  await context.setOffline(false)
  await page.getByLabel('Tên đăng nhập').focus()
  await page.keyboard.type('xa.23504')
  await page.keyboard.press('Tab')
  await page.keyboard.type(DEMO_PASSWORD)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Việc cần làm' }).waitFor()
  await commune.visit(SHEET)
  await waitUntilSaved(page)
  expect((await valuesOf(commune)).get('12.1')).toBe(90.5)
  await commune.leave()
})

test('two pages opened at once renew one after the other, and a renewal whose answer was lost throws nobody out', async () => {
  const commune = await signIn(browser, product, 'xa.23512')
  const { context, page } = commune
  const tabs = await Promise.all([context.newPage(), context.newPage(), context.newPage()])
  await Promise.all(tabs.map((tab) => tab.goto(`${product.origin}/ma-tran`)))
  for (const tab of tabs)
    await tab
      .getByRole('heading', { level: 1, name: /Ma trận/ })
      .first()
      .waitFor()
  await Promise.all(tabs.map((tab) => tab.reload()))
  for (const tab of tabs)
    await tab
      .getByRole('heading', { level: 1, name: /Ma trận/ })
      .first()
      .waitFor()
  for (const tab of tabs) await tab.close()

  const before = await context.cookies()
  await page.route('**/api/v1/auth/refresh', async (route) => {
    expect((await route.fetch()).status()).toBe(200)
    // The answer never arrives, nor does its cookie.
    await context.clearCookies()
    await context.addCookies(before)
    await route.abort()
  })
  await page.reload()
  await page.unrouteAll({ behavior: 'wait' })
  await page.reload()
  await page.getByRole('heading', { level: 1, name: 'Việc cần làm' }).waitFor()
  expect(
    await page.evaluate(() => fetch('/api/v1/auth/refresh', { method: 'POST' }).then(({ status }) => status)),
  ).toBe(200)
  await commune.leave()
})
