import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectAccessible } from './support/axe.ts'
import { launchChromium } from './support/chromium.ts'
import { computeCode } from './support/one-time-code.ts'
import { signIn, type Person } from './support/person.ts'
import { startProduct, type Product } from './support/product.ts'

const USERNAME = 'hanh.dakha'
const NAME = 'Y Hạnh'
const PASSWORD = 'con suối chảy qua làng tôi'
/** Milliseconds: a second for the service, and what two browsers and a database on one small machine take. */
const SOON = 1_500

let product: Product
let browser: Browser
let admin: Person
let context: BrowserContext
/** The page of the new officer, in a browser of their own. */
let page: Page

beforeAll(async () => {
  ;[product, browser] = await Promise.all([startProduct(), launchChromium()])
  admin = await signIn(browser, product, 'admin')
  context = await browser.newContext({ locale: 'vi-VN', timezoneId: 'Asia/Ho_Chi_Minh' })
  context.setDefaultTimeout(20_000)
  page = await context.newPage()
})
afterAll(async () => {
  await browser.close()
  await product.stop()
})

const heading = (on: Page, name: string | RegExp) => on.getByRole('heading', { level: 1, name }).waitFor()

async function typeSignIn(password: string): Promise<void> {
  await page.getByLabel('Tên đăng nhập').fill(USERNAME)
  await page.getByLabel('Mật khẩu', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click()
}

async function makeOfficer(): Promise<string> {
  await admin.page.getByRole('link', { name: 'Tài khoản', exact: true }).click()
  await heading(admin.page, 'Tài khoản')
  await expectAccessible(admin.page)
  await admin.page.getByRole('link', { name: 'Lập tài khoản', exact: true }).click()
  await heading(admin.page, 'Lập tài khoản')
  await admin.page.getByLabel('Tên hiển thị').fill(NAME)
  await admin.page.getByLabel('Tên đăng nhập').fill(USERNAME)
  await admin.page.getByLabel('Vai trò', { exact: true }).selectOption({ label: 'Cán bộ huyện' })
  // By part of the name, without marks, and without a mouse.
  await admin.page.getByRole('combobox', { name: 'Cho đơn vị' }).pressSequentially('dak ha')
  await admin.page.getByRole('option', { name: 'Huyện Đắk Hà' }).waitFor()
  await admin.page.keyboard.press('ArrowDown')
  await admin.page.keyboard.press('Enter')
  await expectAccessible(admin.page)
  await admin.page.getByRole('button', { name: 'Lập tài khoản', exact: true }).click()
  await heading(admin.page, NAME)
  await expectAccessible(admin.page)
  return (await admin.page.locator('code').first().textContent()) ?? ''
}

test('an officer comes in by a one-time password, sets their own, adds a code, and is thrown out when disabled', async () => {
  const oneTimePassword = await makeOfficer()
  expect(oneTimePassword).toMatch(/^[a-z2-9]{4}(-[a-z2-9]{4}){3}$/)

  // First sign-in: one page and no other, whatever was asked for.
  await page.goto(`${product.origin}/tong-quan/615`)
  await typeSignIn(oneTimePassword)
  await heading(page, 'Đổi mật khẩu')
  await page.goto(`${product.origin}/phieu`)
  await heading(page, 'Đổi mật khẩu')
  await page.goto(`${product.origin}/tong-quan/615`)
  await heading(page, 'Đổi mật khẩu')
  await expectAccessible(page)

  await page.getByLabel('Mật khẩu dùng một lần').fill(oneTimePassword)
  await page.getByLabel('Mật khẩu mới').fill('matkhau123456')
  await page.keyboard.press('Enter')
  await page.getByRole('alert').getByText('dễ đoán').waitFor()
  expect(await page.getByLabel('Mật khẩu dùng một lần').inputValue()).toBe(oneTimePassword)
  await page.getByLabel('Mật khẩu mới').fill(PASSWORD)
  await page.keyboard.press('Enter')
  await page.waitForURL(`${product.origin}/tong-quan/615`)
  await heading(page, /Đắk Hà|huyện|xã/i)

  // A second factor, by what an authenticator app would compute from the secret on the page.
  await page.getByRole('link', { name: 'Bảo mật', exact: true }).click()
  await heading(page, 'Bảo mật tài khoản')
  await page.getByText('Nơi này').waitFor()
  await expectAccessible(page)
  await page.getByRole('link', { name: 'Bật xác thực hai lớp' }).click()
  await page.getByRole('img', { name: /Mã QR/ }).waitFor()
  await expectAccessible(page)
  const secret = (await page.locator('code').first().textContent()) ?? ''
  await page.getByLabel('Mã 6 số').fill('000000')
  await page.keyboard.press('Enter')
  await page.getByRole('alert').getByText('Mã không khớp').waitFor()
  // That of the step before: each code is good once, and the present one is for the sign-in below.
  await page.getByLabel('Mã 6 số').fill(computeCode(secret, -1))
  await page.keyboard.press('Enter')
  await heading(page, 'Lưu lại các mã khôi phục')
  await expectAccessible(page)
  const recoveryCodes = await page.getByRole('list', { name: 'Mã khôi phục' }).getByRole('listitem').allTextContents()
  expect(recoveryCodes).toHaveLength(10)
  await page.getByRole('button', { name: 'Xong', exact: true }).click()
  await page.getByRole('alert').getByText('Hãy xác nhận').waitFor()
  await page.getByLabel('Tôi đã cất các mã này ở nơi an toàn').check()
  await page.getByRole('button', { name: 'Xong', exact: true }).click()
  await page.getByText('Đang bật từ').waitFor()

  // Sign-in now asks for a code; a wrong one loses nothing, and a recovery code will do.
  await page.getByRole('button', { name: 'Đăng xuất', exact: true }).click()
  await typeSignIn(PASSWORD)
  await heading(page, 'Nhập mã xác thực')
  await expectAccessible(page)
  await page.getByLabel('Mã 6 số').fill('123456')
  await page.keyboard.press('Enter')
  await page.getByRole('alert').waitFor()
  await page.getByLabel('Mã 6 số').fill(computeCode(secret))
  await page.keyboard.press('Enter')
  await heading(page, 'Việc cần làm')
  await page.getByRole('button', { name: 'Đăng xuất', exact: true }).click()
  await typeSignIn(PASSWORD)
  await page.getByRole('button', { name: 'Dùng mã khôi phục' }).click()
  await page.getByLabel('Mã khôi phục').fill(recoveryCodes[0]?.trim() ?? '')
  await page.keyboard.press('Enter')
  await heading(page, 'Việc cần làm')

  // The administrator disables the account: the page that lies open is thrown out by itself.
  await page.getByRole('navigation', { name: 'Các trang' }).getByRole('link', { name: 'Ma trận tiêu chí' }).click()
  await page.waitForURL(/ma-tran/)
  await page.bringToFront()
  await admin.visit(`/tai-khoan/ho-so/${USERNAME}`)
  await heading(admin.page, NAME)
  await expectAccessible(admin.page)
  await admin.page.getByRole('button', { name: 'Khóa tài khoản' }).click()
  const dialog = admin.page.getByRole('dialog')
  await dialog.getByLabel('Lý do').fill('Chuyển công tác')
  await expectAccessible(admin.page)
  const disabled = admin.page.waitForResponse((answer) => answer.url().endsWith('/transitions'))
  await dialog.getByRole('button', { name: 'Khóa tài khoản' }).click()
  expect((await disabled).status()).toBe(200)
  const begun = Date.now()
  await page.waitForURL(/dang-nhap/)
  expect(Date.now() - begun).toBeLessThan(SOON)
  await page.getByText('Phiên làm việc đã hết').waitFor()
  await typeSignIn(PASSWORD)
  await page.getByRole('alert').getByText('không đúng').waitFor()

  // What happened stands in the trail, in words, and the trail is whole.
  await admin.page.getByRole('link', { name: 'Xem nhật ký của tài khoản này' }).click()
  await heading(admin.page, `Nhật ký: tài khoản ${USERNAME}`)
  await admin.page.getByText(`khóa tài khoản ${USERNAME}`).waitFor()
  await admin.page.getByText('Chuyển công tác').waitFor()
  await admin.page.getByText('đăng nhập bằng mật khẩu và một mã khôi phục').waitFor()
  await expectAccessible(admin.page)
  await admin.page.getByRole('main').getByRole('link', { name: 'Nhật ký', exact: true }).click()
  await admin.page.getByRole('button', { name: 'Kiểm tra toàn vẹn nhật ký' }).click()
  await admin.page.getByText('Nhật ký nguyên vẹn').waitFor()
  await expectAccessible(admin.page)
  expect(admin.troubles).toEqual([])
})

test('a machine client gets in with what its page shows once, and not after it was disabled', async () => {
  await admin.visit('/may-khach/moi')
  await heading(admin.page, 'Lập máy khách')
  await admin.page.getByLabel('Tên máy khách').fill('Cổng dữ liệu')
  await admin.page.getByRole('combobox', { name: 'Đơn vị' }).pressSequentially('tinh kon')
  await admin.page.getByRole('option', { name: 'Tỉnh Kon Tum' }).click()
  await admin.page.getByLabel('Đọc đơn vị hành chính').check()
  await expectAccessible(admin.page)
  await admin.page.getByRole('button', { name: 'Lập máy khách', exact: true }).click()
  await admin.page.getByText('Đã lập máy khách').waitFor()
  await expectAccessible(admin.page)
  const [id = '', secret = ''] = await admin.page.locator('code').allTextContents()

  const form = { grant_type: 'client_credentials', client_id: id, client_secret: secret }
  const askToken = () => context.request.post(`${product.origin}/oauth/token`, { form })
  const token = await askToken()
  expect(token.status()).toBe(200)
  expect(await token.json()).toMatchObject({ scope: 'units:read' })

  await admin.page.getByRole('link', { name: 'Mở máy khách này' }).click()
  await admin.page.getByRole('button', { name: 'Khóa máy khách' }).click()
  await admin.page.getByRole('dialog').getByRole('button', { name: 'Khóa máy khách' }).click()
  await admin.page.getByText('Đã khóa máy khách.').waitFor()
  await expectAccessible(admin.page)
  expect((await askToken()).status()).toBe(401)
  expect(admin.troubles).toEqual([])
})
