import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { OverviewView } from '@ntm/shared/analysis/wire'
import type { AssessmentPage, AssessmentView } from '@ntm/shared/assessments/wire'
import { expectAccessible } from './support/axe.ts'
import { launchChromium } from './support/chromium.ts'
import { waitUntilSaved } from './support/keyboard.ts'
import { DEMO_PASSWORD, signIn, type Person } from './support/person.ts'
import { startProduct, type Product } from './support/product.ts'

/** Milliseconds within which an open page shows what somebody else has changed. */
const SOON = 2_000

let product: Product
let browser: Browser

beforeAll(async () => {
  ;[product, browser] = await Promise.all([startProduct(), launchChromium()])
})
afterAll(async () => {
  await browser.close()
  await product.stop()
})

/** Waits until the page follows: until then it asks what was changed before, and nothing is to be measured. */
async function waitUntilLive({ page }: Person): Promise<void> {
  const answer = page.waitForResponse((response) => response.url().includes('/api/v1/events'))
  await page.reload()
  expect((await answer).status()).toBe(200)
}

/** Approves a sheet from another browser than the one on show. */
async function approve({ context, token }: { context: BrowserContext; token: string }, path: string): Promise<void> {
  const headers = { authorization: `Bearer ${token}` }
  const read = await context.request.get(`${product.origin}/api/v1/${path}`, { headers })
  const answer = await context.request.post(`${product.origin}/api/v1/${path}/transitions`, {
    headers: { ...headers, 'if-match': read.headers().etag ?? '' },
    data: { action: 'approve' },
  })
  expect(answer.status(), await answer.text()).toBe(200)
}

async function openSession(context: BrowserContext, username: string): Promise<string> {
  const data = { username, password: DEMO_PASSWORD }
  const answer = await context.request.post(`${product.origin}/api/v1/auth/login`, { data })
  return ((await answer.json()) as { accessToken: string }).accessToken
}

const isMarked = (page: Page) => page.evaluate(() => (window as { isSamePage?: boolean }).isSamePage === true)

test('an approval is in the open overview of somebody else within two seconds, without a reload', async () => {
  const office = await signIn(browser, product, 'vpdp')
  const district = await signIn(browser, product, 'huyen.615')
  const { page } = office
  await office.visit('/tong-quan/62?period=2019-07')
  await waitUntilLive(office)
  await page.getByRole('heading', { level: 1 }).waitFor()
  const path = 'overview?unit=62&period=2019-07&basis=approved'
  const before = await office.read<OverviewView>(path)
  const { data } = await district.read<AssessmentPage>('assessments?unit=615&period=2019-07&status=submitted')
  const code = data[0]?.unit.code ?? ''
  const reviewer = { context: district.context, token: await openSession(district.context, 'huyen.615') }
  await page.evaluate(() => {
    ;(window as { isSamePage?: boolean }).isSamePage = true
    window.scrollTo({ top: 300 })
  })
  const text = await page.locator('main').innerText()

  await approve(reviewer, `assessments/${code}/2019-07`)
  const approved = Date.now()
  await page.waitForFunction((old) => document.querySelector('main')?.innerText !== old, text, { timeout: 10_000 })
  expect(Date.now() - approved).toBeLessThan(SOON)
  const after = await office.read<OverviewView>(path)
  expect(after.progress.approved).toBe(before.progress.approved + 1)
  await page.getByText('Số liệu vừa được cập nhật lúc').waitFor()
  expect(await isMarked(page)).toBe(true)
  expect(await page.evaluate(() => window.scrollY)).toBe(300)
  await expectAccessible(page)
  expect(office.troubles).toEqual([])
  await Promise.all([office.leave(), district.leave()])
})

test('a sheet follows who else writes in it, and nothing that is being typed is lost', async () => {
  const here = await signIn(browser, product, 'xa.23504')
  const there = await signIn(browser, product, 'xa.23504')
  await Promise.all([here, there].map((person) => person.visit('/phieu/23504/2019-07')))
  await Promise.all([here, there].map(waitUntilLive))
  await Promise.all([here, there].map(({ page }) => page.locator('#answer-12\\.1').waitFor()))

  const field = here.page.locator('#answer-10\\.1')
  await field.focus()
  await here.page.keyboard.press('Control+A')
  await here.page.keyboard.type('36,')

  await there.page.locator('#answer-12\\.1').focus()
  await there.page.keyboard.press('Control+A')
  await there.page.keyboard.type('91,25')
  await there.page.keyboard.press('Enter')
  await waitUntilSaved(there.page)
  const saved = Date.now()
  await here.page.waitForFunction(
    () => document.querySelector<HTMLInputElement>('#answer-12\\.1')?.value === '91,25',
    undefined,
    { timeout: 10_000 },
  )
  expect(Date.now() - saved).toBeLessThan(SOON)
  expect(await field.evaluate((element) => element === document.activeElement)).toBe(true)
  await here.page.keyboard.type('7')
  expect(await field.inputValue()).toBe('36,7')
  await here.page.keyboard.press('Enter')
  await waitUntilSaved(here.page)
  const sheet = await here.read<AssessmentView>('assessments/23504/2019-07')
  const values = new Map(sheet.values.map(({ measure, value }) => [measure, value]))
  expect([values.get('12.1'), values.get('10.1')]).toEqual([91.25, 36.7])
  await Promise.all([here.leave(), there.leave()])
})

test('a reviewer is told that the sheet under review changed, and decides on no other one than is shown', async () => {
  const district = await signIn(browser, product, 'huyen.612')
  const { page } = district
  const { data } = await district.read<AssessmentPage>('assessments?unit=612&period=2019-07&status=submitted')
  const code = data[0]?.unit.code ?? ''
  const path = `assessments/${code}/2019-07`
  await district.visit(`/duyet/${code}/2019-07`)
  await waitUntilLive(district)
  const reason = page.getByLabel('Lời nhắn chung')
  await reason.fill('Đề nghị xã xem lại số hộ.')

  const token = await openSession(district.context, `xa.${code}`)
  const headers = { authorization: `Bearer ${token}` }
  const read = await district.context.request.get(`${product.origin}/api/v1/${path}`, { headers })
  const moved = await district.context.request.post(`${product.origin}/api/v1/${path}/transitions`, {
    headers: { ...headers, 'if-match': read.headers().etag ?? '' },
    data: { action: 'withdraw' },
  })
  expect(moved.status()).toBe(200)
  const withdrawn = Date.now()
  await page.getByText('Phiếu vừa được thay đổi lúc').waitFor()
  expect(Date.now() - withdrawn).toBeLessThan(SOON)
  expect(await reason.inputValue()).toBe('Đề nghị xã xem lại số hộ.')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Xem bản mới' }).click()
  await page.getByText('Xã chưa gửi phiếu này').waitFor()
  expect(district.troubles).toEqual([])
  await district.leave()
})

test('tabs of one browser share one stream, and the next one takes it over', async () => {
  const person = await signIn(browser, product, 'ubnd')
  const opened: string[] = []
  person.context.on('request', (request) => {
    if (request.url().includes('/api/v1/events')) opened.push(request.url())
  })
  await waitUntilLive(person)
  const second = await person.context.newPage()
  await second.goto(`${product.origin}/tong-quan/62?period=2019-07`)
  await second.getByRole('heading', { level: 1 }).waitFor()
  // It waits for its turn to read.
  await second.waitForFunction(async () => {
    const { pending = [] } = await navigator.locks.query()
    return pending.some(({ name }) => name?.startsWith('ntm.events/'))
  })
  expect(opened).toHaveLength(1)
  const taken = person.context.waitForEvent('request', (request) => request.url().includes('/api/v1/events'))
  await person.page.close()
  expect((await (await taken).response())?.status()).toBe(200)
  await person.leave()
})
