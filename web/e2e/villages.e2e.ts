import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { AssessmentView } from '@ntm/shared/assessments/wire'
import type { VillageFiguresView } from '@ntm/shared/villages/figures-wire'
import type { VillageList } from '@ntm/shared/villages/wire'
import { launchChromium } from './support/chromium.ts'
import { expectFitting, shoot } from './support/fitting.ts'
import { DEMO_PASSWORD, signIn, type Person } from './support/person.ts'
import { startProduct, type Product } from './support/product.ts'

const COMMUNE = '23311'
const MEASURE = '9.2'
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }

let product: Product
let browser: Browser
let officer: Person

beforeAll(async () => {
  ;[product, browser] = await Promise.all([startProduct(), launchChromium()])
  officer = await signIn(browser, product, `xa.${COMMUNE}`, DEMO_PASSWORD, PHONE)
})
afterAll(async () => {
  await browser.close()
  await product.stop()
})

const readFigures = async (of = officer) => {
  const view = await of.read<VillageFiguresView>(`assessments/${COMMUNE}/2019-07/village-figures`)
  const measure = view.measures.find((each) => each.measure === MEASURE)
  if (!measure) throw new RangeError(`No ${MEASURE}`)
  return { villages: view.villages, ...measure }
}

test('a commune types what its villages have on a phone, and the sheet has their sum', async () => {
  const { page } = officer
  await officer.visit(`/phieu/${COMMUNE}/2019-07`)
  await page.getByRole('link', { name: `theo thôn ${MEASURE}` }).click()
  await page.getByRole('heading', { level: 1, name: new RegExp(`^${MEASURE} `) }).waitFor()
  const { villages } = await readFigures()
  for (const [index] of villages.entries()) {
    const row = page.getByRole('group', { name: villages[index]?.fullName ?? '', exact: true })
    await row.getByLabel('Số đạt').fill(String(40 + index))
    await row.getByLabel('Tổng số').fill('50,5')
  }
  await page.getByLabel('Tổng số').last().press('Tab')
  await page.getByText(`${villages.length}/${villages.length} thôn · đã lưu`).waitFor()
  await shoot(page, 'villages-entry-390')
  await expectFitting(page)

  const { numerator, denominator, figures } = await readFigures()
  expect(figures).toHaveLength(9)
  expect([numerator, denominator]).toEqual([396, 454.5])
  await page.getByRole('link', { name: /^Phiếu tháng 7/ }).click()
  const card = page.locator('#tieu-chi-9')
  await card.getByText('396').first().waitFor()
  const sheet = await officer.read<AssessmentView>(`assessments/${COMMUNE}/2019-07`)
  const value = sheet.values.find((each) => each.measure === MEASURE)
  expect(value).toMatchObject({ numerator: 396, denominator: 454.5 })
})

test('figures of villages typed without a network outlive the page, and signing out asks about them', async () => {
  const { page, context } = officer
  await officer.visit(`/phieu/${COMMUNE}/2019-07/thon/${MEASURE}`)
  const row = page.getByRole('group', { name: 'Làng Yang Roong', exact: true })
  await row.getByLabel('Số đạt').waitFor()
  // The pages, and what asks at signing out, are there without a network once the worker has fetched them.
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
  await context.setOffline(true)
  await row.getByLabel('Số đạt').fill('50')
  await row.getByLabel('Số đạt').press('Enter')
  await page.getByText('đang chờ mạng').waitFor()

  await page.getByRole('button', { name: 'Mục lục' }).click()
  await page.getByRole('button', { name: 'Đăng xuất', exact: true }).click()
  const dialog = page.getByRole('dialog').filter({ hasText: '1' })
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    dialog.getByRole('button', { name: /^Tải/ }).click(),
  ])
  const chunks: Buffer[] = []
  for await (const chunk of await file.createReadStream()) chunks.push(chunk as Buffer)
  expect(Buffer.concat(chunks).toString()).toContain(`"${COMMUNE}";"2019-07";"village/23311-09/${MEASURE}";"50 / 50,5"`)
  await dialog.getByRole('button', { name: 'Ở lại' }).click()

  await context.setOffline(false)
  await officer.visit(`/phieu/${COMMUNE}/2019-07/thon/${MEASURE}`)
  await expect.poll(async () => (await readFigures()).numerator, { timeout: 10_000 }).toBe(398)
})

test('what holds a village back is two clicks from the table of all, for whoever may see it', async () => {
  const district = await signIn(browser, product, 'huyen.608')
  const { page } = district
  await district.visit(`/thon/${COMMUNE}?period=2019-06`)
  const grid = page.getByRole('grid')
  await grid.waitFor()
  expect(await grid.locator('tbody tr').count()).toBe(9)
  await shoot(page, 'villages-matrix')
  await expectFitting(page)
  await page.setViewportSize({ width: 1024, height: 800 })
  await shoot(page, 'villages-matrix-1024')
  expect(await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)).toBe(false)

  await grid.getByRole('link', { name: 'Làng Yang Roong' }).click()
  await page.getByRole('heading', { level: 1, name: 'Làng Yang Roong' }).waitFor()
  await page
    .getByText(/còn (thiếu|vượt) [\d.,]+ điểm %/)
    .first()
    .waitFor()
  await shoot(page, 'villages-one')
  await expectFitting(page)
  await page.getByLabel('Ngôn ngữ').selectOption('en')
  await page
    .getByText(/points short/)
    .first()
    .waitFor()
  await shoot(page, 'villages-one-en')
  await district.leave()
})

test('a village begins by a decision, is counted, and ends without leaving the past', async () => {
  const { page } = officer
  await officer.visit(`/thon/${COMMUNE}/danh-sach`)
  await page.getByRole('button', { name: 'Lập thôn, làng' }).click()
  const form = page.getByRole('dialog')
  await form.getByRole('button', { name: 'Lưu', exact: true }).click()
  await form.getByText('Cần ghi tên thôn.').first().waitFor()
  await form.getByLabel('Tên', { exact: false }).first().fill('5')
  await form.getByLabel('Số hộ').fill('120')
  await shoot(page, 'villages-new-390')
  await form.getByRole('button', { name: 'Lưu', exact: true }).click()
  await page.getByText('Đã lưu thôn 5.').waitFor()
  await expectFitting(page)
  await shoot(page, 'villages-list-390')

  await page.getByRole('button', { name: 'Kết thúc: Thôn 5' }).click()
  await form.getByLabel('Ngày cuối cùng').fill('20/7/2019')
  await form.getByLabel('Theo quyết định').fill('Quyết định số 12/QĐ-UBND')
  await form.getByLabel('Thôn 4').check()
  await form.getByRole('button', { name: 'Kết thúc thôn' }).click()
  await page.getByText('Đã kết thúc Thôn 5.').waitFor()
  const { villages } = await officer.read<VillageList>(`units/${COMMUNE}/villages`)
  const ended = villages.find(({ fullName }) => fullName === 'Thôn 5')
  expect(ended).toMatchObject({ code: '23311-10', validTo: '2019-07-20', successors: [{ code: '23311-04' }] })
  expect(officer.troubles.filter((text) => !text.includes('ERR_INTERNET_DISCONNECTED'))).toEqual([])
})
