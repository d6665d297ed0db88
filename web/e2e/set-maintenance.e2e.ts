import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { AssessmentView } from '@ntm/shared/assessments/wire'
import type { CriteriaSetFile } from '@ntm/shared/criteria/set-file-wire'
import { expectAccessible } from './support/axe.ts'
import { launchChromium } from './support/chromium.ts'
import { signIn, type Person } from './support/person.ts'
import { startProduct, type Product } from './support/product.ts'

const SET = '/bo-tieu-chi/xa-2016-2020'
/** Wide and as narrow as a phone. */
const WIDTHS = [1440, 360]

let product: Product
let browser: Browser
let office: Person

beforeAll(async () => {
  ;[product, browser] = await Promise.all([startProduct(), launchChromium()])
  office = await signIn(browser, product, 'vpdp')
})
afterAll(async () => {
  await browser.close()
  await product.stop()
})

async function expectAccessibleAtAllWidths(shot: string): Promise<void> {
  for (const width of WIDTHS) {
    await office.page.setViewportSize({ width, height: 900 })
    await expectAccessible(office.page)
    const overflow = await office.page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)
    expect(overflow, `${shot} at ${width}`).toBe(false)
    const folder = process.env.NTM_SHOTS
    if (folder)
      await office.page.screenshot({
        path: `${folder}/${shot}-${width}.png`,
        fullPage: shot !== 'set' && shot !== 'bench',
      })
  }
  await office.page.setViewportSize({ width: 1440, height: 900 })
}

test('the office corrects a threshold by keyboard; the month that was consolidated keeps its own', async () => {
  const { page } = office
  await page.getByRole('link', { name: 'Bộ tiêu chí', exact: true }).click()
  await page.getByRole('heading', { level: 1, name: /Bộ tiêu chí quốc gia/ }).waitFor()
  await expectAccessibleAtAllWidths('set')

  await page.getByRole('link', { name: /^11\.1/ }).click()
  await page.getByRole('heading', { level: 1, name: /^11\.1/ }).waitFor()
  await page.getByRole('button', { name: /^Xác nhận hoặc sửa/ }).focus()
  await page.keyboard.press('Enter')
  const value = page.getByLabel('Ngưỡng', { exact: true })
  await value.waitFor()
  await expectAccessibleAtAllWidths('decide')

  // A form that was sent too early says what is missing, each line leading to its field.
  await value.focus()
  await page.keyboard.press('Enter')
  await page.getByRole('alert').getByText('Cần nêu lý do').waitFor()
  await value.fill('6,5')
  await page.getByLabel('Căn cứ pháp lý').fill('22/2017/QĐ-UBND')
  await page.getByLabel('Lý do').fill('Đã đối chiếu phụ lục quyết định.')
  await value.focus()
  await page.keyboard.press('Enter')
  await page.getByText(/Số phiếu đang mở được xét lại: \d+/).waitFor()
  await page.getByRole('heading', { name: 'Ngưỡng đã thay' }).waitFor()
  await expectAccessibleAtAllWidths('measure')

  const june = await office.read<AssessmentView>('assessments/23512/2019-06')
  const threshold = june.values.find(({ measure }) => measure === '11.1')?.threshold
  expect(threshold).toMatchObject({ value: 7, confirmed: false })
  expect(office.troubles).toEqual([])
})

test('the agency in charge changes from a day on', async () => {
  const { page } = office
  await office.visit(`${SET}/so-lieu/12.1`)
  await page.getByRole('button', { name: 'Đổi cơ quan phụ trách' }).click()
  await page.getByLabel('Cơ quan mới').selectOption({ label: 'Sở Nội vụ' })
  await page.getByLabel('Phụ trách từ ngày').fill('1/8/2019')
  await page.getByLabel('Lý do').fill('Sắp xếp lại nhiệm vụ của các sở.')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Đổi cơ quan', exact: true }).click()
  await page.getByText('Đã đổi cơ quan phụ trách.').waitFor()
  await page.getByText('từ 01/08/2019').waitFor()
  await expectAccessibleAtAllWidths('lead')
})

test('the test bench says what typed values come to, for a commune and a month', async () => {
  const { page } = office
  await office.visit(`${SET}/thu?unit=23512`)
  await page.getByRole('button', { name: 'Điền vừa đủ đạt' }).click()
  await page.getByText('Đạt 19/19').waitFor()
  const poverty = page.getByRole('textbox', { name: /^11\.1/ })
  await poverty.fill('6,51')
  await page.getByText('Đạt 18/19 · chưa đạt 1').waitFor()
  await poverty.fill('65/1000')
  await page.getByText('Đạt 19/19').waitFor()
  await expectAccessibleAtAllWidths('bench')
  expect(office.troubles).toEqual([])
})

test('a new set is tried and published from a file, from a month that has not begun', async () => {
  const { page } = office
  const file = await office.read<CriteriaSetFile>('criteria-sets/xa-2016-2020/file')
  const threshold = file.criteria[4]?.indicators[0]?.measures[0]?.thresholds[1]
  if (threshold) threshold.value = 75
  const buffer = Buffer.from(JSON.stringify({ ...file, validTo: null }))
  await office.visit('/bo-tieu-chi/cong-bo')
  await page.getByLabel('Tệp bộ tiêu chí').setInputFiles({ name: 'bo.json', mimeType: 'application/json', buffer })
  await page.getByRole('button', { name: 'Kiểm tra thử' }).click()
  await page.getByRole('alert').getByText('Mã này đã dùng').waitFor()
  await expectAccessibleAtAllWidths('faults')

  await page.getByLabel('Mã bộ mới').fill('xa-2019')
  await page.getByRole('button', { name: 'Kiểm tra thử' }).click()
  await page.getByText('Giá trị: 70, nay 75').waitFor()
  await page.getByRole('button', { name: 'Điền vừa đủ đạt' }).click()
  await page.getByText('Đạt 19/19').waitFor()
  await expectAccessibleAtAllWidths('publish')
  await page.getByRole('button', { name: 'Công bố', exact: true }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Công bố', exact: true }).click()
  await page.getByText('Đã công bố xa-2019').waitFor()
  await page.getByRole('link', { name: 'Xem bộ tiêu chí' }).click()
  await page.getByText('Áp dụng từ 01/08/2019').waitFor()
  // What was refused on the way stands in the console as well.
  expect(office.troubles.filter((trouble) => !trouble.includes('422'))).toEqual([])
})
