import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { AssessmentPage } from '@ntm/shared/assessments/wire'
import { expectAccessible } from './support/axe.ts'
import { launchChromium } from './support/chromium.ts'
import { DEMO_PASSWORD, signIn, type Person } from './support/person.ts'
import { startProduct, type Product } from './support/product.ts'

const LEADER = { username: 'ld.615', displayName: 'Nguyễn Văn An', password: 'con suối chảy qua làng tôi' }
const SHEETS = 'assessments?period=2019-07&unit=615&status=submitted'
/** Milliseconds within which a role that is given or taken shows on a page that lies open. */
const SOON = 2_500

let product: Product
let browser: Browser

beforeAll(async () => {
  ;[product, browser] = await Promise.all([startProduct(), launchChromium()])
})
afterAll(async () => {
  await browser.close()
  await product.stop()
})

/** The demonstration has no district leader: an administrator makes one, who sets a password of their own. */
async function makeLeader(): Promise<void> {
  const { request } = await browser.newContext()
  const post = async (path: string, data: object, token = ''): Promise<Record<string, string>> => {
    const headers = { 'idempotency-key': crypto.randomUUID(), ...(token && { authorization: `Bearer ${token}` }) }
    const answer = await request.post(`${product.origin}/api/v1/${path}`, { data, headers })
    expect(answer.ok(), `${path}: ${await answer.text()}`).toBe(true)
    return answer.status() === 204 ? {} : ((await answer.json()) as Record<string, string>)
  }
  const { username, displayName, password } = LEADER
  const admin = await post('auth/login', { username: 'admin', password: DEMO_PASSWORD })
  const roles = [{ role: 'districtLeader', unit: '615' }]
  const { oneTimePassword = '' } = await post('accounts', { username, displayName, roles }, admin.accessToken)
  const first = await post('auth/login', { username, password: oneTimePassword })
  await post('me/password', { current: oneTimePassword, next: password }, first.accessToken)
}

async function handOn({ page }: Person): Promise<void> {
  await page.getByRole('link', { name: 'Ký thay', exact: true }).click()
  await page.getByRole('heading', { level: 1, name: 'Ký thay' }).waitFor()
  await page.getByRole('button', { name: 'Giao ký thay', exact: true }).click()
  const form = page.locator('form')
  await form.getByLabel('Đến hết ngày').fill('21/07/2019')
  await form.getByRole('button', { name: 'Giao ký thay', exact: true }).click()
  await page.getByRole('alert').getByRole('link', { name: 'Ngày cuối đứng trước ngày đầu' }).waitFor()
  await expectAccessible(page)
  await form.getByLabel('Tên đăng nhập của người ký thay').fill('huyen.614')
  await form.getByLabel('Đến hết ngày').fill('5/8/2019')
  await form.getByLabel('Lý do').fill('Đi công tác')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await page.getByText(/Đã giao .* ký thay từ 22\/07\/2019 đến hết 05\/08\/2019/).waitFor()
  await expectAccessible(page)
}

test('a leader hands on, the deputy signs for them, the trail names both, and taking it back is felt at once', async () => {
  await makeLeader()
  const [leader, deputy] = await Promise.all([
    signIn(browser, product, LEADER.username, LEADER.password),
    signIn(browser, product, 'huyen.614'),
  ])
  const acting = deputy.page.getByRole('region', { name: 'Tài khoản' }).getByText(`KT. ${LEADER.displayName}`)
  expect(await acting.count()).toBe(0)
  await handOn(leader)
  await deputy.page.bringToFront()
  await acting.waitFor({ timeout: SOON })

  // The deputy is of another district: this review rests on the leader's role alone.
  const [sheet] = (await deputy.read<AssessmentPage>(SHEETS)).data
  if (!sheet) throw new Error('The demonstration has no submitted sheet in this district')
  await deputy.visit(`/duyet/${sheet.unit.code}/2019-07`)
  await deputy.page.getByRole('main').getByText(`KT. ${LEADER.displayName}`).waitFor()
  await deputy.page.getByText(/Chịu trách nhiệm: .+, Chủ tịch UBND/).waitFor()
  await expectAccessible(deputy.page)
  const approved = deputy.page.waitForResponse((answer) => answer.url().endsWith('/transitions'))
  await deputy.page.getByRole('button', { name: /^Duyệt/ }).click()
  expect((await approved).status()).toBe(200)

  const office = await signIn(browser, product, 'vpdp')
  await office.visit(`/phieu/${sheet.unit.code}/2019-07`)
  await office.page.getByRole('main').getByRole('link', { name: 'Nhật ký', exact: true }).click()
  await office.page.getByRole('heading', { level: 1, name: `phiếu tháng 7/2019 của ${sheet.unit.fullName}` }).waitFor()
  const row = office.page.getByRole('listitem').filter({ hasText: 'duyệt phiếu tháng 7/2019' })
  await row.getByText(`(ký thay ${LEADER.displayName})`).waitFor()
  await expectAccessible(office.page)

  await leader.page.getByRole('button', { name: 'Thôi giao' }).click()
  const ended = leader.page.waitForResponse((answer) => answer.request().method() === 'DELETE')
  await leader.page.getByRole('dialog').getByRole('button', { name: 'Thôi giao' }).click()
  expect((await ended).status()).toBe(204)
  await leader.page.getByText(/Đã thôi giao .* ký thay/).waitFor()
  await deputy.page.bringToFront()
  await acting.waitFor({ state: 'hidden', timeout: SOON })
  expect([...leader.troubles, ...deputy.troubles, ...office.troubles]).toEqual([])
})
