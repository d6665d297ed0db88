import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { VerificationPage } from '@ntm/shared/verifications/wire'
import type { WorkView } from '@ntm/shared/work/wire'
import { expectAccessible } from './support/axe.ts'
import { launchChromium } from './support/chromium.ts'
import { signIn, type Person } from './support/person.ts'
import { startProduct, type Product } from './support/product.ts'

const REASON = 'Chưa có kết quả cân đo của trạm y tế.'
/** Wide and as narrow as a phone. */
const WIDTHS = [1440, 390]

let product: Product
let browser: Browser
let health: Person

beforeAll(async () => {
  ;[product, browser] = await Promise.all([startProduct(), launchChromium()])
  health = await signIn(browser, product, 'so.syt')
})
afterAll(async () => {
  await browser.close()
  await product.stop()
})

async function expectAccessibleAtAllWidths({ page }: Person, shot: string): Promise<void> {
  const folder = process.env.NTM_SHOTS
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 })
    await expectAccessible(page)
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)
    expect(overflow, `${shot} at ${width}`).toBe(false)
    for (const scheme of folder ? (['light', 'dark'] as const) : []) {
      await page.emulateMedia({ colorScheme: scheme })
      await page.screenshot({ path: `${folder}/${shot}-${width}-${scheme}.png`, fullPage: width !== 390 })
    }
    await page.emulateMedia({ colorScheme: 'light' })
  }
  await page.setViewportSize({ width: 1440, height: 900 })
}

const list = (query: string) => health.read<VerificationPage>(`verifications?period=2019-07&limit=500&${query}`)

test('a department confirms all waiting communes but one by keyboard, and rejects that one with a reason', async () => {
  const { page } = health
  const press = (key: string) => page.keyboard.press(key)
  await expectAccessibleAtAllWidths(health, 'work-department')
  const before = await health.read<WorkView>('work')
  const [first] = before.verifications
  const indicator = first?.indicator ?? ''
  await page.getByRole('link', { name: `Bắt đầu từ chỉ tiêu ${indicator}` }).focus()
  await press('Enter')
  const everybody = page.getByRole('checkbox', { name: /^Chọn tất cả xã đang chờ/ })
  await everybody.waitFor()
  await expectAccessibleAtAllWidths(health, 'verification')

  await everybody.focus()
  await press('Space')
  await page.getByRole('button', { name: `Xác nhận ${first?.waiting} xã` }).waitFor()
  // The rows are one stop for Tab; arrow keys walk them.
  const rows = page.getByRole('checkbox', { name: /^Chọn (Xã|xã) / })
  await rows.first().focus()
  await press('ArrowDown')
  await press('Space')
  const left = (await rows.nth(1).getAttribute('aria-label'))?.replace('Chọn ', '') ?? ''
  expect(await rows.nth(1).isChecked()).toBe(false)
  const rest = (first?.waiting ?? 0) - 1
  await page.getByRole('button', { name: `Xác nhận ${rest} xã` }).focus()
  await press('Enter')
  await page.getByText(`Đã xác nhận chỉ tiêu ${indicator} của ${rest} xã`).waitFor()
  expect((await list(`indicator=${indicator}&state=waiting`)).data.map(({ unit }) => unit.fullName)).toEqual([left])

  // Too short a reason is refused, and what was typed stays.
  await rows.nth(1).focus()
  await press('Space')
  await page.getByRole('button', { name: 'Không xác nhận…' }).focus()
  await press('Enter')
  const reason = page.getByLabel('Lý do')
  await reason.focus()
  await page.keyboard.type('Chưa')
  await press('Tab')
  await press('Tab')
  await press('Enter')
  await page.getByRole('alert').getByText('Cần nêu lý do').waitFor()
  await expectAccessible(page)
  await reason.focus()
  await press('End')
  await page.keyboard.type(REASON.slice(4))
  await press('Tab')
  await press('Tab')
  await press('Enter')
  await page.getByText(`Đã ghi không xác nhận chỉ tiêu ${indicator} của 1 xã`).waitFor()
  await page.getByText(`“${REASON}”`).waitFor()
  const { data } = await list(`indicator=${indicator}&state=rejected`)
  expect(data.map(({ unit, reason: said }) => [unit.fullName, said])).toEqual([[left, REASON]])
  await expectAccessibleAtAllWidths(health, 'verified')

  await page.getByRole('radio', { name: 'Ma trận chỉ tiêu × xã' }).focus()
  await press('Space')
  await page.getByRole('table', { name: /chờ xác nhận/ }).waitFor()
  expect(new URL(page.url()).searchParams.get('view')).toBe('matrix')
  await expectAccessibleAtAllWidths(health, 'verification-matrix')
  expect(health.troubles).toEqual([])
})

test('what a department rejects stands on the first page of the commune, and leaders see where it stands', async () => {
  const { data } = await list('state=rejected')
  const commune = await signIn(browser, product, `xa.${data[0]?.unit.code}`)
  const leader = await signIn(browser, product, 'ubnd')
  await commune.page.getByText(`“${REASON}”`).waitFor()
  await expectAccessibleAtAllWidths(commune, 'work-commune')
  await leader.page.getByRole('heading', { name: 'Đang ở đâu' }).waitFor()
  await expectAccessibleAtAllWidths(leader, 'work-leader')
  await leader.page.getByRole('link', { name: 'Ngành không xác nhận 1 chỉ tiêu ở 1 xã' }).click()
  await leader.page.getByText(`“${REASON}”`).waitFor()
  expect(await leader.page.getByRole('checkbox').count()).toBe(0)
  expect([...commune.troubles, ...leader.troubles]).toEqual([])
  await Promise.all([commune.leave(), leader.leave()])
})
